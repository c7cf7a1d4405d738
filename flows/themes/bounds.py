"""How much alike answers have to be, to be counted together.

The numbers were chosen on answers that people have coded by hand; docs/themes.md says how.
"""

from dataclasses import dataclass, fields
from math import log
from typing import Final

from flows.themes.likeness import FEW, crowd


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds in standard deviations, each with how much less is asked where all are much alike.

    Attributes:
        merge: two groups in the mean, to become one.
        merge_eased: how much less with cohesion 1.
        stay: an answer to its group, to be counted there.
        stay_eased: how much less with cohesion 1.
        join: an answer to a second group, to be counted there too.
        join_eased: how much less with cohesion 1.
        quote: the weight of the quote against that of all members, when an answer is compared.
        most: themes at most.
        brief: how much a quote suffers from its length (each time it is e times as long).
        shown: how many quotes, of themes and of voices, a question shows about.
        shown_eased: how many fewer with cohesion 1.
    """

    merge: float
    merge_eased: float
    stay: float
    stay_eased: float
    join: float
    join_eased: float
    quote: float
    most: float
    brief: float
    shown: float
    shown_eased: float


FOR_A_HANDFUL: Final = Bounds(
    merge=0.9,
    merge_eased=0,
    stay=1.2,
    stay_eased=0.5,
    join=2,
    join_eased=1.2,
    quote=0.5,
    most=8,
    brief=1,
    shown=10,
    shown_eased=4,
)
FOR_FEW: Final = Bounds(
    merge=0.7,
    merge_eased=0.3,
    stay=2.4,
    stay_eased=2,
    join=2.4,
    join_eased=0.6,
    quote=0.3,
    most=9,
    brief=0.5,
    shown=11,
    shown_eased=4,
)
FOR_MANY: Final = Bounds(
    merge=1.1,
    merge_eased=0.5,
    stay=1.8,
    stay_eased=2,
    join=2,
    join_eased=1.2,
    quote=0.2,
    most=8,
    brief=1,
    shown=9,
    shown_eased=4,
)
HANDFUL: Final = 8
"""Below, the bounds for a handful hold; from there to a few they move to those for few."""


def bounds(count: int) -> Bounds:
    """The bounds for a number of answers."""
    if count < FEW:
        share = max(0.0, log(max(1, count) / HANDFUL) / log(FEW / HANDFUL))
        return _between(FOR_A_HANDFUL, FOR_FEW, share)
    return _between(FOR_FEW, FOR_MANY, crowd(count))


def _between(one: Bounds, other: Bounds, share: float) -> Bounds:
    names = [field.name for field in fields(Bounds)]
    return Bounds(
        *((1 - share) * getattr(one, name) + share * getattr(other, name) for name in names)
    )
