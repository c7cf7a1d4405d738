"""Where a workshop stands, in one word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from flows.rounds import Round, RoundState
from flows.workshop import Workshop


class Stand(Enum):
    """Where a workshop stands."""

    PLANNED = auto()
    OPEN = auto()
    BETWEEN = auto()
    SUMMARY = auto()
    PUBLISHED = auto()
    HELD = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a workshop stands; `day` is the one that is open."""

    stand: Stand
    day: int = 0


def standing(workshop: Workshop, rounds: Sequence[Round]) -> Standing:
    """Where a workshop stands; being on hold hides everything else."""
    if workshop.held:
        return Standing(Stand.HELD)
    if workshop.published_at is not None:
        return Standing(Stand.PUBLISHED)
    for round_ in rounds:
        if round_.state is RoundState.OPEN:
            return Standing(Stand.OPEN, round_.day)
    over = [round_ for round_ in rounds if round_.state in {RoundState.CLOSED, RoundState.MISSED}]
    if rounds and len(over) == len(rounds):
        return Standing(Stand.SUMMARY)
    return Standing(Stand.BETWEEN if over else Stand.PLANNED)
