"""From how much alike answers are to groups of them, each around a quote that speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from flows.themes.bounds import Bounds, bounds
from flows.themes.likeness import Likeness
from flows.themes.vectors import Floats

FEWEST_PEOPLE: Final = 2
_TYPICAL: Final = 2.0

Places = list[int]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A group, by the places of its texts.

    Attributes:
        quote: the text that is most like all the others.
        core: the texts that were grouped together.
        members: those of them that are enough like the quote, and others that are too.
    """

    quote: int
    core: tuple[int, ...]
    members: tuple[int, ...]


def gather(
    likeness: Likeness, people: Sequence[int], lengths: Sequence[int], quotable: Sequence[bool]
) -> list[Gathered]:
    """Group texts.

    Args:
        likeness: of the texts.
        people: how many people said each.
        lengths: how many words each has.
        quotable: whether each may be quoted; where any of a group may be, its quote is one.

    Returns:
        The groups of two people or more, the largest first. A text may be in several.
    """
    limits = bounds(sum(people))
    groups = _settled(likeness, _clusters(likeness, limits, people), people)
    brief = limits.brief * np.log1p(np.array(lengths, dtype=float))
    found = []
    for core in groups:
        quote = _central(likeness, core, brief, quotable)
        belongs = belonging(likeness.matrix, quote, core, limits)
        held = np.isin(np.arange(len(people)), core)
        ease = likeness.cohesion
        stays = held & (belongs >= limits.stay - limits.stay_eased * ease)
        joins = ~held & (belongs >= limits.join - limits.join_eased * ease)
        counted = (stays | joins) & likeness.shared[quote]
        counted[quote] = True
        members = np.flatnonzero(counted).tolist()
        size = sum(people[place] for place in members)
        found.append((-size, Gathered(quote, tuple(core), tuple(members))))
    found.sort(key=lambda one: (one[0], one[1].members))
    return [group for size, group in found if -size >= FEWEST_PEOPLE]


def belonging(rows: Floats, quote: int, core: Sequence[int], limits: Bounds) -> Floats:
    """How much each row is like a group: its quote and, in the mean, its other texts.

    Args:
        rows: likeness to all texts, one row for each text that is asked for.
        quote: the place of the quote.
        core: the places of the group's texts.
        limits: the weight of the quote is taken from here.
    """
    inside = np.isin(np.arange(len(rows)), core) if len(rows) == rows.shape[1] else 0
    mean = rows[:, list(core)].sum(axis=1) / np.maximum(1, len(core) - inside)
    return np.asarray(limits.quote * rows[:, quote] + (1 - limits.quote) * mean)


def _clusters(likeness: Likeness, limits: Bounds, people: Sequence[int]) -> list[Places]:
    """Merge the two groups that are most alike, again and again, while they are alike enough."""
    matrix = likeness.matrix
    top = float(matrix.max())
    distance = top - (matrix + matrix.T) / 2
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    cut = top - limits.merge + limits.merge_eased * likeness.cohesion
    numbers = np.arange(len(matrix)) if cut < 0 else fcluster(tree, cut, "distance")
    clusters = [np.flatnonzero(numbers == one).tolist() for one in np.unique(numbers)]
    return _largest(clusters, people)[: round(limits.most)]


def _settled(likeness: Likeness, groups: list[Places], people: Sequence[int]) -> list[Places]:
    """Let every grouped text go where it is most like the others."""
    if not groups:
        return []
    everyone = np.arange(len(people))
    near = np.stack(
        [
            likeness.matrix[:, group].sum(axis=1)
            / np.maximum(1, len(group) - np.isin(everyone, group))
            for group in groups
        ],
        axis=1,
    )
    grouped = np.array(sorted(place for group in groups for place in group))
    best = near[grouped].argmax(axis=1)
    moved = [grouped[best == number].tolist() for number in range(len(groups))]
    return _largest(moved, people)


def _largest(groups: list[Places], people: Sequence[int]) -> list[Places]:
    sizes = [(sum(people[place] for place in group), group) for group in groups]
    kept = [(size, group) for size, group in sizes if size >= FEWEST_PEOPLE]
    return [group for _, group in sorted(kept, key=lambda one: (-one[0], one[1]))]


def _central(likeness: Likeness, core: Places, brief: Floats, quotable: Sequence[bool]) -> int:
    eligible = [place for place in core if quotable[place]] or core
    near = likeness.matrix[np.ix_(eligible, core)].sum(axis=1) / max(1, len(core) - 1)
    return int(eligible[int((near - brief[eligible]).argmax())])


def apart(likeness: Likeness, quotes: Sequence[int], rest: Sequence[int]) -> Places:
    """Order texts so that each is least like what is quoted and like those before it.

    What nobody else resembles at all is rarely what a group wants to hear first, so what is typical
    of the whole group goes before what is only odd.

    Args:
        likeness: of the texts.
        quotes: the places of what is quoted.
        rest: the places to be ordered.
    """
    matrix = likeness.matrix
    left = np.array(sorted(rest), dtype=int)
    bonus = _TYPICAL * likeness.typical
    nearest = matrix[:, list(quotes)].max(axis=1) if quotes else np.zeros(len(matrix))
    ordered: Places = []
    while left.size:
        one = int(left[(nearest[left] - bonus[left]).argmin()])
        left = left[left != one]
        ordered.append(one)
        nearest = np.maximum(nearest, matrix[:, one])
    return ordered
