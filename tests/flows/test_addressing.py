"""Whose message it is, where somebody has several sessions."""

from dataclasses import replace

from flows import engine
from flows.addressing import Belongs, NoSession, Unclear, addressee
from flows.ids import SessionId
from flows.replies import take
from tests.flows.talking import FRESH, asking, delivered, followed, said, text_question, told

STREET = followed(engine.open_round(FRESH), 10)
CAFE = followed(engine.open_round(replace(FRESH, id=SessionId(2))), 20)
SHORT = replace(asking(text_question("only")), id=SessionId(3))
DONE = told(followed(engine.open_round(SHORT), 30), 31, "yes")


def test_with_one_session_every_message_is_for_it() -> None:
    assert addressee([STREET], said(40, "hello")) == Belongs(STREET)


def test_without_a_session_there_is_nothing_to_answer() -> None:
    assert addressee([], said(40, "hello")) == NoSession()


def test_with_two_open_questions_only_the_person_knows() -> None:
    assert addressee([STREET, CAFE], said(40, "hello")) == Unclear((STREET, CAFE))


def test_with_one_open_question_it_is_clear() -> None:
    assert addressee([STREET, DONE], said(40, "hello")) == Belongs(STREET)


def test_a_session_that_is_closed_waits_for_nothing() -> None:
    closed = engine.close(CAFE).session

    assert addressee([STREET, closed], said(40, "hello")) == Belongs(STREET)


def test_where_no_question_is_open_a_message_follows_what_was_asked_last() -> None:
    closed = engine.close(CAFE).session

    assert addressee([DONE, closed], said(25, "hello")) == Belongs(closed)
    assert addressee([DONE, closed], said(40, "hello")) == Belongs(DONE)


def test_a_reply_to_a_question_says_which_session_is_meant() -> None:
    assert addressee([STREET, CAFE], said(40, "hello", to=10)) == Belongs(STREET)


def test_a_reply_to_an_own_answer_says_which_session_is_meant() -> None:
    answered = told(STREET, 41, "We visit people.")

    assert addressee([answered, CAFE], said(43, "And listen.", to=41)) == Belongs(answered)


def test_thanks_for_the_end_of_a_day_are_no_answer_to_another_workshop() -> None:
    assert addressee([DONE, CAFE], said(40, "Thank you", to=32)) == Belongs(DONE)


def test_a_reply_to_something_else_is_sorted_as_any_other_message() -> None:
    assert addressee([STREET, CAFE], said(40, "hello", to=5)) == Unclear((STREET, CAFE))


def test_a_reply_to_late_words_says_which_session_is_meant() -> None:
    late = take(engine.close(delivered(STREET, 10)).session, said(40, "late")).session

    assert addressee([late, CAFE], said(41, "later", to=40)) == Belongs(late)
