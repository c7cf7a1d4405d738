"""A session as participants live through it, for tests: prompts arrive, people write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flows.ids import MessageId, QuestionId, SessionId
from flows.replies import Reply, take
from flows.script import Kind, Option, Question, Scale, Texts
from flows.session import Part, Revision, Session
from flows.turn import Turn

START = datetime(2027, 1, 30, 16, tzinfo=UTC)


def moment(minutes: int) -> datetime:
    """So many minutes after the round opened."""
    return START + timedelta(minutes=minutes)


def text_question(name: str, *, optional: bool = True) -> Question:
    """A question that is answered in words."""
    return Question(id=QuestionId(name), text=Texts({"en": f"{name}?"}), optional=optional)


def option(name: str, english: str, german: str) -> Option:
    """Something to choose."""
    return Option(id=name, text=Texts({"en": english, "de": german}))


LANGUAGES = Question(
    id=QuestionId("languages"),
    text=Texts({"en": "Which languages?"}),
    kind=Kind.CHOICES,
    options=(
        option("ar", "Arabic", "Arabisch"),
        option("de", "German (any)", "Deutsch (egal welches)"),
        option("uk", "Ukrainian.", "Ukrainisch."),
    ),
)
AGAIN = Question(
    id=QuestionId("again"),
    text=Texts({"en": "Once more?"}),
    kind=Kind.CHOICE,
    options=(option("yes", "Yes", "Ja"), option("no", "No", "Nein")),
)
MOOD = Question(
    id=QuestionId("mood"),
    text=Texts({"en": "How was it?"}),
    kind=Kind.SCALE,
    scale=Scale(lowest=0, highest=5),
)

Q1, Q2, Q3 = QuestionId("q1"), QuestionId("q2"), QuestionId("q3")
FRESH = Session(
    id=SessionId(1), questions=(text_question("q1"), text_question("q2"), text_question("q3"))
)


def asking(*questions: Question) -> Session:
    """A session of these questions that has not begun."""
    return Session(id=SessionId(1), questions=questions)


def delivered(session: Session, message_id: int) -> Session:
    """The session when its newest prompt has got this number."""
    *earlier, newest = session.prompts
    arrived = replace(newest, message_id=MessageId(message_id))
    return replace(session, prompts=(*earlier, arrived))


def said(number: int, text: str, *, to: int | None = None) -> Reply:
    """A message with this number, so many minutes after the opening."""
    explicitly = None if to is None else MessageId(to)
    return Reply(MessageId(number), moment(number), text, explicitly)


def told(session: Session, number: int, text: str, *, to: int | None = None) -> Session:
    """The session after a message, when the question that follows it has arrived right behind."""
    return followed(take(session, said(number, text, to=to)), number + 1)


def followed(turn: Turn, message_id: int) -> Session:
    """The session after a turn, when what it asked has arrived with this number."""
    return delivered(turn.session, message_id)


def words(*parts: tuple[int, str], at: int | None = None) -> Revision:
    """A version made of these messages, said at the number of the last or at the given minute."""
    minute = parts[-1][0] if at is None else at
    return Revision(moment(minute), tuple(Part(MessageId(number), text) for number, text in parts))
