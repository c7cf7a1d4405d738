"""`/round`, and the buttons that open a round or open it again."""

from bot.chat import helping
from bot.chat.on_rounds import open_rounds, pressed_round, typed_round
from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import closing, opening
from bot.service import rounds
from bot.service.step import ByLanguage
from flows.rounds import Round, RoundState
from flows.workshop import Workshop


def _command(talk: Talk, workshop: Workshop, arguments: str) -> None:
    wanted = typed_round(talk, workshop, arguments)
    if wanted is None:
        left = [
            one
            for one in talk.work.rounds.of(workshop.id)
            if one.state not in {RoundState.OPEN, RoundState.CLOSED}
        ]
        talk.say(opening.which_to_open(talk.wording, left, unknown=bool(arguments)))
        return
    _ask_or_open(talk, workshop, wanted)


def _ask_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    wanted = pressed_round(talk, workshop, arguments)
    if wanted is None:
        helping.stale(talk)
    else:
        _ask_or_open(talk, workshop, wanted)


def _ask_or_open(talk: Talk, workshop: Workshop, wanted: Round) -> None:
    """Open at once where it is the time for it; messages to everyone cannot be taken back."""
    _, now = talk.wording, talk.work.now
    if wanted.state is RoundState.OPEN:
        talk.show(opening.is_open(_, wanted, now))
        return
    if wanted.state is RoundState.CLOSED:
        talk.show(closing.is_closed(_, wanted))
        return
    others = open_rounds(talk, workshop)
    times = wanted.times
    if others or (times is not None and now < times.opens_at):
        people = len(talk.work.participants.joined(workshop.id))
        talk.show(opening.really_open(_, wanted, people, others, now))
    else:
        _open(talk, workshop, wanted)


def _open(talk: Talk, workshop: Workshop, wanted: Round) -> None:
    now = talk.work.now
    opened = rounds.open_now(talk.step, wanted)
    people = len(talk.work.participants.joined(workshop.id))
    _announce(talk, workshop, lambda _: opening.opened(_, opened, people, now))


def _now_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    wanted = pressed_round(talk, workshop, arguments)
    if wanted is None:
        helping.stale(talk)
    elif wanted.state in {RoundState.OPEN, RoundState.CLOSED}:
        _ask_or_open(talk, workshop, wanted)
    else:
        _open(talk, workshop, wanted)


def _not_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    wanted = pressed_round(talk, workshop, arguments)
    if wanted is None:
        helping.stale(talk)
    else:
        talk.settle(opening.not_opened(talk.wording, wanted))


def _again_tap(talk: Talk, workshop: Workshop, arguments: str) -> None:
    closed = pressed_round(talk, workshop, arguments)
    if closed is None:
        helping.stale(talk)
    elif closed.state is not RoundState.CLOSED:
        talk.show(opening.is_open(talk.wording, closed, talk.work.now))
    else:
        again = rounds.reopen(talk.step, closed)
        now = talk.work.now
        _announce(talk, workshop, lambda _: opening.opened_again(_, again, now))


def _announce(talk: Talk, workshop: Workshop, what: ByLanguage) -> None:
    """Say what was done to who did it, and to the other facilitators who did it."""
    talk.show(what(talk.wording))
    talk.step.tell_facilitators(
        workshop, lambda _: closing.told_by(what(_), talk.person.name), but=(talk.person,)
    )


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"round": _command}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "opening": _ask_tap,
    "opennow": _now_tap,
    "opennot": _not_tap,
    "reopen": _again_tap,
}
