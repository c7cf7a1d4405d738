"""Whether two answers share something that carries meaning, so that one theme can hold both."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, pairwise, product
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
    nouns = _nouns(texts) if language == "de" else [frozenset[str]()] * len(texts)
    found = np.zeros((len(texts), len(texts)), dtype=bool)
    for one, other in combinations(range(len(texts)), 2):
        names = [said[place] & nouns[place] for place in (one, other)]
        meet = _meet(said[one], said[other]) or any(_related(*pair) for pair in product(*names))
        found[one, other] = found[other, one] = meet
    return found


def _meet(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    both = one & other
    return len(both) > 1 or (bool(both) and min(len(one), len(other)) <= _SHARE)


def _related(one: str, other: str) -> bool:
    return one == other or within(one, other) or within(other, one)


def _nouns(texts: Sequence[str]) -> list[frozenset[str]]:
    """Of each text the stems with a capital inside of a sentence, or never with a small letter."""
    words = [[*_words(text)] for text in texts]
    small = {stem(word, "de") for one in words for word, _ in one if not word[0].isupper()}
    capital = [
        [(stem(word, "de"), first) for word, first in one if word[0].isupper()] for one in words
    ]
    return [
        frozenset(root for root, first in one if not first or root not in small) for one in capital
    ]


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text, and whether each starts a sentence."""
    found = list(SURFACE.finditer(text))
    yield from ((word.group(), True) for word in found[:1])
    for before, word in pairwise(found):
        yield word.group(), bool(_ENDS & set(text[before.end() : word.start()]))
