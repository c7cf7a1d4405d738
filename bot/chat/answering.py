"""What participants type and tap while they answer."""

from collections.abc import Callable

from bot.chat import helping
from bot.chat.own import on_question, on_session, own
from bot.chat.talk import Handler, Talk
from bot.messages import answers
from bot.messages.message import Message
from bot.service import answering, consenting
from bot.service.asked import asked_now
from bot.service.place import place_of
from flows import engine
from flows.replies import Edit, Reply
from flows.rounds import RoundState
from flows.session import Session
from flows.turn import Turn
from storage.sessions import StoredSession


def receive(talk: Talk, reply: Reply) -> None:
    """Take a text that is no command, no label and nothing that a form waited for."""
    if not answering.receive(talk.step, talk.person, reply):
        helping.nothing_to_answer(talk)


def revise(talk: Talk, edit: Edit) -> None:
    """Take the new text of a message."""
    if not answering.revise(talk.step, talk.person, edit):
        talk.say(Message(answers.unknown_edit(talk.wording)), reply_to=edit.message_id)


def _command(decide: Callable[[Session], Turn]) -> Handler:
    """A command about the session that has a question waiting."""

    def handle(talk: Talk, _arguments: str) -> None:
        stored = answering.waiting_session(talk.step, talk.person)
        if stored is None:
            helping.nothing_waits(talk)
        else:
            answering.turn(talk.step, stored, decide)

    return handle


def _pause(talk: Talk, stored: StoredSession) -> None:
    answering.turn(talk.step, stored, engine.pause)
    place = place_of(talk.step, stored)
    times = place.round.times
    closes_at = times.closes_at if times and place.round.state is RoundState.OPEN else None
    if closes_at is not None and closes_at <= talk.work.now:
        closes_at = None
    talk.say(answers.paused(talk.wording, stored.session, closes_at, place.workshop.zone))


def _pause_command(talk: Talk, _arguments: str) -> None:
    stored = answering.waiting_session(talk.step, talk.person)
    if stored is None:
        helping.nothing_waits(talk)
    else:
        _pause(talk, stored)


def _pause_tap(talk: Talk, arguments: str) -> None:
    found = own(talk, arguments)
    if found is None:
        helping.stale(talk)
    else:
        _pause(talk, found[0])


def _quiet(talk: Talk, arguments: str) -> None:
    found = own(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    answering.want_quiet(talk.step, found[0])
    talk.settle(answers.quiet(talk.wording))


def _next(talk: Talk, arguments: str) -> None:
    """The open question; where there is none, the sentence that waits for a decision."""
    own = consenting.waiting_for(talk.step, talk.person)
    if own is None or asked_now(talk.step, talk.person) is not None:
        _command(engine.show)(talk, arguments)
    else:
        talk.say(consenting.question_about(talk.step, own))


COMMANDS: dict[str, Handler] = {
    "next": _next,
    "skip": _command(engine.skip),
    "back": _command(engine.back),
    "pause": _pause_command,
}

TAPS: dict[str, Handler] = {
    "next": _next,
    "skip": on_session(engine.skip),
    "back": on_session(lambda session, _: engine.back(session)),
    "keep": on_question(engine.keep),
    "resume": on_session(lambda session, _: engine.resume(session)),
    "pause": _pause_tap,
    "quiet": _quiet,
}
