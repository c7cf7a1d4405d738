"""Wall-clock times of a place and the instants they stand for."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

USUAL_REMINDER = timedelta(hours=1)
"""How long before closing those with open questions are reminded, unless said otherwise."""


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks of a zone show a time.

    A time that the clocks jump over moves forward by the gap (02:30 becomes 03:30 in Berlin's
    March); a time that they show twice happens once, the first time. Both are what PEP 495 gives
    for `fold=0`.

    Args:
        local: the wall-clock time, naive.
        zone: where the clock hangs.

    Returns:
        The moment, aware, in UTC.
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of a zone show at an aware moment, naive."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


@dataclass(frozen=True, slots=True)
class Slot:
    """When a round is meant to take place, as the people there would say it.

    Attributes:
        opens: wall-clock time of the workshop's zone, naive.
        closes: likewise.
        reminder: how long before closing the reminder goes out; None for no reminder.
    """

    opens: datetime
    closes: datetime
    reminder: timedelta | None = USUAL_REMINDER

    @classmethod
    def of(cls, day: date, opens: time, window: timedelta) -> "Slot":
        """The slot that opens on a date and stays open for a window; it may pass midnight."""
        start = datetime.combine(day, opens)
        return cls(start, start + window)

    @property
    def window(self) -> timedelta:
        """How long it is open by the clock on the wall."""
        return self.closes - self.opens


@dataclass(frozen=True, slots=True)
class Times:
    """The moments of a slot, aware, in UTC; `remind_at` is None where there is no reminder."""

    opens_at: datetime
    remind_at: datetime | None
    closes_at: datetime


def shifted(slot: Slot, by: timedelta) -> Slot:
    """The slot later, or earlier where `by` is negative; it lasts as long as before."""
    return replace(slot, opens=slot.opens + by, closes=slot.closes + by)


@lru_cache(256)
def times(slot: Slot, zone: ZoneInfo) -> Times:
    """When a slot opens, reminds and closes.

    A reminder that would come before the opening, or with it, is none. A window never shrinks to
    nothing because the clocks jump over its beginning: it then keeps its length.
    """
    opens_at = instant(slot.opens, zone)
    closes_at = instant(slot.closes, zone)
    if slot.opens < slot.closes and closes_at <= opens_at:
        closes_at = opens_at + slot.window
    remind_at = None if slot.reminder is None else closes_at - slot.reminder
    if remind_at is not None and remind_at <= opens_at:
        remind_at = None
    return Times(opens_at, remind_at, closes_at)
