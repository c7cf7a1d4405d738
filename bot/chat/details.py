"""Buttons with which authors decide about details of other people in their answers."""

from bot.chat import helping
from bot.chat.own import numbered, on_own_question
from bot.chat.talk import Handler, Talk
from bot.messages import details as words
from bot.messages.message import Message
from bot.service import answering, noticing
from bot.service.place import place_of
from flows import engine
from flows.details import Decision
from flows.effects import NotNow
from flows.session import Answer
from storage.sessions import StoredSession


def _undecided(talk: Talk, arguments: str) -> tuple[StoredSession, Answer] | None:
    """The answer that `SESSION:QUESTION` names, if its author still has to decide.

    Where not, that is said; a button with a version stands under the question, which then is over.
    """
    found = on_own_question(talk, arguments)
    answer = found[0].session.answer(found[1]) if found else None
    if found is None or answer is None or answer.skipped:
        helping.stale(talk)
        return None
    stored, question, version = found
    known = talk.work.details.of(stored.session.id, question)
    if known is None or known.state is not Decision.OPEN:
        talk.toast(words.decided_before(talk.wording))
        if version:
            talk.settle(words.settled(talk.wording, stored.session.number(question)))
        return None
    return stored, answer


def _asked_about(talk: Talk, arguments: str) -> tuple[StoredSession, Answer] | None:
    """The same for `SESSION:QUESTION:VERSION`, if that is the version that counts.

    Where it is not, the message with the button shows how the answer stands.
    """
    named = numbered(talk, arguments)
    if named is None:
        helping.stale(talk)
        return None
    found = _undecided(talk, arguments)
    if found is None:
        return None
    stored, answer = found
    if named[2] != len(answer.revisions):
        talk.toast(words.changed_since(talk.wording))
        _show(talk, stored, answer)
        return None
    return found


def _show(talk: Talk, stored: StoredSession, answer: Answer) -> None:
    """Ask about the answer as it is now."""
    place = place_of(talk.step, stored)
    found = noticing.found_in(talk.step, place, answer)
    if found.details:
        talk.show(noticing.ask(place, stored.session, answer, found))
    else:
        _leave_out(talk, stored, answer)


def _leave_out(talk: Talk, stored: StoredSession, answer: Answer) -> None:
    """Nothing is there to leave out where the one who was named takes part no more."""
    gone = noticing.replace(talk.step, stored, answer)
    _, number = talk.wording, stored.session.number(answer.question)
    talk.settle(words.replaced(_, number, gone) if gone.details else words.settled(_, number))


def _replace(talk: Talk, arguments: str) -> None:
    found = _asked_about(talk, arguments)
    if found is not None:
        _leave_out(talk, *found)


def _keep(talk: Talk, arguments: str) -> None:
    found = _asked_about(talk, arguments)
    if found is not None:
        stored, answer = found
        noticing.keep(talk.step, stored, answer)
        talk.settle(words.kept(talk.wording, stored.session.number(answer.question)))


def _rewrite(talk: Talk, arguments: str) -> None:
    """The question is asked again; the buttons stay until there is another answer."""
    found = _asked_about(talk, arguments)
    if found is None:
        return
    stored, answer = found
    turn = engine.go_to(stored.session, answer.question)
    if any(isinstance(effect, NotNow) for effect in turn.effects):
        talk.toast(words.cannot_rewrite(talk.wording), alert=True)
    else:
        answering.turn(talk.step, stored, lambda _: turn)


def _ask_again(talk: Talk, arguments: str) -> None:
    """At the end of the day: the question stands far above."""
    found = _undecided(talk, arguments)
    if found is None:
        return
    stored, answer = found
    there = noticing.found_in(talk.step, place_of(talk.step, stored), answer)
    if there.details:
        noticing.ask_again(talk.step, stored, answer, there)
    else:
        noticing.replace(talk.step, stored, answer)
        talk.say(Message(words.settled(talk.wording, stored.session.number(answer.question))))


TAPS: dict[str, Handler] = {
    "detailask": _ask_again,
    "detailout": _replace,
    "detailkeep": _keep,
    "detailnew": _rewrite,
}
