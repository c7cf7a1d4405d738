"""The steps of a session: opening, skipping, going back, pausing, closing."""

from dataclasses import replace

import pytest

from flows import engine
from flows.effects import (
    AnswerRecorded,
    AnswerWithdrawn,
    AskQuestion,
    EndDay,
    Lead,
    Misfit,
    NotNow,
    NotUnderstood,
    QuestionSkipped,
)
from flows.ids import MessageId, QuestionId
from flows.late import keep_late
from flows.script import Question
from flows.session import Answer, Late, Prompt, Revision, Session, SessionState
from flows.turn import Turn
from tests.flows.talking import (
    AGAIN,
    FRESH,
    LANGUAGES,
    MOOD,
    Q1,
    Q2,
    Q3,
    asking,
    followed,
    moment,
    text_question,
    told,
    words,
)

OPENED = followed(engine.open_round(FRESH), 10)
SECOND = told(OPENED, 11, "one")
THIRD = told(SECOND, 13, "two")
FINISHED = told(THIRD, 15, "three")
CLOSED = engine.close(SECOND).session


def nothing(session: Session, why: Misfit, question: QuestionId | None = None) -> Turn:
    return Turn(session, (NotNow(why, question),))


def asked(session: Session, question: QuestionId, lead: Lead) -> Turn:
    """The turn that does nothing but ask."""
    prompts = (*session.prompts, Prompt(question))
    after = replace(session, state=SessionState.OPEN, open=question, prompts=prompts)
    return Turn(after, (AskQuestion(question, lead),))


def test_opening_asks_the_first_question() -> None:
    assert engine.open_round(FRESH) == asked(FRESH, Q1, Lead.OPENING)


def test_a_round_opens_once() -> None:
    assert engine.open_round(OPENED) == Turn(OPENED)


def test_a_closed_session_does_not_open() -> None:
    closed = engine.close(FRESH).session

    assert engine.open_round(closed) == Turn(closed)


def test_after_the_last_answer_the_day_ends() -> None:
    expected = Session(
        id=FRESH.id,
        questions=FRESH.questions,
        state=SessionState.FINISHED,
        prompts=tuple(
            Prompt(question, MessageId(number))
            for question, number in ((Q1, 10), (Q2, 12), (Q3, 14), (None, 16))
        ),
        answers=(
            Answer(Q1, (words((11, "one")),)),
            Answer(Q2, (words((13, "two")),)),
            Answer(Q3, (words((15, "three")),)),
        ),
    )
    assert (FINISHED, FINISHED.unanswered, FINISHED.skipped) == (expected, (), ())


def test_a_tapped_option_answers_the_open_question() -> None:
    opened = followed(engine.open_round(asking(AGAIN)), 10)

    turn = engine.choose(opened, AGAIN.id, ("no",), moment(1))

    answer = Answer(AGAIN.id, (Revision(moment(1), options=("no",)),))
    assert turn.session.answers == (answer,)
    assert turn.effects == (AnswerRecorded(AGAIN.id, None), EndDay(Lead.NOTED))


def test_tapped_options_are_kept_in_the_order_of_the_question() -> None:
    opened = followed(engine.open_round(asking(LANGUAGES)), 10)

    turn = engine.choose(opened, LANGUAGES.id, ("uk", "elvish", "ar"), moment(1))

    assert turn.session.answers[0].revisions[0].options == ("ar", "uk")


@pytest.mark.parametrize(
    ("question", "options"),
    [(AGAIN, ("yes", "no")), (MOOD, ("1", "2")), (MOOD, ("6",)), (LANGUAGES, ())],
)
def test_what_the_question_does_not_offer_cannot_be_tapped(
    question: Question, options: tuple[str, ...]
) -> None:
    opened = followed(engine.open_round(asking(question)), 10)

    turn = engine.choose(opened, question.id, options, moment(1))

    assert turn == Turn(opened, (NotUnderstood(question.id),))


def test_a_tap_under_an_older_question_changes_nothing() -> None:
    opened = followed(engine.open_round(asking(AGAIN, MOOD)), 10)
    after = followed(engine.choose(opened, AGAIN.id, ("yes",), moment(1)), 11)

    again = engine.choose(after, AGAIN.id, ("no",), moment(2))

    assert again == nothing(after, Misfit.ALREADY_ANSWERED, AGAIN.id)


def test_skipping_goes_on_and_is_remembered() -> None:
    turn = engine.skip(OPENED)

    assert turn.effects == (QuestionSkipped(Q1), AskQuestion(Q2, Lead.SKIPPED))
    assert (turn.session.skipped, turn.session.unanswered) == ((Q1,), (Q2, Q3))


def test_the_button_of_an_older_question_does_not_skip_the_open_one() -> None:
    assert engine.skip(SECOND, Q1) == nothing(SECOND, Misfit.ALREADY_ANSWERED, Q1)
    assert engine.skip(FINISHED, Q3) == nothing(FINISHED, Misfit.ALREADY_ANSWERED, Q3)


def test_where_nothing_is_open_nothing_is_skipped() -> None:
    assert engine.skip(FINISHED) == nothing(FINISHED, Misfit.NOTHING_OPEN)


def test_a_question_that_must_be_answered_is_not_skipped() -> None:
    opened = followed(engine.open_round(asking(text_question("q1", optional=False))), 10)

    assert engine.skip(opened, Q1) == nothing(opened, Misfit.MUST_BE_ANSWERED, Q1)


def test_skipping_after_going_back_keeps_the_answer() -> None:
    returned = followed(engine.back(SECOND), 13)

    assert engine.skip(returned) == asked(returned, Q2, Lead.AGAIN)


def test_skipping_a_skipped_question_again_goes_on() -> None:
    returned = followed(engine.back(followed(engine.skip(OPENED), 12)), 13)

    turn = engine.skip(returned)

    assert turn.session.answers == (Answer(Q1),)
    assert turn.effects == (QuestionSkipped(Q1), AskQuestion(Q2, Lead.SKIPPED))


def test_back_asks_the_question_before() -> None:
    assert engine.back(SECOND) == asked(SECOND, Q1, Lead.AGAIN)


def test_back_after_the_end_asks_the_last_question() -> None:
    assert engine.back(FINISHED) == asked(FINISHED, Q3, Lead.AGAIN)


def test_there_is_nothing_before_the_first_question() -> None:
    assert engine.back(OPENED) == nothing(OPENED, Misfit.NOTHING_BEFORE, Q1)
    assert engine.back(FRESH) == nothing(FRESH, Misfit.NOT_ASKED_YET)


def test_keeping_an_answer_goes_on_with_the_next_open_question() -> None:
    returned = followed(engine.back(SECOND), 13)

    assert engine.keep(returned, Q1) == asked(returned, Q2, Lead.AGAIN)


def test_only_the_answer_that_is_open_again_can_be_kept() -> None:
    assert engine.keep(SECOND, Q1) == nothing(SECOND, Misfit.ALREADY_ANSWERED, Q1)
    assert engine.keep(SECOND, Q2) == nothing(SECOND, Misfit.ALREADY_ANSWERED, Q2)


def test_a_new_answer_to_a_question_gone_back_to_is_the_one_that_counts() -> None:
    returned = followed(engine.back(SECOND), 13)

    after = told(returned, 14, "uno")

    assert after.answer(Q1) == Answer(Q1, (words((11, "one")), words((14, "uno"))))
    assert after.open == Q2


def test_any_question_can_be_opened_and_the_earlier_ones_come_after_it() -> None:
    ahead = followed(engine.go_to(OPENED, Q3), 11)

    after = told(ahead, 12, "three")

    assert (after.open, after.unanswered) == (Q1, (Q1, Q2))


def test_a_finished_day_can_be_opened_again_and_ends_again() -> None:
    again = followed(engine.go_to(FINISHED, Q2), 17)

    ended = told(again, 18, "zwei")

    assert again.state is SessionState.OPEN
    assert (ended.state, ended.open, ended.unanswered) == (SessionState.FINISHED, None, ())
    assert ended.prompts[-1] == Prompt(None, MessageId(19))


def test_the_open_question_can_be_shown_again() -> None:
    assert engine.show(SECOND) == asked(SECOND, Q2, Lead.AGAIN)
    assert engine.show(FINISHED) == nothing(FINISHED, Misfit.NOTHING_OPEN)


def test_a_withdrawn_answer_leaves_nothing_and_counts_as_skipped() -> None:
    turn = engine.withdraw(FINISHED, Q2)

    assert turn.effects == (AnswerWithdrawn(Q2),)
    assert turn.session == FINISHED.with_answer(Answer(Q2))
    assert turn.session.skipped == (Q2,)


def test_an_answer_withdrawn_while_its_question_is_open_can_be_given_anew() -> None:
    returned = followed(engine.back(SECOND), 13)

    withdrawn = engine.withdraw(returned, Q1).session

    assert withdrawn.open == Q1
    assert told(withdrawn, 14, "uno").answer(Q1) == Answer(Q1, (words((14, "uno")),))


def test_late_words_are_withdrawn_with_the_answer_and_without_one() -> None:
    late_one = keep_late(CLOSED, Q1, words((20, "more")), replacing=True).session
    late_two = keep_late(CLOSED, Q2, words((20, "two")), replacing=True).session

    assert engine.withdraw(late_one, Q1).session == CLOSED.with_answer(Answer(Q1))
    assert engine.withdraw(late_two, Q2).session == CLOSED


def test_withdrawing_leaves_other_late_words_alone() -> None:
    late = keep_late(CLOSED, Q2, words((20, "two")), replacing=True).session

    assert engine.withdraw(late, Q1).session.late == (Late(Q2, words((20, "two"))),)


def test_where_nothing_was_said_nothing_is_withdrawn() -> None:
    skipped = engine.skip(OPENED).session

    assert engine.withdraw(skipped, Q1) == nothing(skipped, Misfit.NOTHING_OPEN, Q1)
    assert engine.withdraw(skipped, Q2) == nothing(skipped, Misfit.NOTHING_OPEN, Q2)


def test_a_pause_stops_the_reminder_until_it_ends() -> None:
    paused = engine.pause(SECOND).session

    assert engine.remind(paused) == Turn(paused)
    assert engine.resume(paused) == asked(SECOND, Q2, Lead.AGAIN)


def test_a_reminder_asks_the_open_question() -> None:
    assert engine.remind(SECOND) == asked(SECOND, Q2, Lead.REMINDER)


@pytest.mark.parametrize("session", [FRESH, FINISHED, CLOSED, followed(engine.back(FINISHED), 17)])
def test_nobody_is_reminded_who_has_nothing_left_to_answer(session: Session) -> None:
    assert engine.remind(session) == Turn(session)


def test_a_reminder_does_not_ask_what_was_answered() -> None:
    returned = followed(engine.back(SECOND), 13)

    assert engine.remind(returned) == asked(returned, Q2, Lead.REMINDER)


def test_closing_remembers_the_open_question() -> None:
    assert replace(SECOND, state=SessionState.CLOSED) == CLOSED


def test_no_step_moves_a_closed_session() -> None:
    closed = nothing(CLOSED, Misfit.CLOSED)

    assert engine.skip(CLOSED) == engine.back(CLOSED) == engine.show(CLOSED) == closed
    assert engine.resume(CLOSED) == closed
    about_second = nothing(CLOSED, Misfit.CLOSED, Q2)
    assert engine.keep(CLOSED, Q2) == engine.go_to(CLOSED, Q2) == about_second
    assert engine.choose(CLOSED, Q2, ("yes",), moment(1)) == about_second
    assert engine.close(CLOSED) == Turn(CLOSED)


def test_opening_again_asks_the_question_that_was_open() -> None:
    assert engine.reopen(CLOSED) == asked(SECOND, Q2, Lead.AGAIN)


def test_opening_again_asks_a_skipped_question_that_its_author_had_opened() -> None:
    ended = followed(engine.skip(THIRD), 15)
    wanted = followed(engine.go_to(ended, Q3), 16)

    assert engine.reopen(engine.close(wanted).session) == asked(wanted, Q3, Lead.AGAIN)


def test_opening_again_does_not_ask_what_was_answered() -> None:
    halfway = followed(engine.back(SECOND), 13)
    finished = followed(engine.back(FINISHED), 17)

    assert engine.reopen(engine.close(halfway).session) == asked(halfway, Q2, Lead.AGAIN)
    left = replace(finished, state=SessionState.FINISHED, open=None)
    assert engine.reopen(engine.close(finished).session) == Turn(left)


def test_opening_again_leaves_in_peace_who_was_done() -> None:
    assert engine.reopen(engine.close(FINISHED).session) == Turn(FINISHED)


def test_only_a_closed_session_is_opened_again() -> None:
    assert engine.reopen(SECOND) == Turn(SECOND)
