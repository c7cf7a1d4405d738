"""Which answers are the same text: pasted, or with a word more or less."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from flows.themes.words import SURFACE

_ALIKE: Final = 0.8
"""The share of their words that two texts have in common to count as one."""


def near_duplicates(texts: Sequence[str]) -> list[list[int]]:
    """Put texts together that are the same but for details.

    Args:
        texts: in any number.

    Returns:
        The places of the texts, those of the same one together, in the order of their first.
    """
    sets = [_words(text) for text in texts]
    firsts: dict[frozenset[str], int] = {}
    holding: dict[str, list[int]] = defaultdict(list)
    groups: dict[int, list[int]] = {}
    for place, words in enumerate(sets):
        leader = firsts.get(words)
        if leader is None:
            leader = _alike(words, sets, holding)
        if leader is None:
            leader = place
            for word in words:
                holding[word].append(place)
        firsts.setdefault(words, leader)
        groups.setdefault(leader, []).append(place)
    return list(groups.values())


def alike(one: str, other: str) -> bool:
    """Whether two texts have nearly all their words in common."""
    first, second = _words(one), _words(other)
    return _overlap(first, second) >= _ALIKE


def _words(text: str) -> frozenset[str]:
    """The words and numbers of a text; of one without any, as an emoji, the text itself."""
    folded = text.casefold()
    return frozenset(SURFACE.findall(folded)) or frozenset({folded.strip()})


def _rare(words: frozenset[str], holding: dict[str, list[int]]) -> list[str]:
    """So many of the rarest words that a text which is alike must hold one of them."""
    enough = len(words) - int(_ALIKE * len(words)) + 1
    return sorted(words, key=lambda word: (len(holding.get(word, ())), word))[:enough]


def _alike(
    words: frozenset[str],
    sets: Sequence[frozenset[str]],
    holding: dict[str, list[int]],
) -> int | None:
    candidates = sorted(
        {place for word in _rare(words, holding) for place in holding.get(word, ())}
    )
    for place in candidates:
        if _overlap(words, sets[place]) >= _ALIKE:
            return place
    return None


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
