"""What comes after closing: kept apart, so that nothing enters the summary silently."""

from dataclasses import replace

from flows.effects import LateKept, Lead, Misfit
from flows.ids import MessageId, QuestionId
from flows.session import Answer, Late, Revision, Session, SessionState
from flows.turn import Turn, go_on, unchanged


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
    if earlier is not None and not replacing:
        revision = earlier.followed_by(revision)
    others = tuple(late for late in session.late if late.question != question)
    kept = replace(session, late=(*others, Late(question, revision)))
    return Turn(kept, (LateKept(question),))


def late_answer(session: Session, question: QuestionId) -> Late | None:
    """What came too late for this question and is not decided yet."""
    return next((late for late in session.late if late.question == question), None)


def late_holding(session: Session, message_id: MessageId) -> Late | None:
    """The late words that this message is a part of."""
    for late in session.late:
        if late.revision.holds(message_id):
            return late
    return None


def include(session: Session, question: QuestionId) -> Turn:
    """Let late words count: they become the newest version of the answer.

    Where the round was opened again and the participant has said something since, that follows
    them. If it was the open question, they have answered it.
    """
    late = late_answer(session, question)
    if late is None:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    words = _not_moved(session, late)
    if not words.parts and not words.options:
        return Turn(_without(session, question))
    before = session.answer(question) or Answer(question)
    answer = before.revised(words)
    if before.current is not None and before.current.at > words.at:
        answer = answer.revised(words.followed_by(before.current))
    included = _without(session, question).with_answer(answer)
    if session.open != question:
        return Turn(included)
    if session.state is SessionState.OPEN:
        return go_on(included, Lead.NOTED)
    return Turn(replace(included, open=None))


def drop(session: Session, question: QuestionId) -> Turn:
    """Forget late words; nothing of them is left."""
    if late_answer(session, question) is None:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    return Turn(_without(session, question))


def _not_moved(session: Session, late: Late) -> Revision:
    """The late words but for messages that the participant has since moved to another question."""
    moved = {
        part.message_id
        for answer in session.answers
        if answer.question != late.question and answer.current is not None
        for part in answer.current.parts
    }
    kept = tuple(part for part in late.revision.parts if part.message_id not in moved)
    return replace(late.revision, parts=kept)


def _without(session: Session, question: QuestionId) -> Session:
    return replace(session, late=tuple(x for x in session.late if x.question != question))
