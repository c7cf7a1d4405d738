"""How much alike answers are in what they say, without a dictionary and without a model.

Several plain comparisons are added, each counted in standard deviations of its own: parts of words,
parts of stems, whole stems, what the first sentence says, and which answers resemble the same third
ones. The last works the better the more answers there are, so it weighs by their number.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any, Final

import numpy as np

from flows.themes.evidence import shared
from flows.themes.excerpts import first_sentence
from flows.themes.vectors import Floats, Space, cosines, parts, space
from flows.themes.words import stems, tokens

FEW: Final = 20
MANY: Final = 120
"""Below the one, the weights for few answers hold; above the other, those for many."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each comparison counts."""

    plain: float
    roots: float
    words: float
    first: float
    broad: float
    close: float


FOR_FEW: Final = Weights(plain=1.5, roots=1, words=0.5, first=2, broad=0.5, close=0.5)
FOR_MANY: Final = Weights(plain=1, roots=1.5, words=0.25, first=1, broad=1, close=1.5)
_COMMON_IN_FEW: Final = 0.5
_COMMON_IN_MANY: Final = 0.3
"""What a word weighs that all texts hold; one that a single text holds weighs four or five."""
_BROAD: Final = 0.7
_CLOSE: Final = 0.9
"""The share of pairs that are no neighbours."""
_GROUND: Final = 0.3
"""What three cosines have to come to together, with few answers."""


def crowd(count: int) -> float:
    """Where a number of answers lies between few (0) and many (1)."""
    return min(1.0, max(0.0, log(max(1, count) / FEW) / log(MANY / FEW)))


@dataclass(frozen=True, slots=True)
class Read:
    """What is compared of some texts: for each space the terms of each text."""

    plain: list[list[str]]
    roots: list[list[str]]
    words: list[list[str]]
    first: list[list[str]]


@dataclass(frozen=True, slots=True)
class Placed:
    """Texts as they lie in each space."""

    plain: Any
    roots: Any
    words: Any
    first: Any


class Likeness:
    """What some texts look like to each other, and others to them.

    Attributes:
        matrix: for each two of the texts how much alike they are, in standard deviations from the
            mean of all pairs; zero on the diagonal.
        shared: whether each two hold something in common that can name a theme; of more than a
            few texts this is not asked.
        cohesion: how much alike they are altogether: about 0 where people speak of many things,
            about 1 where they speak of few.
    """

    def __init__(
        self, texts: Sequence[str], language: str, asked: Collection[str] = frozenset()
    ) -> None:
        """Compare the texts (two or more) of one language; `asked` are stems of the question."""
        self._language = language
        few = len(texts) <= FEW
        self.shared = shared(texts, language, asked) if few else np.ones((len(texts),) * 2, bool)
        read = self._read(texts)
        share = crowd(len(texts))
        common = (1 - share) * _COMMON_IN_FEW + share * _COMMON_IN_MANY
        self._spaces: tuple[Space, Space, Space] = (
            space(read.plain, most=0.5, common=common),
            space(read.roots, most=0.8, common=common),
            space(read.words, most=0.6, common=common),
        )
        self._here = self._place(read)
        self._pairs = np.triu_indices(len(texts), 1)
        self._scales: dict[str, tuple[float, float]] = {}
        self._weights = {
            name: (1 - share) * getattr(FOR_FEW, name) + share * getattr(FOR_MANY, name)
            for name in Weights.__slots__
        }
        direct = self._direct(self._here)
        near = _nearness(direct)
        np.fill_diagonal(near, 0)
        self._cuts = {
            name: float(np.quantile(near[self._pairs], share))
            for name, share in (("broad", _BROAD), ("close", _CLOSE))
        }
        self._neighbours = {name: _neighbours(near, cut) for name, cut in self._cuts.items()}
        for name, values in {**direct, **self._indirect(near)}.items():
            self._scales[name] = _scale(values[self._pairs])
        self.cohesion = _cohesion(direct["plain"][self._pairs], len(texts))
        whole = self._sum(direct, near)
        self._scales["whole"] = _scale(whole[self._pairs])
        self.matrix = _grounded(self._scaled("whole", whole), near, share)
        self.matrix = np.where(self.shared, self.matrix, np.minimum(self.matrix, 0))
        np.fill_diagonal(self.matrix, 0)

    def to(self, texts: Sequence[str]) -> Floats:
        """How much alike other texts are to these: a row for each of the others."""
        direct = self._direct(self._place(self._read(texts)))
        near = _nearness(direct)
        return _grounded(self._scaled("whole", self._sum(direct, near)), near, 1)

    @cached_property
    def typical(self) -> Floats:
        """How much alike each of the texts is to all others, in the mean."""
        return np.asarray(self.matrix.mean(axis=1))

    def _read(self, texts: Sequence[str]) -> Read:
        words = [stems(text, self._language) for text in texts]
        firsts = [stems(first_sentence(text), self._language) for text in texts]
        return Read(
            plain=[parts(tokens(text)) for text in texts],
            roots=[parts(one) for one in words],
            words=words,
            first=[parts(first or one) for first, one in zip(firsts, words, strict=True)],
        )

    def _place(self, read: Read) -> Placed:
        plain, roots, words = self._spaces
        return Placed(
            plain=plain.place(read.plain),
            roots=roots.place(read.roots),
            words=words.place(read.words),
            first=roots.place(read.first),
        )

    def _direct(self, there: Placed) -> dict[str, Floats]:
        here = self._here
        first = cosines(there.first, here.roots) + cosines(there.roots, here.first)
        return {
            "plain": cosines(there.plain, here.plain),
            "roots": cosines(there.roots, here.roots),
            "words": cosines(there.words, here.words),
            "first": first / 2,
        }

    def _indirect(self, near: Floats) -> dict[str, Floats]:
        """Which texts have the same neighbours."""
        return {
            name: np.asarray(_neighbours(near, cut) @ self._neighbours[name].T)
            for name, cut in self._cuts.items()
        }

    def _sum(self, direct: dict[str, Floats], near: Floats) -> Floats:
        every = {**direct, **self._indirect(near)}
        return np.asarray(
            sum(self._weights[name] * self._scaled(name, one) for name, one in every.items())
        )

    def _scaled(self, name: str, values: Floats) -> Floats:
        mean, deviation = self._scales[name]
        return np.asarray((values - mean) / deviation)


def _nearness(direct: dict[str, Floats]) -> Floats:
    return np.asarray(direct["plain"] + direct["roots"] + direct["words"])


def _grounded(values: Floats, near: Floats, share: float) -> Floats:
    """Nothing above the mean for texts with hardly a part of a word in common.

    Among few answers the least chance stands out from the mean; among many the neighbours count.
    """
    return np.where(near < _GROUND * (1 - share), np.minimum(values, 0), values)


def _neighbours(near: Floats, cut: float) -> Floats:
    """Each row reduced to its neighbours, with length 1."""
    kept = np.where(near > cut, near, 0)
    lengths = np.sqrt((kept * kept).sum(axis=1, keepdims=True))
    return np.asarray(kept / np.maximum(lengths, 1e-9))


def _scale(values: Floats) -> tuple[float, float]:
    """The mean and the standard deviation of some values, the latter never zero."""
    return float(values.mean()), float(values.std()) or 1.0


def _cohesion(values: Floats, count: int) -> float:
    """How far the mean cosine lies above what a group that speaks of everything has."""
    spread = 0.038 + 0.58 / count
    return float(np.clip((values.mean() - spread) / 0.015, 0, 1.2))
