"""What follows from a turn: requests (AskQuestion) and facts (AnswerRecorded)."""

from dataclasses import dataclass
from enum import Enum, auto

from flows.ids import MessageId, QuestionId
from flows.session import Revision


class Lead(Enum):
    """What stands before a question, which is the receipt for what came before it."""

    OPENING = auto()
    NOTED = auto()
    SKIPPED = auto()
    REMINDER = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """Put this question to the participant."""

    question: QuestionId
    lead: Lead


@dataclass(frozen=True, slots=True)
class EndDay:
    """Tell the participant that the day has no more questions.

    `lead` is the receipt for the last step.
    """

    lead: Lead


@dataclass(frozen=True, slots=True)
class AnswerRecorded:
    """The open question has got its answer, by the message with this number (None: a button)."""

    question: QuestionId
    message_id: MessageId | None


@dataclass(frozen=True, slots=True)
class AnswerExtended:
    """A message that came before the next question reached the chat was added to its answer."""

    question: QuestionId
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class AnswerReplaced:
    """A reply to an older question changed its answer; `previous` is None where it had none."""

    question: QuestionId
    message_id: MessageId
    previous: Revision | None


@dataclass(frozen=True, slots=True)
class AnswerEdited:
    """An edited message became a new version of the answer it belongs to."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class AnswerWithdrawn:
    """The participant took an answer back; nothing of it is left."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class QuestionSkipped:
    """The open question was passed over."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class LateKept:
    """Words came after closing; they are kept until somebody decides."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The words do not fit the question's kind; its options should be shown."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class NotNow:
    """The step does not fit where the session stands; nothing was changed."""

    why: "Misfit"
    question: QuestionId | None = None


class Misfit(Enum):
    """Why a step changed nothing."""

    NOTHING_OPEN = auto()
    NOT_ASKED_YET = auto()
    ALREADY_ANSWERED = auto()
    MUST_BE_ANSWERED = auto()
    NOTHING_BEFORE = auto()
    CLOSED = auto()
    UNKNOWN_MESSAGE = auto()


Effect = (
    AskQuestion
    | EndDay
    | AnswerRecorded
    | AnswerExtended
    | AnswerReplaced
    | AnswerEdited
    | AnswerWithdrawn
    | QuestionSkipped
    | LateKept
    | NotUnderstood
    | NotNow
)
