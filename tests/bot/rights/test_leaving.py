import pytest

from bot.messages.message import Message
from bot.service.leaving import delete_answers, leave
from flows.consent import QuoteState
from flows.session import SessionState
from flows.workshop import Joining
from storage.participants import ConsentKind
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import LINK, consents, joined, published, texts
from tests.bot.rights.test_privacy import in_both
from tests.bot.sentences import allow, states


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def answering(workshop: Arranged) -> Human:
    """Somebody who has answered the first question of an open round."""
    workshop.wakes(at(30, "17:00"))
    leo = joined(workshop.chat)
    leo.says("Mostly listening.")
    return leo


def test_leaving_is_done_at_once_and_can_be_undone(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/leave")
    assert leo.last.text == (
        "You have left the workshop <b>Netzwerkarbeit</b>. I send you nothing more.\n"
        "Your answer stays and counts. No sentence of yours is quoted."
    )
    assert leo.last.labels == [["Join again", "Delete my answers"]]
    leo.presses("Join again")
    assert workshop.participant(leo).state is Joining.JOINED
    assert texts(leo.sees())[-2] == "✓ You are taking part in <b>Netzwerkarbeit</b> again."
    assert leo.last.text.startswith("Question 2 of 5")
    leo.says("My old neighbours.")
    assert leo.last.text.startswith("Noted. Question 3 of 5")


def test_who_leaves_is_quoted_no_more_and_who_comes_back_is_asked_anew(
    chat: Chat, workshop: Arranged
) -> None:
    leo = answering(workshop)
    allow(workshop)
    published(workshop)
    leo.says("/leave")
    assert states(workshop) == [QuoteState.PROPOSED]
    workshop.attends()
    assert workshop.jonna.last.text.startswith("<b>1 Zitat wurde zurückgezogen.</b>")
    leo.presses("Join again")
    assert states(workshop) == [QuoteState.PROPOSED]
    given = [(one.kind, one.withdrawn_at) for one in consents(workshop, leo)]
    assert given[-1] == (ConsentKind.QUOTE, chat.now)


def test_nothing_is_sent_to_who_has_left(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/leave")
    seen = len(leo.sees())
    for moment in (at(30, "20:00"), at(30, "21:00"), at(31, "15:30"), at(31, "19:00")):
        workshop.wakes(moment)
    assert len(leo.sees()) == seen


def test_what_was_planned_for_who_leaves_is_not_sent(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    participant, person = workshop.participant(leo), workshop.person(leo)
    with chat.begin() as step:
        step.say(leo.id, Message("a question"), workshop_id=workshop.id)
        leave(step, person, participant)
    assert "a question" not in texts(leo.sees())


def test_answers_given_before_leaving_still_count(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/leave")
    with chat.begin() as step:
        said = [one.text for one in step.work.summaries.answers(workshop.id)]
    assert said == ["Mostly listening."]


def test_what_is_written_after_leaving_is_not_an_answer(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/leave")
    leo.says("Still here?")
    assert leo.last.text == (
        "You have left the workshop <b>Netzwerkarbeit</b>. I have not stored this."
    )
    assert leo.last.labels == [["Join again"]]


def test_answers_can_be_deleted_too_after_one_question(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/leave")
    leo.presses("Delete my answers")
    assert leo.last.text == (
        "Delete your answer in <b>Netzwerkarbeit</b> with all its versions and your consents "
        "there? Nobody can bring it back."
    )
    leo.presses("Cancel")
    assert leo.last.text == "Nothing deleted."
    leo.says("/privacy")
    leo.presses("Delete my answers")
    leo.presses("Delete 1 answer")
    assert leo.last.text == (
        "Deleted: your answers and consents in <b>Netzwerkarbeit</b>. "
        "You do not take part in it any more."
    )
    with chat.begin() as step:
        assert step.work.summaries.answers(workshop.id) == ()
        assert step.work.people.by_chat(leo.id) is None


def test_facilitators_hear_that_deleted_answers_have_left_the_post(
    chat: Chat, workshop: Arranged
) -> None:
    leo = answering(workshop)
    allow(workshop)
    published(workshop)
    person, participant = workshop.person(leo), workshop.participant(leo)
    with chat.begin() as step:
        delete_answers(step, person, participant)
    workshop.attends()
    told = workshop.jonna.last.text
    assert told.startswith("<b>1 Zitat wurde zurückgezogen.</b>")
    assert "Leo" not in told


def test_the_link_brings_back_who_left_after_asking_again(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/leave")
    leo.says(LINK)
    leo.presses("No, thanks")
    assert leo.last.text == "All right. You stay out of it, and nothing changes."
    leo.says(LINK)
    leo.presses("I agree")
    leo.presses("As “Leo Lind”")
    assert workshop.participant(leo).state is Joining.JOINED
    assert leo.last.text.startswith("Question 2 of 5")


def test_coming_back_after_the_round_has_closed_opens_nothing(
    chat: Chat, workshop: Arranged
) -> None:
    leo = answering(workshop)
    leo.says("/leave")
    workshop.wakes(at(30, "21:00"))
    leo.presses("Join again")
    assert leo.last.text.startswith("All set. The next question comes tomorrow at")
    with chat.begin() as step:
        states = [
            one.session.state
            for one in step.work.sessions.of_participant(
                step.work.participants.joined(workshop.id)[0].id
            )
        ]
    assert states == [SessionState.CLOSED]


def test_who_stopped_before_the_last_step_comes_back_to_it(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    leo.presses("I agree")
    leo.says("/leave")
    assert leo.last.labels == [["Join again"]]
    leo.presses("Join again")
    assert workshop.participant(leo).state is Joining.AGREED
    assert "How may I quote you?" in leo.last.text


def test_joining_again_needs_the_consent_of_today(chat: Chat, workshop: Arranged) -> None:
    leo = workshop.joins("Leo Lind", language="en")
    leo.says("/leave")
    leo.presses("Join again")
    assert leo.last.labels[0] == ["I agree", "No, thanks"]
    assert workshop.participant(leo).state is Joining.LEFT


def test_with_several_workshops_it_asks_which_and_leaves_only_that(
    chat: Chat, workshop: Arranged
) -> None:
    leo = in_both(workshop)
    leo.says("/leave")
    assert leo.last.text == "Which workshop do you want to leave?"
    leo.presses("Elterncafé")
    assert leo.last.text.startswith("You have left the workshop <b>Elterncafé</b>.")
    assert workshop.participant(leo).state is Joining.JOINED


def test_who_takes_part_in_nothing_cannot_leave(chat: Chat, workshop: Arranged) -> None:
    workshop.jonna.says("/leave")
    assert workshop.jonna.last.text == "Du machst bei keinem Workshop mit. Alles löschen: /forgetme"
