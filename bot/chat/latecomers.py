"""Buttons with which facilitators decide about answers that came after closing."""

from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import late as words
from bot.messages.authors import in_words
from bot.messages.message import Message
from bot.messages.prompts import shown_answer
from bot.service import late
from bot.service.place import place_of
from flows.ids import QuestionId, SessionId
from flows.session import Late
from flows.workshop import Workshop
from storage.sessions import StoredSession


def _found(
    talk: Talk, workshop: Workshop, arguments: str
) -> tuple[StoredSession, QuestionId, Late] | None:
    """What `SESSION:QUESTION` names, if it is of this workshop and not decided yet."""
    session, _, number = arguments.partition(":")
    if not session.isdecimal() or not number.isdecimal():
        return None
    stored = talk.work.sessions.get(SessionId(int(session)))
    if stored is None or stored.workshop_id != workshop.id:
        return None
    questions = stored.session.questions
    if not 1 <= int(number) <= len(questions):
        return None
    question = questions[int(number) - 1].id
    kept = late.undecided(talk.step, stored, question)
    return (stored, question, kept) if kept is not None else None


def _read(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = _found(talk, workshop, arguments)
    if found is None:
        talk.settle(words.decided_before(talk.wording))
        return
    stored, question, kept = found
    _, place = talk.wording, place_of(talk.step, stored)
    session = stored.session
    shown = in_words(
        _,
        shown_answer(_, session.question(question), kept.revision),
        place.participant.attribution,
        place.participant.quoted_name or place.person.name,
    )
    number = session.number(question)
    talk.show(words.read(_, place.round, session.id, number, kept.revision.at, shown))


def _include(talk: Talk, workshop: Workshop, arguments: str) -> None:
    _decide(talk, workshop, arguments, include=True)


def _leave_out(talk: Talk, workshop: Workshop, arguments: str) -> None:
    _decide(talk, workshop, arguments, include=False)


def _decide(talk: Talk, workshop: Workshop, arguments: str, *, include: bool) -> None:
    found = _found(talk, workshop, arguments)
    if found is None:
        talk.settle(words.decided_before(talk.wording))
        return
    stored, question, _kept = found
    (late.include if include else late.leave_out)(talk.step, stored, question)
    number = stored.session.number(question)
    talk.settle(words.decided(talk.wording, stored.day, number, included=include))
    talk.step.tell_facilitators(
        workshop,
        lambda _: Message(words.decided(_, stored.day, number, included=include)),
        but=(talk.person,),
    )


WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "lateread": _read,
    "latein": _include,
    "lateout": _leave_out,
}
