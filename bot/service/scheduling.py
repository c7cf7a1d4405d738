"""When rounds take place: setting, shifting, taking back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.messages import scheduling as messages
from bot.messages.wording import in_language
from bot.service.step import Step
from flows.calendar import Slot, shifted, wall_clock
from flows.conflicts import Conflict, LiesInThePast, conflict
from flows.rounds import Round, RoundState
from flows.typed_times import read_slot
from flows.workshop import Reach, Workshop
from storage.calls import Lane


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A round has a new time; `previous` is the one before."""

    round: Round
    previous: Slot | None


@dataclass(frozen=True, slots=True)
class Conflicting:
    """The time cannot be had; `example` is a beginning that can."""

    why: Conflict
    example: datetime


@dataclass(frozen=True, slots=True)
class RoundOver:
    """The round is closed, and its time is past."""

    day: int


@dataclass(frozen=True, slots=True)
class RoundBegun:
    """The round is open, so it cannot be left without a time."""

    day: int


@dataclass(frozen=True, slots=True)
class NothingToShift:
    """No round is open, and none is planned."""


Rescheduling = Scheduled | Conflicting | RoundOver


def round_of_day(step: Step, workshop: Workshop, day: int) -> Round | None:
    """The round of a day; None where the flow has no such day."""
    rounds = step.work.rounds.of(workshop.id)
    return next((round_ for round_ in rounds if round_.day == day), None)


def read_typed(step: Step, workshop: Workshop, round_: Round, text: str) -> Slot | None:
    """The slot that a text asks for; None if it is none."""
    today = wall_clock(step.work.now, workshop.zone).date()
    current = round_.slot or usual_slot(step, workshop, round_.day)
    return read_slot(text, today, day=current.opens.date(), current=current)


def usual_slot(step: Step, workshop: Workshop, day: int) -> Slot:
    """The flow's time of a day: as many days after the nearest scheduled day as in the flow.

    Where no day has a date, the first is tomorrow.
    """
    known = {r.day: r.slot.opens.date() for r in step.work.rounds.of(workshop.id) if r.slot}
    script = workshop.flow.day(day)
    return Slot.of(_date_of(known, day, step, workshop), script.opens, script.window)


def schedule(step: Step, workshop: Workshop, round_: Round, slot: Slot) -> Rescheduling:
    """Give a round a time.

    An open round keeps its beginning, for that has happened; only its end moves.
    """
    if round_.state is RoundState.CLOSED:
        return RoundOver(round_.day)
    if round_.state is RoundState.OPEN and round_.slot is not None:
        slot = replace(slot, opens=round_.slot.opens)
    why = _conflict(step, workshop, round_, slot)
    if why is not None:
        return Conflicting(why, _example(step, workshop, why, slot))
    changed = round_.rescheduled(slot)
    step.work.rounds.save(changed)
    return Scheduled(changed, round_.slot)


def take_back(
    step: Step, workshop: Workshop, round_: Round, slot: Slot | None
) -> Rescheduling | RoundBegun:
    """Give a round the time that it had before; None where it had none."""
    if slot is not None:
        return schedule(step, workshop, round_, slot)
    if round_.state is RoundState.CLOSED:
        return RoundOver(round_.day)
    if round_.state is RoundState.OPEN:
        return RoundBegun(round_.day)
    changed = replace(round_, slot=None)
    step.work.rounds.save(changed)
    return Scheduled(changed, round_.slot)


def shift(
    step: Step, workshop: Workshop, by: timedelta
) -> Scheduled | Conflicting | NothingToShift:
    """Move the round that is open, or else the next one; of an open one only the end moves."""
    rounds = step.work.rounds.of(workshop.id)
    for state in (RoundState.OPEN, RoundState.PLANNED):
        for round_ in rounds:
            if round_.state is state and round_.slot is not None:
                moved = schedule(step, workshop, round_, shifted(round_.slot, by))
                if not isinstance(moved, RoundOver):
                    return moved
    return NothingToShift()


def tell_everyone(step: Step, workshop: Workshop, round_: Round) -> int:
    """Tell all participants when a round takes place now; returns how many. Once for each time."""
    told = 0
    for participant in step.work.participants.joined(workshop.id):
        person = step.work.people.get(participant.person_id)
        if person.reach is not Reach.REACHABLE or round_.slot is None:
            continue
        _ = in_language(person.language)
        when = f"{round_.slot.opens:%y%m%d%H%M}-{round_.slot.closes:%y%m%d%H%M}"
        message = messages.new_time(_, workshop, round_, step.work.now)
        key = f"round:{round_.id}:{participant.id}:time:{when}"
        step.say(person.chat, message, key=key, lane=Lane.BROADCAST, workshop_id=workshop.id)
        told += 1
    return told


def _conflict(step: Step, workshop: Workshop, round_: Round, slot: Slot) -> Conflict | None:
    others = {r.day: r.slot for r in step.work.rounds.of(workshop.id) if r.slot is not None}
    return conflict(others, round_.day, slot, zone=workshop.zone, now=step.work.now)


def _example(step: Step, workshop: Workshop, why: Conflict, slot: Slot) -> datetime:
    """A beginning near the one that was asked for: a day later than what is in its way."""
    today = wall_clock(step.work.now, workshop.zone).date()
    after = {r.day: r.slot for r in step.work.rounds.of(workshop.id) if r.slot is not None}
    earlier = [s.closes.date() for day, s in after.items() if day < why.day]
    first = max([*earlier, today]) + timedelta(days=1)
    if isinstance(why, LiesInThePast):
        return datetime.combine(first, slot.opens.time())
    later = [s.opens for day, s in after.items() if day > why.day]
    if later and datetime.combine(first, slot.opens.time()) >= min(later):
        return min(later) - slot.window
    return datetime.combine(first, slot.opens.time())


def _date_of(known: Mapping[int, date], day: int, step: Step, workshop: Workshop) -> date:
    if known:
        nearest = min(known, key=lambda other: abs(other - day))
        return known[nearest] + timedelta(days=day - nearest)
    return wall_clock(step.work.now, workshop.zone).date() + timedelta(days=day)
