"""The times of rounds: /schedule and /shift."""

import re
from datetime import datetime
from typing import assert_never

from bot.chat import helping
from bot.chat.talk import DialogHandler, Talk, WorkshopHandler
from bot.messages import scheduling as messages
from bot.service import rights, scheduling
from bot.service.scheduling import Conflicting, NothingToShift, RoundBegun, RoundOver, Scheduled
from flows.calendar import USUAL_REMINDER, Slot
from flows.ids import WorkshopId
from flows.rounds import Round, RoundState
from flows.typed_shifts import read_shift
from flows.workshop import Workshop
from storage.dialogs import Dialog

FORM = "times"
_STAMP = re.compile(r"2\d{7}T\d{4}-2\d{7}T\d{4}")


def _schedule(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """`/schedule` · `/schedule DAY` · `/schedule DAY TIME`."""
    day, _, text = arguments.partition(" ")
    if not day:
        rounds = talk.work.rounds.of(workshop.id)
        talk.say(messages.overview(talk.wording, workshop, rounds))
        return
    round_ = _round(talk, workshop, day)
    if round_ is None:
        talk.say(messages.no_such_day(talk.wording, len(workshop.flow.days)))
    elif not text.strip():
        _ask(talk, workshop, round_)
    else:
        _take(talk, workshop, round_, text)


def _times(talk: Talk, workshop: Workshop, day: str) -> None:
    """A button for all days, or for one of them."""
    round_ = _round(talk, workshop, day)
    if round_ is not None:
        _ask(talk, workshop, round_)
    else:
        talk.expect_nothing()
        rounds = talk.work.rounds.of(workshop.id)
        talk.show(messages.overview(talk.wording, workshop, rounds))


def _ask(talk: Talk, workshop: Workshop, round_: Round) -> None:
    if round_.state is RoundState.CLOSED:
        talk.show(messages.over(talk.wording, round_.day))
        return
    example = round_.slot or scheduling.usual_slot(talk.step, workshop, round_.day)
    talk.show(messages.ask_day(talk.wording, round_, example))
    known = talk.message_id if talk.pressed else None
    talk.expect(FORM, known, workshop=workshop.id, day=round_.day)


def _typed(talk: Talk, dialog: Dialog, text: str) -> None:
    """The time of the day that was asked for."""
    workshop = rights.facilitated(talk.work, talk.person, WorkshopId(dialog.facts["workshop"]))
    if workshop is None:
        talk.expect_nothing()
        helping.stale(talk)
        return
    round_ = _round(talk, workshop, str(dialog.facts["day"]))
    if round_ is not None:
        _take(talk, workshop, round_, text)


def _take(talk: Talk, workshop: Workshop, round_: Round, text: str) -> None:
    slot = scheduling.read_typed(talk.step, workshop, round_, text)
    if slot is None:
        example = round_.slot or scheduling.usual_slot(talk.step, workshop, round_.day)
        talk.say(messages.not_understood(talk.wording, example))
        return
    outcome = scheduling.schedule(talk.step, workshop, round_, slot)
    if isinstance(outcome, Scheduled):
        talk.expect_nothing()
        following = _round(talk, workshop, str(round_.day + 1))
        later = following if following and following.state is not RoundState.CLOSED else None
        said = messages.scheduled(talk.wording, outcome.round, outcome.previous, later)
        talk.say(said)
    else:
        _explain(talk, outcome)


def _keep(talk: Talk, workshop: Workshop, day: str) -> None:
    talk.expect_nothing()
    round_ = _round(talk, workshop, day)
    if round_ is None:
        helping.stale(talk)
    else:
        talk.settle(messages.kept(talk.wording, round_))


def _undo(talk: Talk, workshop: Workshop, arguments: str) -> None:
    day, _, stamp = arguments.partition(":")
    round_ = _round(talk, workshop, day)
    if round_ is None:
        helping.stale(talk)
        return
    try:
        before = _slot(stamp, round_)
    except ValueError:
        helping.stale(talk)
        return
    outcome = scheduling.take_back(talk.step, workshop, round_, before)
    if isinstance(outcome, Scheduled):
        talk.settle(messages.taken_back(talk.wording, outcome.round))
    else:
        _explain(talk, outcome)


def _explain(talk: Talk, outcome: Conflicting | RoundOver | RoundBegun) -> None:
    match outcome:
        case Conflicting(why, example):
            talk.say(messages.cannot(talk.wording, why, example))
        case RoundOver(day):
            talk.say(messages.over(talk.wording, day))
        case RoundBegun(day):
            talk.say(messages.begun(talk.wording, day))
        case _:
            assert_never(outcome)


def _shift(talk: Talk, workshop: Workshop, arguments: str) -> None:
    by = read_shift(arguments)
    if by is None:
        talk.say(messages.shift_how(talk.wording))
        return
    match scheduling.shift(talk.step, workshop, by):
        case Scheduled(round_, previous) if previous is not None:
            talk.say(messages.shifted(talk.wording, round_, previous, by, talk.work.now))
        case Conflicting() as outcome:
            _explain(talk, outcome)
        case Scheduled() | NothingToShift():
            talk.say(messages.nothing_to_shift(talk.wording))
        case _ as never:
            assert_never(never)


def _tell(talk: Talk, workshop: Workshop, day: str) -> None:
    round_ = _round(talk, workshop, day)
    if round_ is None or round_.state not in {RoundState.OPEN, RoundState.PLANNED}:
        helping.stale(talk)
        return
    people = scheduling.tell_everyone(talk.step, workshop, round_)
    talk.settle(messages.told(talk.wording, people, round_))


def _round(talk: Talk, workshop: Workshop, day: str) -> Round | None:
    return scheduling.round_of_day(talk.step, workshop, int(day)) if day.isdecimal() else None


def _slot(stamp: str, round_: Round) -> Slot | None:
    """The slot in a button (see `messages.stamp`); the reminder is the round's.

    Raises:
        ValueError: there is none in it.
    """
    if stamp == "-":
        return None
    if not _STAMP.fullmatch(stamp):
        raise ValueError("no slot")
    opens, _, closes = stamp.partition("-")
    before = round_.slot.reminder if round_.slot else USUAL_REMINDER
    return Slot(datetime.fromisoformat(opens), datetime.fromisoformat(closes), before)


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"schedule": _schedule, "shift": _shift}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "times": _times,
    "timeskeep": _keep,
    "timesundo": _undo,
    "timestell": _tell,
}
DIALOGS: dict[str, DialogHandler] = {FORM: _typed}
