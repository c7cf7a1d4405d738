"""`/close` and its buttons."""

from bot.chat import helping
from bot.chat.on_rounds import open_rounds, pressed_round, typed_round
from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import closing, opening
from bot.messages.message import Message
from bot.service import rounds
from bot.service.standing import standing_of
from flows.rounds import Round, RoundState
from flows.workshop import Workshop


def _command(talk: Talk, workshop: Workshop, arguments: str) -> None:
    wanted = typed_round(talk, workshop, arguments)
    running = open_rounds(talk, workshop)
    if wanted is not None:
        _ask(talk, wanted)
    elif not running:
        talk.say(Message(closing.none_open(talk.wording)))
    elif len(running) == 1:
        _ask(talk, running[0])
    else:
        talk.say(closing.which_to_close(talk.wording, running))


def _ask(talk: Talk, round_: Round) -> None:
    """Closing early takes the floor from people, so the bot asks first."""
    _ = talk.wording
    if round_.state is RoundState.CLOSED:
        talk.show(closing.is_closed(_, round_))
    elif round_.state is not RoundState.OPEN:
        talk.show(Message(opening.not_open(_, round_)))
    else:
        talk.show(closing.really_close(_, standing_of(talk.work, round_), talk.work.now))


def _ask_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    round_ = pressed_round(talk, workshop, arguments)
    if round_ is None:
        helping.stale(talk)
    else:
        _ask(talk, round_)


def _now_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    round_ = pressed_round(talk, workshop, arguments)
    if round_ is None:
        helping.stale(talk)
    elif round_.state is not RoundState.OPEN:
        _ask(talk, round_)
    else:
        rounds.close_round(talk.step, round_, but=(talk.person,))
        closed = talk.work.rounds.get(round_.id)
        talk.show(rounds.closed_message(talk.work, closed)(talk.wording))


def _not_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    round_ = pressed_round(talk, workshop, arguments)
    if round_ is None:
        helping.stale(talk)
    elif round_.state is not RoundState.OPEN:
        _ask(talk, round_)
    else:
        talk.settle(closing.stays_open(talk.wording, round_, talk.work.now))


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"close": _command}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "closing": _ask_tap,
    "closenow": _now_tap,
    "closenot": _not_tap,
}
