"""Buttons with which authors decide about details of other people in their answers."""

from bot.chat import helping
from bot.chat.own import numbered
from bot.chat.talk import Handler, Talk
from bot.messages import details as words
from bot.service import answering, noticing
from bot.service.place import place_of
from flows import engine
from flows.details import Decision
from flows.effects import NotNow
from flows.session import Answer
from storage.sessions import StoredSession


def _undecided(talk: Talk, arguments: str) -> tuple[StoredSession, Answer] | None:
    """The answer that `SESSION:QUESTION:VERSION` names, if its author still has to decide.

    Where not, or where the answer has another version by now, that is said.
    """
    found = numbered(talk, arguments)
    answer = found[0].session.answer(found[1]) if found else None
    if found is None or answer is None or answer.skipped:
        helping.stale(talk)
        return None
    stored, question, version = found
    known = talk.work.details.of(stored.session.id, question)
    if known is None or known.state is not Decision.OPEN:
        talk.toast(words.decided_before(talk.wording))
        talk.settle(words.settled(talk.wording, stored.session.number(question)))
        return None
    if version != len(answer.revisions):
        talk.toast(words.changed_since(talk.wording))
        _show(talk, stored, answer)
        return None
    return stored, answer


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
    found = _undecided(talk, arguments)
    if found is not None:
        _leave_out(talk, *found)


def _keep(talk: Talk, arguments: str) -> None:
    found = _undecided(talk, arguments)
    if found is not None:
        stored, answer = found
        noticing.keep(talk.step, stored, answer)
        talk.settle(words.kept(talk.wording, stored.session.number(answer.question)))


def _rewrite(talk: Talk, arguments: str) -> None:
    """The question is asked again; the buttons stay until there is another answer."""
    found = _undecided(talk, arguments)
    if found is None:
        return
    stored, answer = found
    turn = engine.go_to(stored.session, answer.question)
    if any(isinstance(effect, NotNow) for effect in turn.effects):
        talk.toast(words.cannot_rewrite(talk.wording), alert=True)
    else:
        answering.turn(talk.step, stored, lambda _: turn)


TAPS: dict[str, Handler] = {
    "detailout": _replace,
    "detailkeep": _keep,
    "detailnew": _rewrite,
}
