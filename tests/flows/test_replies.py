"""What people write is stored once, under the question that it answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from flows import engine, replies
from flows.effects import (
    AnswerEdited,
    AnswerExtended,
    AnswerRecorded,
    AnswerReplaced,
    AskQuestion,
    LateKept,
    Lead,
    Misfit,
    NotNow,
    NotUnderstood,
)
from flows.ids import MessageId, QuestionId
from flows.late import keep_late
from flows.replies import Edit, Reply, take
from flows.session import Answer, Late, Part, Prompt, Revision, Session, SessionState
from flows.turn import Turn
from tests.flows.talking import (
    AGAIN,
    FRESH,
    LANGUAGES,
    Q1,
    Q2,
    Q3,
    asking,
    delivered,
    followed,
    moment,
    said,
    text_question,
    told,
    words,
)

OPENED = followed(engine.open_round(FRESH), 10)
IN_FLIGHT = take(OPENED, said(11, "one")).session
"""Question 1 is answered; question 2 has not reached the chat."""
SECOND = delivered(IN_FLIGHT, 13)
EXTENDED = delivered(take(IN_FLIGHT, said(12, "and more")).session, 13)
"""As SECOND, with another message that came before question 2."""
FINISHED = told(told(SECOND, 14, "two"), 16, "three")
CLOSED = engine.close(SECOND).session


def nothing(session: Session, why: Misfit, question: QuestionId | None = None) -> Turn:
    return Turn(session, (NotNow(why, question),))


def changed(number: int, text: str, minute: int) -> Edit:
    return Edit(MessageId(number), moment(minute), text)


def test_a_message_answers_the_open_question() -> None:
    turn = take(OPENED, said(11, "one"))

    assert turn.session == replace(
        OPENED,
        open=Q2,
        prompts=(*OPENED.prompts, Prompt(Q2)),
        answers=(Answer(Q1, (words((11, "one")),)),),
    )
    recorded = AnswerRecorded(Q1, MessageId(11))
    assert turn.effects == (recorded, AskQuestion(Q2, Lead.NOTED))


def test_a_message_that_comes_again_changes_nothing() -> None:
    late = take(CLOSED, said(30, "late")).session

    assert take(SECOND, said(11, "one")) == Turn(SECOND)
    assert take(late, said(30, "late")) == Turn(late)
    assert replies.answer_open(SECOND, said(11, "one")) == Turn(SECOND)


def test_before_the_first_question_has_arrived_nothing_is_an_answer() -> None:
    planned = engine.open_round(FRESH).session

    assert take(FRESH, said(5, "hello")) == nothing(FRESH, Misfit.NOT_ASKED_YET)
    assert take(planned, said(5, "hello")) == nothing(planned, Misfit.NOT_ASKED_YET)


def test_a_message_sent_before_the_next_question_arrived_belongs_to_the_one_before() -> None:
    turn = take(IN_FLIGHT, said(12, "and more"))

    both = words((11, "one"), (12, "and more"))
    assert turn.session.answer(Q1) == Answer(Q1, (words((11, "one")), both))
    assert turn.effects == (AnswerExtended(Q1, MessageId(12)),)
    assert both.text == "one\nand more"


def test_the_numbers_of_messages_decide_even_where_the_question_is_known_to_have_arrived() -> None:
    turn = take(SECOND, said(12, "and more"))

    assert turn.effects == (AnswerExtended(Q1, MessageId(12)),)


@pytest.mark.parametrize(("minute", "answered"), [(19, Q1), (21, Q2)])
def test_where_a_question_perhaps_arrived_the_time_decides(
    minute: int, answered: QuestionId
) -> None:
    first, second = IN_FLIGHT.prompts
    perhaps = replace(second, attempted_at=moment(20))
    session = replace(IN_FLIGHT, prompts=(first, perhaps))

    after = take(session, Reply(MessageId(12), moment(minute), "words")).session

    assert [a.question for a in after.answers if a.current and a.current.holds(MessageId(12))] == [
        answered
    ]


def test_an_answer_to_the_first_copy_of_a_question_is_no_second_one_to_the_question_before() -> (
    None
):
    first, second = IN_FLIGHT.prompts
    twice = replace(second, attempted_at=moment(20), message_id=MessageId(14))
    session = replace(IN_FLIGHT, prompts=(first, twice))

    turn = take(session, Reply(MessageId(12), moment(21), "words"))

    assert turn.effects[0] == AnswerRecorded(Q2, MessageId(12))


def test_a_message_for_a_skipped_question_that_came_too_early_for_the_next_answers_it() -> None:
    skipped = engine.skip(OPENED).session

    turn = take(skipped, said(11, "after all"))

    assert turn.session.answers == (Answer(Q1, (words((11, "after all")),)),)
    assert turn.effects == (AnswerExtended(Q1, MessageId(11)),)


def test_a_typed_option_replaces_a_tapped_one_where_it_came_before_the_next_question() -> None:
    opened = followed(engine.open_round(asking(AGAIN, text_question("q2"))), 10)
    tapped = engine.choose(opened, AGAIN.id, ("yes",), moment(11)).session

    after = take(tapped, said(12, "no")).session

    assert after.answers[0].current == replace(words((12, "no")), options=("no",))


def test_a_reply_to_an_older_question_changes_its_answer() -> None:
    turn = take(SECOND, said(14, "uno", to=10))

    assert turn.session.answer(Q1) == Answer(Q1, (words((11, "one")), words((14, "uno"))))
    assert turn.session.open == Q2
    assert turn.effects == (AnswerReplaced(Q1, MessageId(14), words((11, "one"))),)


def test_a_reply_to_an_own_answer_changes_it() -> None:
    turn = take(SECOND, said(14, "uno", to=11))

    assert turn.effects == (AnswerReplaced(Q1, MessageId(14), words((11, "one"))),)


def test_a_reply_to_the_open_question_answers_it_wherever_it_stands() -> None:
    assert told(SECOND, 14, "two", to=13).answer(Q2) == Answer(Q2, (words((14, "two")),))


def test_a_reply_to_a_question_that_has_no_answer_gives_it_one() -> None:
    ahead = followed(engine.go_to(SECOND, Q3), 14)

    turn = take(ahead, said(15, "two", to=13))

    assert turn.effects == (AnswerReplaced(Q2, MessageId(15), None),)
    assert turn.session.open == Q3


def test_a_reply_to_something_else_is_a_message_like_any_other() -> None:
    assert told(SECOND, 14, "two", to=3).answer(Q2) == Answer(Q2, (words((14, "two")),))


def test_after_the_end_of_the_day_nothing_is_an_answer() -> None:
    assert take(FINISHED, said(18, "thanks")) == nothing(FINISHED, Misfit.NOTHING_OPEN)
    assert take(FINISHED, said(18, "thanks", to=17)) == nothing(FINISHED, Misfit.NOTHING_OPEN)


def test_a_reply_to_the_end_of_the_day_answers_the_question_opened_after_it() -> None:
    again = followed(engine.go_to(FINISHED, Q2), 18)

    assert told(again, 19, "zwei", to=17).answer(Q2) == Answer(
        Q2, (words((14, "two")), words((19, "zwei")))
    )


def test_a_message_before_the_end_of_the_day_has_arrived_belongs_to_the_last_question() -> None:
    ended = take(told(SECOND, 14, "two"), said(16, "three")).session

    assert take(ended, said(17, "more")).effects == (AnswerExtended(Q3, MessageId(17)),)


def test_words_that_are_no_option_are_not_stored() -> None:
    opened = followed(engine.open_round(asking(AGAIN)), 10)

    assert take(opened, said(11, "hm")) == Turn(opened, (NotUnderstood(AGAIN.id),))
    assert replies.answer_open(opened, said(11, "hm")) == Turn(opened, (NotUnderstood(AGAIN.id),))


def test_words_that_are_an_option_are_stored_with_it() -> None:
    opened = followed(engine.open_round(asking(LANGUAGES)), 10)

    answer = Answer(LANGUAGES.id, (replace(words((11, "1 3")), options=("ar", "uk")),))
    assert take(opened, said(11, "1 3")).session.answers == (answer,)


def test_after_closing_words_are_kept_but_do_not_count() -> None:
    turn = take(CLOSED, said(20, "two"))

    assert turn == Turn(replace(CLOSED, late=(Late(Q2, words((20, "two"))),)), (LateKept(Q2),))


def test_after_closing_a_reply_stands_for_the_whole_answer_and_a_message_adds_to_it() -> None:
    replaced = take(CLOSED, said(20, "uno", to=10)).session
    in_flight = engine.close(IN_FLIGHT).session

    added = take(take(in_flight, said(12, "more")).session, said(15, "yet more")).session

    assert replaced.late == (Late(Q1, words((20, "uno"))),)
    assert added.late == (Late(Q1, words((11, "one"), (12, "more"), (15, "yet more"))),)
    assert added.answers == IN_FLIGHT.answers


def test_words_whose_place_was_unclear_answer_the_open_question() -> None:
    turn = replies.answer_open(SECOND, said(12, "two"))

    assert turn.session.answer(Q2) == Answer(Q2, (words((12, "two")),))
    assert turn.effects == (AnswerRecorded(Q2, MessageId(12)), AskQuestion(Q3, Lead.NOTED))


def test_words_whose_place_was_unclear_are_kept_where_the_round_has_closed_meanwhile() -> None:
    turn = replies.answer_open(CLOSED, said(20, "two"))

    assert turn == Turn(replace(CLOSED, late=(Late(Q2, words((20, "two"))),)), (LateKept(Q2),))


def test_words_whose_place_was_unclear_need_an_open_question() -> None:
    assert replies.answer_open(FINISHED, said(18, "x")) == nothing(FINISHED, Misfit.NOTHING_OPEN)


def test_an_edited_message_becomes_a_new_version_of_its_answer() -> None:
    turn = replies.edit(EXTENDED, changed(12, "and much more", 30))

    assert turn.effects == (AnswerEdited(Q1),)
    newest = words((11, "one"), (12, "and much more"), at=30)
    answer = EXTENDED.answers[0].revised(newest)
    assert turn.session == replace(EXTENDED, answers=(answer,))


def test_an_edit_that_comes_again_changes_nothing() -> None:
    after = replies.edit(SECOND, changed(11, "uno", 30)).session

    assert replies.edit(after, changed(11, "uno", 30)) == Turn(after)


def test_an_edit_of_something_else_changes_nothing() -> None:
    unknown = nothing(SECOND, Misfit.UNKNOWN_MESSAGE)

    assert replies.edit(SECOND, changed(5, "x", 30)) == unknown


def test_an_edit_to_what_is_no_option_changes_nothing() -> None:
    chosen = told(followed(engine.open_round(asking(AGAIN)), 10), 11, "yes")

    not_understood = Turn(chosen, (NotUnderstood(AGAIN.id),))
    assert replies.edit(chosen, changed(11, "hm", 30)) == not_understood
    after = replies.edit(chosen, changed(11, "no", 30)).session
    assert after.answers[0].current == replace(words((11, "no"), at=30), options=("no",))


def test_an_edit_after_closing_does_not_count() -> None:
    turn = replies.edit(CLOSED, changed(11, "uno", 30))

    kept = Late(Q1, words((11, "uno"), at=30))
    assert turn == Turn(replace(CLOSED, late=(kept,)), (LateKept(Q1),))
    again = replies.edit(turn.session, changed(11, "eins", 31))
    assert again.session == replace(CLOSED, late=(Late(Q1, words((11, "eins"), at=31)),))


def test_an_edit_finds_its_own_among_several_late_words() -> None:
    both = take(take(CLOSED, said(20, "two")).session, said(21, "uno", to=10)).session

    after = replies.edit(both, changed(21, "eins", 30)).session

    assert after.late == (Late(Q2, words((20, "two"))), Late(Q1, words((21, "eins"), at=30)))


def test_an_edit_of_late_words_does_not_count_in_a_round_that_was_opened_again() -> None:
    late = take(CLOSED, said(20, "two")).session
    reopened = followed(engine.reopen(late), 21)

    turn = replies.edit(reopened, changed(20, "zwei", 30))

    kept = Late(Q2, words((20, "zwei"), at=30))
    assert turn == Turn(replace(reopened, late=(kept,)), (LateKept(Q2),))


def test_an_edit_of_an_answer_counts_in_a_round_that_was_opened_again() -> None:
    late = take(engine.close(IN_FLIGHT).session, said(12, "more")).session
    reopened = followed(engine.reopen(late), 21)

    turn = replies.edit(reopened, changed(11, "uno", 30))

    assert turn.effects == (AnswerEdited(Q1),)
    assert turn.session.answer(Q1) == Answer(Q1, (words((11, "one")), words((11, "uno"), at=30)))
    assert turn.session.late == late.late


def test_after_a_replaced_answer_both_can_be_kept_once() -> None:
    replaced = take(SECOND, said(14, "uno", to=10)).session

    turn = replies.keep_both(replaced, Q1, 2, moment(30))

    assert turn.effects == (AnswerEdited(Q1),)
    both = words((11, "one"), (14, "uno"), at=30)
    assert turn.session == replaced.with_answer(replaced.answers[0].revised(both))
    stale = nothing(turn.session, Misfit.ALREADY_ANSWERED, Q1)
    assert replies.keep_both(turn.session, Q1, 2, moment(31)) == stale


def test_after_a_replaced_answer_the_old_one_can_be_used_once() -> None:
    replaced = take(SECOND, said(14, "uno", to=10)).session

    turn = replies.use_old(replaced, Q1, 2, moment(30))

    assert turn.effects == (AnswerEdited(Q1),)
    assert turn.session.answers[0].current == words((11, "one"), at=30)
    stale = nothing(turn.session, Misfit.ALREADY_ANSWERED, Q1)
    assert replies.use_old(turn.session, Q1, 2, moment(31)) == stale


@pytest.mark.parametrize("choose", [replies.keep_both, replies.use_old])
def test_there_is_no_older_version_to_choose_where_there_is_only_one(
    choose: Callable[[Session, QuestionId, int, datetime], Turn],
) -> None:
    one = nothing(SECOND, Misfit.ALREADY_ANSWERED, Q1)
    none = nothing(SECOND, Misfit.ALREADY_ANSWERED, Q3)
    closed = nothing(CLOSED, Misfit.ALREADY_ANSWERED, Q1)

    assert choose(SECOND, Q1, 1, moment(30)) == one
    assert choose(SECOND, Q3, 0, moment(30)) == none
    assert choose(CLOSED, Q1, 1, moment(30)) == closed


def test_a_message_added_to_an_answer_can_answer_the_open_question_instead() -> None:
    turn = replies.move_to_open(EXTENDED, MessageId(12), moment(30))

    rest = words((11, "one"), at=30)
    moved = Revision(moment(30), (Part(MessageId(12), "and more"),))
    assert turn.session.answers == (EXTENDED.answers[0].revised(rest), Answer(Q2, (moved,)))
    assert turn.effects == (AnswerRecorded(Q2, MessageId(12)), AskQuestion(Q3, Lead.NOTED))


def test_a_second_tap_does_not_move_a_message_on() -> None:
    moved = replies.move_to_open(EXTENDED, MessageId(12), moment(30)).session

    stale = nothing(moved, Misfit.ALREADY_ANSWERED, Q2)
    assert replies.move_to_open(moved, MessageId(12), moment(31)) == stale
    arrived = delivered(moved, 31)
    stale = nothing(arrived, Misfit.ALREADY_ANSWERED, Q2)
    assert replies.move_to_open(arrived, MessageId(12), moment(32)) == stale


def test_moving_the_only_words_of_a_skipped_question_leaves_it_skipped() -> None:
    skipped = engine.skip(OPENED).session
    added = delivered(take(skipped, said(11, "two")).session, 12)

    after = replies.move_to_open(added, MessageId(11), moment(30)).session

    assert (after.answer(Q1), after.open) == (Answer(Q1), Q3)


def test_moving_words_that_replaced_a_tapped_option_brings_the_option_back() -> None:
    opened = followed(engine.open_round(asking(AGAIN, text_question("q2"))), 10)
    tapped = engine.choose(opened, AGAIN.id, ("yes",), moment(11)).session
    typed = delivered(take(tapped, said(12, "no")).session, 13)

    after = replies.move_to_open(typed, MessageId(12), moment(30)).session

    assert after.answers[0].current == Revision(moment(30), options=("yes",))
    assert after.state is SessionState.FINISHED


def test_words_are_not_moved_to_a_question_that_they_do_not_fit() -> None:
    opened = followed(engine.open_round(asking(text_question("q1"), AGAIN)), 10)
    added = take(take(opened, said(11, "one")).session, said(12, "and more")).session

    turn = replies.move_to_open(added, MessageId(12), moment(30))

    assert turn == Turn(added, (NotUnderstood(AGAIN.id),))


def test_only_what_belongs_to_another_question_is_moved() -> None:
    number = MessageId(11)
    returned = followed(engine.back(SECOND), 14)

    assert replies.move_to_open(CLOSED, number, moment(30)) == nothing(CLOSED, Misfit.CLOSED)
    about_first = nothing(returned, Misfit.ALREADY_ANSWERED, Q1)
    assert replies.move_to_open(returned, number, moment(30)) == about_first
    unknown = nothing(SECOND, Misfit.ALREADY_ANSWERED)
    assert replies.move_to_open(SECOND, MessageId(5), moment(30)) == unknown
    done = nothing(FINISHED, Misfit.ALREADY_ANSWERED, Q1)
    assert replies.move_to_open(FINISHED, number, moment(30)) == done


def test_a_reply_to_late_words_is_about_the_same_question() -> None:
    late = keep_late(CLOSED, Q1, words((20, "uno")), replacing=True).session

    assert replies.replied_to(late, said(21, "eins", to=20)) == Q1


def test_a_reply_to_a_copy_that_nobody_confirmed_answers_its_question() -> None:
    perhaps = replace(OPENED, prompts=(Prompt(Q1, None, moment(0)),))
    second = delivered(take(perhaps, said(11, "one")).session, 13)

    assert replies.replied_to(second, said(14, "better", to=9)) == Q1
    assert replies.replied_to(second, said(14, "two", to=13)) == Q2
    assert replies.replied_to(second, said(15, "thanks", to=14)) is None
