"""Rounds: what happens to them by itself, and because a facilitator wants it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.messages import closing, opening
from bot.service.place import places_of
from bot.service.prompting import Consequence, begin, carry_out_all
from bot.service.remarks import last_prompt
from bot.service.standing import standing_of
from bot.service.step import ByLanguage, Step
from flows import engine, rounds
from flows.calendar import USUAL_REMINDER, Slot, wall_clock
from flows.rounds import (
    CloseRound,
    Due,
    OpenRound,
    RemindRound,
    ReportMissed,
    Round,
    RoundState,
)
from flows.session import SessionState
from flows.workshop import Person, Reach
from storage.calls import Lane
from storage.work import Work

ONCE_MORE = timedelta(hours=1)
"""How long a round stays open that is opened again after its time."""

AT_ONCE = 100
"""How many people a round is opened for in one step: the first questions leave before the last are
written, and nobody who answers meanwhile waits for long."""

_WHOLE = timedelta(minutes=5)


def next_moment(work: Work) -> datetime | None:
    """When something is due next (UTC); None if nothing is planned."""
    return rounds.next_moment(work.rounds.unfinished(), work.now)


def due_now(work: Work) -> tuple[Due, ...]:
    """What has to happen now, at most one thing a round."""
    return rounds.due(work.rounds.unfinished(), work.now)


def happen(step: Step, what: Due) -> None:
    """Carry out what is due, if it still is; so it is harmless twice."""
    if what not in due_now(step.work):
        return
    round_ = step.work.rounds.get(what.round_id)
    match what:
        case OpenRound():
            open_round(step, round_, most=AT_ONCE)
        case RemindRound():
            remind_round(step, round_)
        case CloseRound():
            close_round(step, round_)
        case ReportMissed():
            report_missed(step, round_)
        case _ as never:
            assert_never(never)


def open_round(step: Step, round_: Round, most: int | None = None) -> None:
    """Put the day's questions to everyone who takes part, once each.

    Who has blocked the bot gets a session too, so that the question is there if they come back.

    Args:
        step: the step that this is part of.
        round_: the round.
        most: so many people at most; the round counts as opened when all have had their turn, so
            that it stays due until then.
    """
    waiting = step.work.participants.not_begun(round_.id, None if most is None else most + 1)
    if most is None or len(waiting) <= most:
        step.work.rounds.save(replace(round_, opened_at=step.work.now, missed_at=None))
    begin(step, round_, *waiting[:most], lane=Lane.BROADCAST)


def open_now(step: Step, round_: Round) -> Round:
    """Open a round by hand: for the rest of its time if that runs, else for as long from now."""
    opening = replace(round_, slot=_slot_from_now(step, round_))
    open_round(step, opening)
    return step.work.rounds.get(round_.id)


def remind_round(step: Step, round_: Round) -> int:
    """Remind those with open questions; returns how many. A round has one reminder."""
    step.work.rounds.save(replace(round_, reminded_at=step.work.now))
    reminders = _reminders(step, round_)
    carry_out_all(step, reminders)
    return len(reminders)


def count_to_remind(step: Step, round_: Round) -> int:
    """How many people a reminder would go to."""
    return len(_reminders(step, round_))


def close_round(step: Step, round_: Round, *, but: tuple[Person, ...] = ()) -> None:
    """End a round and tell the facilitators (`but`: those who know already).

    Participants hear nothing: who is done has been told so, and who is not has said no by silence.
    """
    work = step.work
    work.rounds.save(replace(round_, closed_at=work.now))
    work.outbox.drop_round(round_.id)
    unclosed = [
        stored
        for stored in work.sessions.of_round(round_.id)
        if stored.session.state is not SessionState.CLOSED
    ]
    work.sessions.save_all([(one.session, engine.close(one.session).session) for one in unclosed])
    people = work.people.get_all({stored.person_id for stored in unclosed})
    with step.together():
        for stored in unclosed:
            session = stored.session
            number = last_prompt(session, session.open) if session.open else None
            if number is not None:
                step.remove_keyboard(people[stored.person_id].chat, number)
    workshop = work.workshops.get(round_.workshop_id)
    said = closed_message(work, work.rounds.get(round_.id))
    step.tell_facilitators(workshop, said, but=but)


def closed_message(work: Work, round_: Round) -> ByLanguage:
    """That a round has closed, how it stood, and until when its themes can be confirmed."""
    standing, then = standing_of(work, round_), None
    for other in work.rounds.of(round_.workshop_id):
        times = other.times
        if other.day > round_.day and other.state is RoundState.PLANNED and times is not None:
            then = closing.Following(other.day, times.opens_at)
            break
    return lambda _: closing.closed(_, standing, then, work.now)


def reopen(step: Step, round_: Round) -> Round:
    """Undo closing; where its time is over, the round stays open for another hour.

    Who had an open question gets it again, who joined meanwhile gets the first one.
    """
    work = step.work
    again = replace(round_, closed_at=None)
    times = round_.times
    if round_.slot is not None and times is not None and times.closes_at <= work.now:
        closes = _rounded_up(wall_clock(work.now + ONCE_MORE, round_.zone))
        again = replace(again, slot=replace(round_.slot, closes=closes, reminder=None))
    work.rounds.save(again)
    places = places_of(work, work.sessions.of_round(round_.id))
    turns = [Consequence(one, engine.reopen(one.stored.session), Lane.BROADCAST) for one in places]
    carry_out_all(step, turns)
    begin(step, again, *work.participants.not_begun(round_.id), lane=Lane.BROADCAST)
    return work.rounds.get(round_.id)


def report_missed(step: Step, round_: Round) -> None:
    """Tell the facilitators that a round's time passed before it could open, and what to do."""
    step.work.rounds.save(replace(round_, missed_at=step.work.now))
    workshop = step.work.workshops.get(round_.workshop_id)
    step.tell_facilitators(workshop, lambda _: opening.missed(_, round_))


def _reminders(step: Step, round_: Round) -> list[Consequence]:
    """The turns that remind: not for who is done, pauses, wants quiet or cannot be reached."""
    stored = step.work.sessions.of_round(round_.id)
    waiting = [one for one in stored if engine.remind(one.session).effects]
    return [
        Consequence(
            place,
            engine.remind(place.stored.session),
            Lane.BROADCAST,
            f"round:{round_.id}:{place.participant.id}:remind",
            # A second reminder would be worse than none.
            repeatable=False,
        )
        for place in places_of(step.work, waiting)
        if not place.participant.quiet and place.person.reach is Reach.REACHABLE
    ]


def _slot_from_now(step: Step, round_: Round) -> Slot:
    slot, times, now = round_.slot, round_.times, step.work.now
    if slot is not None and times is not None and times.opens_at <= now < times.closes_at:
        return slot
    opens = wall_clock(now, round_.zone).replace(second=0, microsecond=0)
    if slot is not None:
        return Slot(opens, opens + slot.window, slot.reminder)
    day = step.work.workshops.get(round_.workshop_id).flow.day(round_.day)
    return Slot(opens, opens + day.window, USUAL_REMINDER)


def _rounded_up(moment: datetime) -> datetime:
    """To the next five minutes, as people say times."""
    whole = moment.replace(second=0, microsecond=0)
    whole -= timedelta(minutes=whole.minute % 5)
    return whole if whole == moment else whole + _WHOLE
