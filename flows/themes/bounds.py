"""How much alike answers have to be, to be counted together.

The numbers were chosen on answers that people have coded by hand; docs/themes.md says how.
"""

from dataclasses import dataclass, fields
from typing import Final

from flows.themes.likeness import crowd


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


FOR_FEW: Final = Bounds(
    merge=1.3,
    merge_eased=0,
    stay=0.9,
    stay_eased=0.5,
    join=2,
    join_eased=1.2,
    quote=0.5,
    most=8,
    brief=1,
    shown=10,
    shown_eased=4,
)
FOR_MANY: Final = Bounds(
    merge=0.9,
    merge_eased=0.3,
    stay=0.9,
    stay_eased=1,
    join=1.6,
    join_eased=1.2,
    quote=0.3,
    most=9,
    brief=0.25,
    shown=11,
    shown_eased=1,
)


def bounds(count: int) -> Bounds:
    """The bounds for a number of answers."""
    share = crowd(count)
    names = [field.name for field in fields(Bounds)]
    return Bounds(
        *((1 - share) * getattr(FOR_FEW, name) + share * getattr(FOR_MANY, name) for name in names)
    )
