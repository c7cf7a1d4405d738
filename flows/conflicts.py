"""Why a time that a facilitator asks for cannot be had: facts, not sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.calendar import Slot, times


@dataclass(frozen=True, slots=True)
class ClosesBeforeItOpens:
    """The slot ends before, or as soon as, it begins."""

    day: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class LiesInThePast:
    """The slot is over already; one that has only begun would open at once, and is no conflict."""

    day: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class OpensBeforeEarlierCloses:
    """The day would open before an earlier day closes.

    Attributes:
        day: the day that was asked for.
        earlier_day: the one that is in its way.
        closes: when that one closes, wall-clock time of the workshop.
    """

    day: int
    earlier_day: int
    closes: datetime


@dataclass(frozen=True, slots=True)
class ClosesAfterLaterOpens:
    """The day would still be open when a later day opens.

    Attributes:
        day: the day that was asked for.
        later_day: the one that is in its way.
        opens: when that one opens, wall-clock time of the workshop.
    """

    day: int
    later_day: int
    opens: datetime


Conflict = ClosesBeforeItOpens | LiesInThePast | OpensBeforeEarlierCloses | ClosesAfterLaterOpens


def conflict(
    slots: Mapping[int, Slot], day: int, slot: Slot, *, zone: ZoneInfo, now: datetime
) -> Conflict | None:
    """The first reason why a day cannot have a slot; None if it can.

    Days follow each other as in the flow and do not overlap; one may open the moment in which
    the one before it closes.

    Args:
        slots: the slots of the workshop's days by their numbers; the day's own is not looked at.
        day: the day's number.
        slot: what is asked for.
        zone: the workshop's zone.
        now: aware.
    """
    wanted = times(slot, zone)
    if wanted.closes_at <= wanted.opens_at:
        return ClosesBeforeItOpens(day, slot)
    if wanted.closes_at <= now:
        return LiesInThePast(day, slot)
    for other, taken in sorted(slots.items(), reverse=True):
        if other < day and wanted.opens_at < times(taken, zone).closes_at:
            return OpensBeforeEarlierCloses(day, other, taken.closes)
    for other, taken in sorted(slots.items()):
        if other > day and wanted.closes_at > times(taken, zone).opens_at:
            return ClosesAfterLaterOpens(day, other, taken.opens)
    return None
