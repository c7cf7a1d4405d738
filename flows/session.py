"""One participant's way through one round, as a frozen value."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from flows.ids import MessageId, QuestionId, SessionId
from flows.script import Question


class SessionState(StrEnum):
    """Where a session stands; the value is what is stored."""

    OPEN = "open"
    FINISHED = "finished"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question as delivered to the participant, or the end of the day (`question` is None).

    Attributes:
        question: what was asked; None for the message that says there is nothing more to ask.
        message_id: Telegram's number of it; None until Telegram has confirmed it.
        attempted_at: when a first copy may have reached the chat although nothing confirmed it;
            it stays true when a second copy has arrived.
    """

    question: QuestionId | None
    message_id: MessageId | None = None
    attempted_at: datetime | None = None

    def reached_before(self, message_id: MessageId, at: datetime) -> bool:
        """Whether it stood in the chat before the message with this number and time came.

        Telegram numbers the messages of a chat in the order in which it took them, so the number
        decides; only for a copy whose number nobody knows the time has to.
        """
        if self.message_id is not None and self.message_id < message_id:
            return True
        return self.attempted_at is not None and self.attempted_at < at


@dataclass(frozen=True, slots=True)
class Part:
    """What one message added to an answer."""

    message_id: MessageId
    text: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an answer.

    Attributes:
        at: when the participant said it.
        parts: the messages that make up a text answer, in their order.
        options: the ids of what was chosen, or the digits of a scale; empty for a text.
    """

    at: datetime
    parts: tuple[Part, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of all parts, a line each."""
        return "\n".join(part.text for part in self.parts)

    def holds(self, message_id: MessageId) -> bool:
        """Whether this message is one of its parts."""
        return any(part.message_id == message_id for part in self.parts)

    def reworded(self, message_id: MessageId, text: str) -> "Revision":
        """The same with another text in the part that this message is."""
        parts = (replace(p, text=text) if p.message_id == message_id else p for p in self.parts)
        return replace(self, parts=tuple(parts))

    def followed_by(self, later: "Revision") -> "Revision":
        """Both in one version, each message once, as it reads in the later.

        What was chosen by options cannot be added to, so there the later counts alone.
        """
        if self.options or later.options:
            return later
        parts = {part.message_id: part for part in (*self.parts, *later.parts)}
        return replace(later, parts=tuple(parts.values()))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the participant said to a question, with its versions, oldest first.

    An answer without revisions is a skipped question.
    """

    question: QuestionId
    revisions: tuple[Revision, ...] = ()

    @property
    def skipped(self) -> bool:
        """Whether the participant passed over the question."""
        return not self.revisions

    @property
    def current(self) -> Revision | None:
        """The version that counts."""
        return self.revisions[-1] if self.revisions else None

    @property
    def previous(self) -> Revision | None:
        """The version before the one that counts."""
        return self.revisions[-2] if len(self.revisions) > 1 else None

    def revised(self, revision: Revision) -> "Answer":
        """The answer with one more version."""
        return replace(self, revisions=(*self.revisions, revision))


@dataclass(frozen=True, slots=True)
class Late:
    """Words that came after closing: kept, but not counted unless a facilitator includes them.

    Attributes:
        question: what they answer.
        revision: the words, and when they were said.
    """

    question: QuestionId
    revision: Revision


@dataclass(frozen=True, slots=True)
class Session:
    """A participant's way through a round.

    Attributes:
        questions: the day's questions in their order (at least one).
        open: the one question that is waiting for an answer.
        prompts: everything asked so far, in the order of asking.
        answers: in the order in which the questions were first answered or skipped.
        late: what came after closing and has not been decided.
        paused: the participant wants no reminder.
    """

    id: SessionId
    questions: tuple[Question, ...]
    state: SessionState = SessionState.OPEN
    open: QuestionId | None = None
    prompts: tuple[Prompt, ...] = ()
    answers: tuple[Answer, ...] = ()
    late: tuple[Late, ...] = ()
    paused: bool = False

    def question(self, question_id: QuestionId) -> Question:
        """The question with this id, which must be one of the day's."""
        return self.questions[self.number(question_id) - 1]

    def number(self, question_id: QuestionId) -> int:
        """The question's place in the day, from 1."""
        return next(n for n, q in enumerate(self.questions, 1) if q.id == question_id)

    def answer(self, question_id: QuestionId) -> Answer | None:
        """What was said to a question, or that it was skipped; None while neither."""
        return next((a for a in self.answers if a.question == question_id), None)

    @property
    def is_waiting(self) -> bool:
        """Whether a question waits for an answer that counts."""
        return self.state is SessionState.OPEN and self.open is not None

    @property
    def unanswered(self) -> tuple[QuestionId, ...]:
        """Questions neither answered nor skipped, in order."""
        done = {answer.question for answer in self.answers}
        return tuple(q.id for q in self.questions if q.id not in done)

    @property
    def skipped(self) -> tuple[QuestionId, ...]:
        """Questions that were passed over, in order."""
        passed = {answer.question for answer in self.answers if answer.skipped}
        return tuple(q.id for q in self.questions if q.id in passed)

    def with_answer(self, answer: Answer) -> "Session":
        """The session in which this answer stands for its question."""
        known = self.answer(answer.question)
        if known is None:
            return replace(self, answers=(*self.answers, answer))
        changed = tuple(answer if a is known else a for a in self.answers)
        return replace(self, answers=changed)

    def holding(self, message_id: MessageId) -> Answer | None:
        """The answer whose current version this message is a part of."""
        for answer in self.answers:
            if answer.current and answer.current.holds(message_id):
                return answer
        return None
