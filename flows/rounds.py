"""Rounds: what is due now, and when to look again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from flows.calendar import Slot, Times, times
from flows.ids import RoundId, WorkshopId

LATEST_REMINDER = timedelta(minutes=10)
"""A reminder that is found late still goes out while the round stays open this long."""

_FOREVER = datetime.max.replace(tzinfo=UTC)


class RoundState(StrEnum):
    """Where a round stands."""

    UNSCHEDULED = "unscheduled"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Round:
    """One day of a workshop, put to its participants.

    What has happened is kept as moments, so that nothing happens twice, even where a clock is
    set back. All moments are aware, in UTC.

    Attributes:
        day: its number in the flow, from 1.
        slot: when it is meant to take place; None while nobody has said.
        zone: the workshop's zone, in which the slot is read.
        opened_at: when its questions went out.
        reminded_at: when those with open questions were reminded; once a round.
        closed_at: when it ended.
        missed_at: when the facilitators were told that its window passed unopened.
        held: whether the workshop is on hold, so that nothing happens by itself.
    """

    id: RoundId
    workshop_id: WorkshopId
    day: int
    slot: Slot | None
    zone: ZoneInfo
    opened_at: datetime | None = None
    reminded_at: datetime | None = None
    closed_at: datetime | None = None
    missed_at: datetime | None = None
    held: bool = False

    @property
    def state(self) -> RoundState:
        """Where it stands; what has happened counts before what is planned."""
        if self.closed_at is not None:
            return RoundState.CLOSED
        if self.opened_at is not None:
            return RoundState.OPEN
        if self.missed_at is not None:
            return RoundState.MISSED
        return RoundState.UNSCHEDULED if self.slot is None else RoundState.PLANNED

    @property
    def times(self) -> Times | None:
        """The moments of its slot; None while it has none."""
        return None if self.slot is None else times(self.slot, self.zone)

    def rescheduled(self, slot: Slot) -> "Round":
        """The round at another time; one that was missed gets its chance again."""
        return replace(self, slot=slot, missed_at=None)


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Put the day's questions to the participants."""

    round_id: RoundId


@dataclass(frozen=True, slots=True)
class RemindRound:
    """Remind those with open questions."""

    round_id: RoundId


@dataclass(frozen=True, slots=True)
class CloseRound:
    """End the round."""

    round_id: RoundId


@dataclass(frozen=True, slots=True)
class ReportMissed:
    """Tell the facilitators that the round's window was over before it could open."""

    round_id: RoundId


Due = OpenRound | RemindRound | CloseRound | ReportMissed


@dataclass(frozen=True, slots=True)
class _Step:
    """What is due to a round from one moment until before another."""

    since: datetime
    until: datetime
    what: Due


def due(rounds: Iterable[Round], now: datetime) -> tuple[Due, ...]:
    """What has to happen now, in the order of the moments it was planned for.

    At most one thing a round: ask again when it has been done. A round opens while its window
    lasts, however late; a window that passed unopened is reported once.

    Args:
        rounds: any rounds, with what has already happened to them.
        now: aware.
    """
    steps = [step for round_ in rounds for step in _steps(round_) if step.since <= now < step.until]
    return tuple(step.what for step in sorted(steps, key=_order))


def next_moment(rounds: Iterable[Round], now: datetime) -> datetime | None:
    """The earliest moment, from now on, at which something is due; None if nothing ever will be.

    It is `now` itself while something is waiting to be done.
    """
    moments = (
        max(step.since, now)
        for round_ in rounds
        for step in _steps(round_)
        if max(step.since, now) < step.until
    )
    return min(moments, default=None)


def _order(step: _Step) -> tuple[datetime, RoundId]:
    return step.since, step.what.round_id


def _steps(round_: Round) -> Iterator[_Step]:
    """The steps that the round can take from where it stands."""
    moments = round_.times
    if moments is None or round_.held:
        return
    if round_.state is RoundState.PLANNED:
        yield _Step(moments.opens_at, moments.closes_at, OpenRound(round_.id))
        yield _Step(moments.closes_at, _FOREVER, ReportMissed(round_.id))
    elif round_.state is RoundState.OPEN:
        yield from _reminders(round_, moments)
        yield _Step(moments.closes_at, _FOREVER, CloseRound(round_.id))


def _reminders(round_: Round, moments: Times) -> Iterator[_Step]:
    """The round's one reminder, if it still needs it.

    Who got the questions after the reminder's moment needs none at once. Where it is found late,
    ten minutes must be left, or half of the time it was meant to leave if that is shorter.
    """
    at = moments.remind_at
    if at is None or round_.reminded_at is not None:
        return
    if round_.opened_at is not None and round_.opened_at >= at:
        return
    left = min(LATEST_REMINDER, (moments.closes_at - at) / 2)
    yield _Step(at, moments.closes_at - left + timedelta.resolution, RemindRound(round_.id))
