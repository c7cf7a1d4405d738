"""Words after closing never count by themselves."""

from dataclasses import replace

from flows import engine, late
from flows.effects import AskQuestion, Lead, Misfit, NotNow
from flows.replies import Edit, edit, move_to_open, take
from flows.session import Answer, Late, Revision, SessionState
from flows.turn import Turn
from tests.flows.talking import (
    AGAIN,
    FRESH,
    Q1,
    Q2,
    Q3,
    asking,
    followed,
    moment,
    said,
    told,
    words,
)

SECOND = told(followed(engine.open_round(FRESH), 10), 11, "one")
CLOSED = engine.close(SECOND).session
LATE = take(CLOSED, said(20, "two")).session
"""Question 2 was open at closing; words for it came after."""


def test_included_words_count_and_the_session_stays_closed() -> None:
    included = late.include(LATE, Q2)

    answers = (*CLOSED.answers, Answer(Q2, (words((20, "two")),)))
    assert included == Turn(replace(CLOSED, open=None, answers=answers))


def test_dropped_words_leave_nothing() -> None:
    assert late.drop(LATE, Q2) == Turn(CLOSED)


def test_what_is_decided_is_not_decided_again() -> None:
    for decided in (late.include(LATE, Q2).session, late.drop(LATE, Q2).session):
        nothing = Turn(decided, (NotNow(Misfit.ALREADY_ANSWERED, Q2),))
        assert late.include(decided, Q2) == late.drop(decided, Q2) == nothing


def test_a_decision_about_one_question_leaves_the_late_words_of_others() -> None:
    both = take(LATE, said(21, "uno", to=10)).session

    assert late.include(both, Q1).session == replace(
        LATE, answers=(Answer(Q1, (words((11, "one")), words((21, "uno")))),)
    )
    assert late.drop(both, Q2).session.late == (Late(Q1, words((21, "uno"))),)


def test_where_the_answer_was_included_opening_again_asks_the_next_question() -> None:
    included = late.include(LATE, Q2).session

    turn = engine.reopen(included)

    assert (turn.session.open, turn.effects) == (Q3, (AskQuestion(Q3, Lead.AGAIN),))


def test_opening_again_does_not_make_late_words_count() -> None:
    reopened = engine.reopen(LATE)

    assert reopened.effects == (AskQuestion(Q2, Lead.AGAIN),)
    assert (reopened.session.answers, reopened.session.late) == (CLOSED.answers, LATE.late)


def test_including_in_a_round_that_was_opened_again_answers_the_open_question() -> None:
    reopened = followed(engine.reopen(LATE), 21)

    turn = late.include(reopened, Q2)

    assert turn.effects == (AskQuestion(Q3, Lead.NOTED),)
    assert (turn.session.state, turn.session.open) == (SessionState.OPEN, Q3)
    assert turn.session.answer(Q2) == Answer(Q2, (words((20, "two")),))


def test_what_was_said_after_opening_again_follows_the_late_words() -> None:
    answered = told(followed(engine.reopen(LATE), 21), 22, "zwei")

    included = late.include(answered, Q2).session

    assert included.answer(Q2) == Answer(
        Q2,
        (
            words((22, "zwei")),
            words((20, "two")),
            words((20, "two"), (22, "zwei")),
        ),
    )


def test_a_message_that_is_in_both_reads_as_it_was_said_last() -> None:
    in_flight = engine.close(take(followed(engine.open_round(FRESH), 10), said(11, "one")).session)
    added = take(in_flight.session, said(12, "more")).session
    edited = edit(engine.reopen(added).session, Edit(said(11, "").message_id, moment(30), "uno"))

    included = late.include(edited.session, Q1).session

    assert included.answers[0].current == words((11, "uno"), (12, "more"), at=30)


def test_a_later_tap_counts_more_than_late_words() -> None:
    opened = followed(engine.open_round(asking(AGAIN)), 10)
    kept = take(engine.close(opened).session, said(20, "yes")).session
    tapped = engine.choose(engine.reopen(kept).session, AGAIN.id, ("no",), moment(25)).session

    included = late.include(tapped, AGAIN.id).session

    assert included.answers[0].current == Revision(moment(25), options=("no",))


def test_a_message_that_was_moved_meanwhile_is_not_included_where_it_came_from() -> None:
    second = take(SECOND, said(12, "and more")).session
    closed = engine.close(second).session
    late_too = take(closed, said(20, "and this", to=11)).session
    edited = edit(closed, Edit(said(12, "x").message_id, moment(30), "and MORE")).session
    moved = {
        name: move_to_open(
            followed(engine.reopen(session), 22), said(12, "x").message_id, moment(40)
        ).session
        for name, session in (("added", late_too), ("edited", edited))
    }

    assert [
        [
            part.text
            for answer in late.include(session, Q1).session.answers
            if answer.current
            for part in answer.current.parts
        ]
        for session in moved.values()
    ] == [["and this", "one", "and more"], ["one", "and more"]]


def test_late_words_that_were_all_moved_leave_nothing_to_include() -> None:
    edited = edit(CLOSED, Edit(said(11, "x").message_id, moment(30), "ONE")).session
    again = followed(engine.reopen(edited), 22)
    moved = move_to_open(again, said(11, "x").message_id, moment(40)).session

    assert late.include(moved, Q1) == Turn(replace(moved, late=()))
