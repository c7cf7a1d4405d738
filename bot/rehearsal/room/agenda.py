"""What is due next, as a list."""

from collections.abc import Iterator
from datetime import datetime

from bot.rehearsal.room.seeing import DueKind, Upcoming
from flows.rounds import Round, RoundState
from storage.work import Work


def agenda(work: Work) -> tuple[Upcoming, ...]:
    """Everything that the rounds of all workshops will do by themselves, soonest first."""
    rounds = [one for one in work.rounds.unfinished() if not one.held]
    workshops = work.workshops.get_all({one.workshop_id for one in rounds})
    several = len(workshops) > 1
    found = [
        Upcoming(
            kind,
            one.day,
            at.astimezone(one.zone),
            workshops[one.workshop_id].title if several else "",
        )
        for one in rounds
        for kind, at in _of(one)
        if at >= work.now
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _of(round_: Round) -> Iterator[tuple[DueKind, datetime]]:
    """What a round will do, each with its moment."""
    times = round_.times
    if times is None:
        return
    opens_at = round_.opened_at or times.opens_at
    if round_.state is RoundState.PLANNED:
        yield DueKind.OPENS, opens_at
    # Whoever got the questions after the moment of the reminder gets none.
    if times.remind_at is not None and round_.reminded_at is None and opens_at < times.remind_at:
        yield DueKind.REMINDER, times.remind_at
    yield DueKind.CLOSES, times.closes_at
