"""Texts as vectors of weighted words or parts of words (TF-IDF), for comparing many with many."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_GRAMS: Final = (3, 4, 5, 6)


def parts(words: Iterable[str]) -> list[str]:
    """The runs of three to six letters of each word, its ends marked by a blank.

    They find what forms and compounds share ("Radweg", "Fahrradwege") without a dictionary.
    """
    return [part for word in words for part in _parts(word)]


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    marked = f" {word} "
    lengths = [length for length in _GRAMS if length <= len(marked)]
    return tuple(
        marked[start : start + length]
        for length in lengths
        for start in range(len(marked) - length + 1)
    )


@dataclass(frozen=True, slots=True)
class Space:
    """What some texts are measured by.

    Attributes:
        terms: the column of each term.
        rarity: the weight of each column; rare terms weigh more.
    """

    terms: dict[str, int]
    rarity: Floats

    def place(self, documents: Sequence[Sequence[str]]) -> Any:
        """The vector of each document, of length 1; terms that are not known are left out.

        Returns:
            A sparse matrix with a row for each document.
        """
        counted = [Counter(document) for document in documents]
        held = [
            [(self.terms[term], times) for term, times in one.items() if term in self.terms]
            for one in counted
        ]
        ends = np.cumsum([0, *map(len, held)])
        entries = np.array([entry for one in held for entry in one], dtype=int).reshape(-1, 2)
        values = (1 + np.log(entries[:, 1])) * self.rarity[entries[:, 0]]
        shape = (len(documents), len(self.terms))
        matrix = sparse.csr_matrix((values, entries[:, 0], ends), shape=shape)
        lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
        return sparse.diags(1 / np.maximum(lengths, 1e-9)) @ matrix


def space(documents: Sequence[Sequence[str]], *, most: float, common: float) -> Space:
    """Learn which terms there are.

    Args:
        documents: the terms of each text.
        most: the share of texts from which on a term says nothing any more.
        common: what a term weighs that all texts hold; the less, the more the rare ones matter.
    """
    held = Counter(term for document in documents for term in set(document))
    count = len(documents)
    kept = sorted(term for term, n in held.items() if n <= max(1.0, most * count))
    share = (1 + np.array([held[term] for term in kept], dtype=float)) / (1 + count)
    rarity = common - np.log(share)
    return Space({term: column for column, term in enumerate(kept)}, rarity)


def cosines(one: Any, other: Any) -> Floats:
    """The cosine of each row with each row, for rows of length 1."""
    return np.asarray((one @ other.T).toarray())
