"""Buttons of a session: whose they are, and what a tap on one does."""

from collections.abc import Callable

from bot.chat import helping
from bot.chat.talk import Handler, Talk
from bot.service import answering
from bot.service.place import place_of
from bot.service.remarks import misfit
from flows.effects import Misfit, NotNow
from flows.ids import QuestionId, SessionId
from flows.session import Session
from flows.turn import Turn
from storage.sessions import StoredSession


def own(talk: Talk, arguments: str) -> tuple[StoredSession, QuestionId | None, list[str]] | None:
    """The person's own session, the question and the rest that a button names."""
    words = arguments.split(":")
    if not words[0].isdecimal():
        return None
    stored = answering.own_session(talk.step, talk.person, SessionId(int(words[0])))
    if stored is None or len(words) == 1:
        return (stored, None, []) if stored else None
    questions = stored.session.questions
    if not words[1].isdecimal() or not 1 <= int(words[1]) <= len(questions):
        return None
    return stored, questions[int(words[1]) - 1].id, words[2:]


def on_own_question(
    talk: Talk, arguments: str
) -> tuple[StoredSession, QuestionId, list[str]] | None:
    """As `own`, for a button that always names its question."""
    found = own(talk, arguments)
    if found is None or found[1] is None:
        return None
    return found[0], found[1], found[2]


def numbered(talk: Talk, arguments: str) -> tuple[StoredSession, QuestionId, int] | None:
    """As `on_own_question`, for a button with a number behind the question."""
    found = on_own_question(talk, arguments)
    if found is None or not found[2] or not found[2][0].isdecimal():
        return None
    return found[0], found[1], int(found[2][0])


def take_turn(talk: Talk, stored: StoredSession, turn: Turn) -> None:
    """Carry a tap's turn out; where nothing changed, the reason is only a toast."""
    match turn.effects:
        case (NotNow(why, question),):
            talk.toast(misfit(talk.step, place_of(talk.step, stored), why, question))
        case _:
            prompts = {prompt.message_id for prompt in stored.session.prompts}
            if talk.pressed and talk.message_id not in prompts:
                talk.step.remove_keyboard(talk.person.chat, talk.message_id)
            answering.turn(talk.step, stored, lambda _: turn)


def on_session(decide: Callable[[Session, QuestionId | None], Turn]) -> Handler:
    """A tap `verb:SESSION` or `verb:SESSION:QUESTION`; a stray one is told so in a toast."""

    def handle(talk: Talk, arguments: str) -> None:
        found = own(talk, arguments)
        if found is None:
            helping.stale(talk)
            return
        stored, question, _ = found
        take_turn(talk, stored, decide(stored.session, question))

    return handle


def on_question(decide: Callable[[Session, QuestionId], Turn]) -> Handler:
    """A tap that always names its question."""

    def decided(session: Session, question: QuestionId | None) -> Turn:
        if question is None:
            return Turn(session, (NotNow(Misfit.ALREADY_ANSWERED),))
        return decide(session, question)

    return on_session(decided)
