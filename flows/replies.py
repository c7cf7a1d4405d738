"""Taking what participants write: new messages, replies to older questions, edits."""

from dataclasses import dataclass, replace
from datetime import datetime

from flows.effects import (
    AnswerEdited,
    AnswerExtended,
    AnswerReplaced,
    Effect,
    Misfit,
    NotUnderstood,
)
from flows.engine import record
from flows.ids import MessageId, QuestionId
from flows.late import keep_late, late_holding
from flows.script import Kind
from flows.session import Answer, Part, Revision, Session, SessionState
from flows.turn import Turn, unchanged
from flows.understanding import read_options


@dataclass(frozen=True, slots=True)
class Reply:
    """A message that a participant sent.

    Attributes:
        message_id: Telegram's number of it in the chat.
        at: when Telegram took it (UTC, whole seconds).
        to: the message it explicitly replies to.
    """

    message_id: MessageId
    at: datetime
    text: str
    to: MessageId | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The new text of a message that was sent before."""

    message_id: MessageId
    at: datetime
    text: str


def take(session: Session, reply: Reply) -> Turn:
    """Store what was said under the question that it answers.

    That is the question it replies to; otherwise the newest one that stood in the chat before the
    message came, so that a second message on the way when the next question arrives still belongs
    to the one before.
    """
    if _taken(session, reply.message_id):
        return Turn(session)
    meant = replied_to(session, reply)
    question = meant or _newest_before(session, reply.message_id, reply.at)
    if question is None:
        asked = session.prompts and session.open is None
        return unchanged(session, Misfit.NOTHING_OPEN if asked else Misfit.NOT_ASKED_YET)
    revision = _read(session, question, reply.at, (Part(reply.message_id, reply.text),))
    if revision is None:
        return Turn(session, (NotUnderstood(question),))
    if session.state is SessionState.CLOSED:
        return keep_late(session, question, revision, replacing=meant is not None)
    if question == session.open:
        return record(session, question, revision, reply.message_id)
    return _change(session, question, revision, reply.message_id, replacing=meant is not None)


def _change(
    session: Session,
    question: QuestionId,
    revision: Revision,
    message_id: MessageId,
    *,
    replacing: bool,
) -> Turn:
    """An answer to a question that is not the open one."""
    answer = session.answer(question) or Answer(question)
    if replacing:
        effect: Effect = AnswerReplaced(question, message_id, answer.current)
    else:
        effect = AnswerExtended(question, message_id)
        revision = answer.current.followed_by(revision) if answer.current else revision
    return Turn(session.with_answer(answer.revised(revision)), (effect,))


def answer_open(session: Session, reply: Reply) -> Turn:
    """Take a message as the answer to the open question, wherever it stands in the chat."""
    asked = session.open
    if _taken(session, reply.message_id):
        return Turn(session)
    if asked is None:
        return unchanged(session, Misfit.NOTHING_OPEN)
    revision = _read(session, asked, reply.at, (Part(reply.message_id, reply.text),))
    if revision is None:
        return Turn(session, (NotUnderstood(asked),))
    if session.state is SessionState.CLOSED:
        return keep_late(session, asked, revision, replacing=False)
    return record(session, asked, revision, reply.message_id)


def replied_to(session: Session, reply: Reply) -> QuestionId | None:
    """The question that a message explicitly replies to, by its prompt or by the own answer."""
    if reply.to is None:
        return None
    for prompt in session.prompts:
        if prompt.message_id == reply.to:
            return prompt.question
    return said_before(session, reply) or _unnumbered(session, reply.to)


def said_before(session: Session, reply: Reply) -> QuestionId | None:
    """The question whose answer, or late words, hold the message that is replied to."""
    if reply.to is None:
        return None
    held = session.holding(reply.to) or late_holding(session, reply.to)
    return held.question if held else None


def _unnumbered(session: Session, number: MessageId) -> QuestionId | None:
    """The question of which a copy perhaps has this number, which Telegram never confirmed.

    It stands after all that was asked before it and before all that was asked after it; a second
    copy, whose number is known, stands after the first.
    """
    found = None
    for prompt in session.prompts:
        known = prompt.message_id
        if known is not None and known < number:
            found = None
            continue
        if prompt.attempted_at is not None:
            found = prompt.question
        if known is not None:
            break
    return found


def edit(session: Session, change: Edit) -> Turn:
    """Let an edited message become a new version of the answer that it is part of.

    A message that came after closing, or is edited after it, becomes no answer by that.
    """
    answer = session.holding(change.message_id)
    late = late_holding(session, change.message_id)
    counts = answer is not None and session.state is not SessionState.CLOSED
    if answer is not None and (counts or late is None):
        question, current = answer.question, answer.revisions[-1]
    elif late is not None:
        question, current = late.question, late.revision
    else:
        return unchanged(session, Misfit.UNKNOWN_MESSAGE)
    parts = current.reworded(change.message_id, change.text).parts
    revision = _read(session, question, change.at, parts)
    if revision is None:
        return Turn(session, (NotUnderstood(question),))
    if (revision.parts, revision.options) == (current.parts, current.options):
        return Turn(session)
    if not counts or answer is None:
        return keep_late(session, question, revision, replacing=True)
    edited = session.with_answer(answer.revised(revision))
    return Turn(edited, (AnswerEdited(question),))


def keep_both(session: Session, question: QuestionId, version: int, at: datetime) -> Turn:
    """Join a replaced answer and the one that replaced it.

    `version` is the count of versions when that was offered; if there are more by now, the offer
    is stale and nothing changes.
    """
    answer = _offered(session, question, version)
    if answer is None or answer.previous is None:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    joined = answer.previous.followed_by(replace(answer.revisions[-1], at=at))
    return Turn(session.with_answer(answer.revised(joined)), (AnswerEdited(question),))


def use_old(session: Session, question: QuestionId, version: int, at: datetime) -> Turn:
    """Let the version before the current one count again; `version` as for `keep_both`."""
    answer = _offered(session, question, version)
    if answer is None or answer.previous is None:
        return unchanged(session, Misfit.ALREADY_ANSWERED, question)
    restored = answer.revised(replace(answer.previous, at=at))
    return Turn(session.with_answer(restored), (AnswerEdited(question),))


def move_to_open(session: Session, message_id: MessageId, at: datetime) -> Turn:
    """Take a message out of the answer it was added to and let it answer the open question.

    Only from where it came to stand by itself, so that a second tap does not move it on.
    """
    answer = session.holding(message_id)
    asked = session.open
    if session.state is SessionState.CLOSED:
        return unchanged(session, Misfit.CLOSED)
    if answer is None or asked is None or answer.question == asked:
        return unchanged(session, Misfit.ALREADY_ANSWERED, answer.question if answer else None)
    current = answer.revisions[-1]
    if answer.question != _newest_before(session, message_id, current.at):
        return unchanged(session, Misfit.ALREADY_ANSWERED, answer.question)
    moved = tuple(part for part in current.parts if part.message_id == message_id)
    revision = _read(session, asked, at, moved)
    if revision is None:
        return Turn(session, (NotUnderstood(asked),))
    left = session.with_answer(_without(answer, message_id, at))
    return record(left, asked, revision, message_id)


def _without(answer: Answer, message_id: MessageId, at: datetime) -> Answer:
    """An answer as it was before a message came: its other parts, else the version before."""
    rest = tuple(part for part in answer.revisions[-1].parts if part.message_id != message_id)
    if rest:
        return answer.revised(Revision(at, rest))
    for earlier in reversed(answer.revisions):
        if not earlier.holds(message_id):
            return answer.revised(replace(earlier, at=at))
    return Answer(answer.question)


def _read(
    session: Session, question: QuestionId, at: datetime, parts: tuple[Part, ...]
) -> Revision | None:
    asked = session.question(question)
    if asked.kind is Kind.TEXT:
        return Revision(at, parts)
    options = read_options(asked, parts[-1].text)
    return Revision(at, parts, options) if options else None


def _offered(session: Session, question: QuestionId, version: int) -> Answer | None:
    answer = session.answer(question)
    if session.state is SessionState.CLOSED or answer is None:
        return None
    return answer if len(answer.revisions) == version else None


def _newest_before(session: Session, message_id: MessageId, at: datetime) -> QuestionId | None:
    for prompt in reversed(session.prompts):
        if prompt.reached_before(message_id, at):
            return prompt.question
    return None


def _taken(session: Session, message_id: MessageId) -> bool:
    versions = [revision for answer in session.answers for revision in answer.revisions]
    versions += [late.revision for late in session.late]
    return any(version.holds(message_id) for version in versions)
