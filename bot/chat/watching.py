"""`/status`, `/remind` and their buttons."""

from bot.chat import helping
from bot.chat.on_rounds import open_rounds, pressed_round, typed_round
from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import closing, opening, reminding, status
from bot.messages.message import Message
from bot.service import rounds
from bot.service.standing import standing_of
from flows.rounds import Round, RoundState
from flows.workshop import Workshop


def _status_command(talk: Talk, workshop: Workshop, arguments: str) -> None:
    typed = typed_round(talk, workshop, arguments)
    shown = [typed] if typed else open_rounds(talk, workshop) or _most_telling(talk, workshop)
    for round_ in shown:
        _show_status(talk, workshop, round_)
    if not shown:
        talk.show(status.nothing_yet(talk.wording, workshop))


def _status_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """`status:WORKSHOP:ROUND`, or `status:WORKSHOP` from elsewhere."""
    round_ = pressed_round(talk, workshop, arguments)
    if round_ is not None:
        _show_status(talk, workshop, round_)
    elif arguments:
        helping.stale(talk)
    else:
        _status_command(talk, workshop, "")


def _missing_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    round_ = pressed_round(talk, workshop, arguments)
    if round_ is None:
        helping.stale(talk)
    else:
        talk.show(status.missing(talk.wording, standing_of(talk.work, round_)))


def _show_status(talk: Talk, workshop: Workshop, round_: Round) -> None:
    standing = standing_of(talk.work, round_)
    talk.show(status.status(talk.wording, standing, workshop, talk.work.now))


def _most_telling(talk: Talk, workshop: Workshop) -> list[Round]:
    """Where no round is open: the one that closed last, or else the first that is to come."""
    every = talk.work.rounds.of(workshop.id)
    closed = [one for one in every if one.state is RoundState.CLOSED]
    return closed[-1:] or list(every[:1])


def _remind_command(talk: Talk, workshop: Workshop, arguments: str) -> None:
    typed = typed_round(talk, workshop, arguments)
    running = [typed] if typed else open_rounds(talk, workshop)
    if not running:
        talk.say(Message(closing.none_open(talk.wording)))
    for round_ in running:
        _ask(talk, round_)


def _ask_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    round_ = pressed_round(talk, workshop, arguments)
    if round_ is None:
        helping.stale(talk)
    else:
        _ask(talk, round_)


def _ask(talk: Talk, round_: Round) -> None:
    people = rounds.count_to_remind(talk.step, round_)
    if not _told_why_not(talk, round_, people):
        talk.show(reminding.remind(talk.wording, round_, people, talk.work.now))


def _now_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    round_ = pressed_round(talk, workshop, arguments)
    if round_ is None:
        helping.stale(talk)
    elif not _told_why_not(talk, round_, rounds.count_to_remind(talk.step, round_)):
        people = rounds.remind_round(talk.step, round_)
        talk.settle(reminding.reminded(talk.wording, round_, people, talk.work.now))


def _told_why_not(talk: Talk, round_: Round, people: int) -> bool:
    """Say why there is no reminder, if there can be none."""
    _ = talk.wording
    if round_.state is RoundState.CLOSED:
        talk.show(closing.is_closed(_, round_))
    elif round_.state is not RoundState.OPEN:
        talk.settle(opening.not_open(_, round_))
    elif round_.reminded_at is not None:
        talk.settle(reminding.reminded_before(_, round_, round_.reminded_at))
    elif not people:
        talk.settle(reminding.nobody_to_remind(_, round_))
    else:
        return False
    return True


def _not_tap(talk: Talk, _workshop: Workshop, _arguments: str) -> None:
    talk.settle(reminding.not_reminded(talk.wording))


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {
    "status": _status_command,
    "remind": _remind_command,
}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "status": _status_tap,
    "missing": _missing_tap,
    "nudge": _ask_tap,
    "nudgenow": _now_tap,
    "nudgenot": _not_tap,
}
