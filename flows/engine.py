"""The steps of a session: each takes the session as it is and returns the Turn that follows.

Nothing here waits, sends or stores. A step that has happened already changes nothing, so that a
message may be delivered any number of times.
"""

from dataclasses import replace
from datetime import datetime

from flows.effects import (
    AnswerRecorded,
    AnswerWithdrawn,
    Lead,
    Misfit,
    NotUnderstood,
    QuestionSkipped,
)
from flows.ids import MessageId, QuestionId
from flows.script import Kind
from flows.session import Answer, Revision, Session, SessionState
from flows.turn import Turn, ask, go_on, unchanged
from flows.understanding import choices_of


def open_round(session: Session) -> Turn:
    """Ask the first question, once: a session that has begun is left as it is."""
    if session.prompts or session.state is SessionState.CLOSED:
        return Turn(session)
    return go_on(session, Lead.OPENING)


def choose(session: Session, question: QuestionId, options: tuple[str, ...], at: datetime) -> Turn:
    """Take what was chosen by buttons.

    Only for the open question: buttons under older ones stay visible on people's phones, and a
    stray tap must not change what was said.
    """
    if session.state is SessionState.CLOSED:
        return unchanged(session, Misfit.CLOSED, question)
    if session.open != question:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    asked = session.question(question)
    chosen = tuple(option for option in choices_of(asked) if option in options)
    if not chosen or (len(chosen) > 1 and asked.kind is not Kind.CHOICES):
        return Turn(session, (NotUnderstood(question),))
    return record(session, question, Revision(at, options=chosen), None)


def record(
    session: Session, question: QuestionId, revision: Revision, message_id: MessageId | None
) -> Turn:
    """Let this be the answer to the open question, and go on."""
    answer = session.answer(question) or Answer(question)
    answered = session.with_answer(answer.revised(revision))
    return go_on(answered, Lead.NOTED, AnswerRecorded(question, message_id))


def skip(session: Session, question: QuestionId | None = None) -> Turn:
    """Pass over the open question; `question` is the one whose button was pressed.

    A question that has an answer (the participant went back to it) keeps it.
    """
    asked = session.open
    if session.state is SessionState.CLOSED:
        return unchanged(session, Misfit.CLOSED, question)
    if question is not None and question != asked:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    if asked is None:
        return unchanged(session, Misfit.NOTHING_OPEN)
    answer = session.answer(asked)
    if answer and not answer.skipped:
        return go_on(session, Lead.AGAIN)
    if not session.question(asked).optional:
        return unchanged(session, Misfit.MUST_BE_ANSWERED, asked)
    return go_on(session.with_answer(Answer(asked)), Lead.SKIPPED, QuestionSkipped(asked))


def back(session: Session) -> Turn:
    """Return to the question before the open one, or to the last one after the end."""
    if session.state is SessionState.CLOSED:
        return unchanged(session, Misfit.CLOSED)
    if not session.prompts:
        return unchanged(session, Misfit.NOT_ASKED_YET)
    place = session.number(session.open) if session.open else len(session.questions) + 1
    if place == 1:
        return unchanged(session, Misfit.NOTHING_BEFORE, session.open)
    return ask(session, session.questions[place - 2].id, Lead.AGAIN)


def keep(session: Session, question: QuestionId) -> Turn:
    """Leave an answer that the participant went back to as it is, and go on."""
    if session.state is SessionState.CLOSED:
        return unchanged(session, Misfit.CLOSED, question)
    answer = session.answer(question)
    if session.open != question or answer is None:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    return go_on(session, Lead.AGAIN)


def go_to(session: Session, question: QuestionId) -> Turn:
    """Open one question, answered or not, because the participant wants to change it."""
    if session.state is SessionState.CLOSED:
        return unchanged(session, Misfit.CLOSED, question)
    return ask(session, question, Lead.AGAIN)


def show(session: Session) -> Turn:
    """Ask the open question once more, at the bottom of the chat."""
    if session.state is SessionState.CLOSED:
        return unchanged(session, Misfit.CLOSED)
    if session.open is None:
        return unchanged(session, Misfit.NOTHING_OPEN)
    return ask(session, session.open, Lead.AGAIN)


def withdraw(session: Session, question: QuestionId) -> Turn:
    """Take an answer back with all its versions; the question counts as passed over.

    Possible after closing too: what somebody does not want said goes at any time.
    """
    answer = session.answer(question)
    late = tuple(one for one in session.late if one.question != question)
    if (answer is None or answer.skipped) and late == session.late:
        return unchanged(session, Misfit.NOTHING_OPEN, question)
    without = replace(session, late=late)
    if answer is not None:
        without = without.with_answer(Answer(question))
    return Turn(without, (AnswerWithdrawn(question),))


def pause(session: Session) -> Turn:
    """Send no reminder; the open question goes on waiting."""
    return Turn(replace(session, paused=True))


def resume(session: Session) -> Turn:
    """End a pause; the open question comes again."""
    return show(replace(session, paused=False))


def remind(session: Session) -> Turn:
    """Ask the open question with the reminder before it; nothing for who is done or pausing.

    Who went back to an answer and left it there is asked the next question instead.
    """
    asked = session.open
    if session.state is not SessionState.OPEN or session.paused or asked is None:
        return Turn(session)
    if session.answer(asked) is None:
        return ask(session, asked, Lead.REMINDER)
    return go_on(session, Lead.REMINDER) if session.unanswered else Turn(session)


def close(session: Session) -> Turn:
    """End the session; the open question is remembered for what still arrives."""
    return Turn(replace(session, state=SessionState.CLOSED))


def reopen(session: Session) -> Turn:
    """Undo closing: who had something left to answer is asked, the others are left in peace."""
    if session.state is not SessionState.CLOSED:
        return Turn(session)
    if session.open is not None and session.answer(session.open) in (None, Answer(session.open)):
        return ask(session, session.open, Lead.AGAIN)
    if session.unanswered:
        return go_on(session, Lead.AGAIN)
    return Turn(replace(session, state=SessionState.FINISHED, open=None))
