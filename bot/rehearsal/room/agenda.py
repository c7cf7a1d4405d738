"""What is due next, as a list to read."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.rehearsal.room.seeing import Upcoming
from flows.rounds import Round, RoundState
from storage.work import Work


def agenda(work: Work) -> tuple[Upcoming, ...]:
    """Everything that the rounds of all workshops will do by themselves, soonest first.

    A workshop is named where there are several.
    """
    rounds = work.rounds.unfinished()
    workshops = work.workshops.get_all({one.workshop_id for one in rounds})
    several = len(workshops) > 1
    found = [
        Upcoming(f"{workshops[one.workshop_id].title}: {what}" if several else what, at)
        for one in rounds
        if not one.held
        for what, at in _of(one, work.now)
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _of(round_: Round, now: datetime) -> Iterator[tuple[str, datetime]]:
    """What a round will do, each with its moment in the workshop's zone."""
    times = round_.times
    if times is None:
        return
    moments: Sequence[tuple[str, datetime | None]] = (
        ("opens", times.opens_at if round_.state is RoundState.PLANNED else None),
        ("reminder", times.remind_at if round_.reminded_at is None else None),
        ("closes", times.closes_at),
    )
    for what, at in moments:
        # The reminder of a round that opened after its time is left out, as the program does.
        late = what == "reminder" and at is not None and (round_.opened_at or times.opens_at) >= at
        if at is not None and at >= now and not late:
            words = (
                f"Day {round_.day}: reminder" if what == "reminder" else f"Day {round_.day} {what}"
            )
            yield words, at.astimezone(round_.zone)
