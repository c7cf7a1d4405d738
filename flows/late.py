"""What comes after closing: kept apart, so that nothing enters the summary silently."""

from dataclasses import replace

from flows.effects import LateKept, Misfit
from flows.ids import MessageId, QuestionId
from flows.session import Answer, Late, Revision, Session
from flows.turn import Turn, unchanged


def keep_late(
    session: Session, question: QuestionId, revision: Revision, *, replacing: bool
) -> Turn:
    """Keep words that came after closing; the answer that counts stays as it is.

    `replacing`: they stand for the whole answer (an edit, an explicit reply); otherwise they are
    added to what is there.
    """
    before = late_answer(session, question)
    answer = session.answer(question)
    earlier = before.revision if before else answer.current if answer else None
    if not replacing and earlier and not revision.options and not earlier.options:
        revision = replace(revision, parts=(*earlier.parts, *revision.parts))
    others = tuple(late for late in session.late if late.question != question)
    kept = replace(session, late=(*others, Late(question, revision)))
    return Turn(kept, (LateKept(question),))


def late_answer(session: Session, question: QuestionId) -> Late | None:
    """What came too late for this question and is not decided yet."""
    return next((late for late in session.late if late.question == question), None)


def late_holding(session: Session, message_id: MessageId) -> Late | None:
    """The late words that this message is a part of."""
    for late in session.late:
        if any(part.message_id == message_id for part in late.revision.parts):
            return late
    return None


def include(session: Session, question: QuestionId) -> Turn:
    """Let late words count: they become the newest version of the answer."""
    late = late_answer(session, question)
    if late is None:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    answer = (session.answer(question) or Answer(question)).revised(late.revision)
    still_open = None if session.open == question else session.open
    included = replace(_without(session, question), open=still_open)
    return Turn(included.with_answer(answer))


def drop(session: Session, question: QuestionId) -> Turn:
    """Forget late words; nothing of them is left."""
    if late_answer(session, question) is None:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    return Turn(_without(session, question))


def _without(session: Session, question: QuestionId) -> Session:
    return replace(session, late=tuple(x for x in session.late if x.question != question))
