from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flows.ids import QuestionId, RoundId, SessionId, WorkshopId
from flows.rounds import Round
from flows.script import Question, Texts
from flows.session import Answer, Revision, Session, SessionState
from flows.standing import Attendance, Count, Standing, standing

ROUND = Round(RoundId(1), WorkshopId(1), 1, None, ZoneInfo("Europe/Berlin"))
QUESTIONS = tuple(
    Question(id=QuestionId(name), text=Texts({"de": name, "en": name})) for name in ("eins", "zwei")
)
SAID = (Revision(datetime(2027, 1, 30, 17, tzinfo=UTC)),)
FIRST, SECOND = (question.id for question in QUESTIONS)


def session(*answers: Answer, state: SessionState = SessionState.OPEN) -> Session:
    return Session(SessionId(1), QUESTIONS, state=state, answers=answers)


def test_everyone_stands_in_one_group_and_numbers_add_up() -> None:
    finished = session(Answer(FIRST, SAID), Answer(SECOND), state=SessionState.FINISHED)
    people = [
        Attendance("Fertig", True, finished),
        Attendance("Fertig und weg", False, finished),
        Attendance("Unterwegs", True, session(Answer(FIRST, SAID))),
        Attendance("Nur übersprungen", True, session(Answer(FIRST))),
        Attendance("Stumm", True, session()),
        Attendance("Ohne Durchgang", True, None),
        Attendance("Weg", False, session(Answer(FIRST, SAID))),
    ]

    counted = standing(ROUND, QUESTIONS, people)

    assert counted == Standing(
        round=ROUND,
        done=2,
        under_way=2,
        answered=4,
        questions=(Count(answers=4, skipped=1), Count(answers=0, skipped=2)),
        silent=("Stumm", "Ohne Durchgang"),
        unreachable=("Weg",),
    )
    assert (counted.joined, counted.answers) == (7, 4)


def test_after_closing_only_those_are_done_who_have_no_question_left() -> None:
    closed = SessionState.CLOSED
    people = [
        Attendance("Alles", True, session(Answer(FIRST, SAID), Answer(SECOND), state=closed)),
        Attendance("Halb", True, session(Answer(FIRST, SAID), state=closed)),
    ]

    counted = standing(ROUND, QUESTIONS, people)

    assert (counted.done, counted.under_way) == (1, 1)
