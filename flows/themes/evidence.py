"""Whether two answers share something that carries meaning, so that one theme can hold both."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

import numpy as np

from flows.themes.vectors import Bools
from flows.themes.words import SURFACE, asked_for, is_pale, stem, stems, within

_SHARE: Final = 3
"""One word that is no noun is enough if it is one of so few words of one of the answers."""
_ENDS: Final = frozenset('.!?…:\n"„“”»«')
"""After one of these a capital letter says nothing."""


def shared(texts: Sequence[str], language: str, asked: Collection[str] = frozenset()) -> Bools:
    """Compare each two of some texts.

    Args:
        texts: a few; every pair of them is looked at.
        language: in which they are written, by its primary tag.
        asked: stems of the question; what it says already is no evidence.

    Returns:
        Whether two texts have a noun in common, alone or in a compound; or two other words; or one
        that is much of what one of them says. In German a noun is known by its capital letter, in
        other languages none is. Pale words do not count.
    """
    said = [
        {
            one
            for one in stems(text, language)
            if not is_pale(one, language) and not asked_for(one, asked)
        }
        for text in texts
    ]
    nouns = _nouns(texts) if language == "de" else frozenset()
    found = np.zeros((len(texts), len(texts)), dtype=bool)
    for one, first in enumerate(said):
        for other in range(one):
            found[one, other] = found[other, one] = _meet(first, said[other], nouns)
    return found


def _meet(one: AbstractSet[str], other: AbstractSet[str], nouns: AbstractSet[str]) -> bool:
    if any(_related(word, again) for word in one & nouns for again in other & nouns):
        return True
    both = one & other
    return len(both) > 1 or (bool(both) and min(len(one), len(other)) <= _SHARE)


def _related(one: str, other: str) -> bool:
    return one == other or within(one, other) or within(other, one)


def _nouns(texts: Sequence[str]) -> frozenset[str]:
    """The stems of words that have a capital inside of a sentence, or never a small letter."""
    words = [one for text in texts for one in _words(text)]
    capital = {stem(word, "de") for word, _ in words if word[0].isupper()}
    inside = {stem(word, "de") for word, starts in words if word[0].isupper() and not starts}
    small = {stem(word, "de") for word, _ in words if not word[0].isupper()}
    return frozenset(inside | (capital - small))


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text, and whether each starts a sentence."""
    found = list(SURFACE.finditer(text))
    yield from ((word.group(), True) for word in found[:1])
    for before, word in pairwise(found):
        yield word.group(), bool(_ENDS & set(text[before.end() : word.start()]))
