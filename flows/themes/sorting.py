"""Sorting the answers in one language: texts that are the same first, then groups of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from flows.themes.bounds import Bounds, bounds
from flows.themes.duplicates import near_duplicates
from flows.themes.gathering import Gathered, apart, belonging, gather
from flows.themes.likeness import Likeness
from flows.themes.values import Voice
from flows.themes.words import tokens

SAMPLE: Final = 1000
"""So many texts are compared each with each; of more, the others go to the groups found."""
_BLOCK: Final = 500


@dataclass(frozen=True, slots=True)
class Pile:
    """Answers that say the same.

    Attributes:
        answers: one of each person.
        speakers: those who may be quoted, the one who speaks best for all first.
    """

    answers: tuple[Voice, ...]
    speakers: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Piles:
    """What became of some answers.

    Attributes:
        groups: the largest first; an answer may be in several.
        alone: the others, in the order in which they should be heard.
        worth: how many of those alone are worth quoting beside the groups.
    """

    groups: tuple[Pile, ...]
    alone: tuple[Voice, ...]
    worth: int


def sort(
    voices: Sequence[Voice],
    language: str,
    asked: Collection[str] = frozenset(),
    sample: int = SAMPLE,
) -> Piles:
    """Sort answers.

    Args:
        voices: the answers (one or more), all in this language.
        language: its primary tag.
        asked: stems of the question; among few answers nothing rests on them alone.
        sample: how many different texts are compared each with each, about.
    """
    same = [
        sorted((voices[place] for place in places), key=lambda voice: not voice.quotable)
        for places in near_duplicates([voice.text for voice in voices])
    ]
    if len(same) == 1:
        return Piles((_pile(same, same[0]),), (), 0)
    step = -(-len(same) // sample)
    compared, rest = same[::step], [one for i, one in enumerate(same) if i % step]
    likeness = Likeness([one[0].text for one in compared], language, asked)
    people = [len({voice.participant_id for voice in one}) for one in compared]
    lengths = [len(tokens(one[0].text)) for one in compared]
    found = gather(likeness, people, lengths, [one[0].quotable for one in compared])
    limits = bounds(sum(people))
    late = _late(likeness, found, rest, limits)
    groups = [
        _pile(
            [*(compared[place] for place in group.members), *more],
            _order(group, compared, likeness),
        )
        for group, more in zip(found, late, strict=True)
    ]
    grouped = {place for group in found for place in group.members}
    alone = apart(
        likeness,
        [group.quote for group in found],
        [place for place in range(len(compared)) if place not in grouped],
    )
    taken = {voice for pile in groups for voice in pile.answers}
    others = [voice for one in rest for voice in one if voice not in taken]
    heard = [voice for place in alone for voice in compared[place]]
    groups.sort(key=lambda pile: -len(pile.answers))
    shown = round(limits.shown - limits.shown_eased * min(1.0, likeness.cohesion))
    return Piles(tuple(groups), (*heard, *others), max(0, shown - len(groups)))


def _late(
    likeness: Likeness, found: Sequence[Gathered], rest: Sequence[list[Voice]], limits: Bounds
) -> list[list[list[Voice]]]:
    """For each group, which texts that were not compared belong to it too."""
    late: list[list[list[Voice]]] = [[] for _ in found]
    stay = limits.stay - limits.stay_eased * likeness.cohesion
    join = limits.join - limits.join_eased * likeness.cohesion
    for start in range(0, len(rest) if found else 0, _BLOCK):
        block = rest[start : start + _BLOCK]
        rows = likeness.to([one[0].text for one in block])
        near = np.stack([belonging(rows, one.quote, one.core, limits) for one in found], axis=1)
        belongs = near >= join
        best = near.argmax(axis=1)
        belongs[np.arange(len(block)), best] |= near.max(axis=1) >= max(stay, limits.merge)
        for row, group in zip(*np.nonzero(belongs), strict=True):
            late[group].append(block[row])
    return late


def _order(group: Gathered, compared: Sequence[list[Voice]], likeness: Likeness) -> list[Voice]:
    """The quote, then the members that are most like it."""
    near = likeness.matrix[group.quote]
    others = sorted(group.members, key=lambda place: (place != group.quote, -near[place]))
    return [voice for place in others for voice in compared[place]]


def _pile(same: Iterable[Sequence[Voice]], speakers: Iterable[Voice]) -> Pile:
    answers: dict[int, Voice] = {}
    for one in same:
        for voice in one:
            answers.setdefault(voice.participant_id, voice)
    kept = tuple(sorted(answers.values(), key=lambda voice: voice.answer_id))
    return Pile(kept, tuple(voice for voice in speakers if voice.quotable and voice in kept))
