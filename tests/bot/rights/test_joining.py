from dataclasses import replace

import pytest

from bot.messages import joining as messages
from bot.messages.wording import in_language
from bot.service import joining
from flows.attribution import Attribution
from flows.workshop import Joining
from storage.participants import Consent, ConsentKind
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat
from tests.bot.rights.setting import LINK, consents, joined, texts

INVITATION = """\
Hello Leo. Jonna Beispiel invites you to the workshop <b>Netzwerkarbeit</b> \
(30 and 31 January 2027, Beispielhaus e. V., Musterstadt). On both days you get five questions here.

<b>What happens to your answers</b>
• I store them with your Telegram name, encrypted, until 30 July 2027.
• The facilitators see who has answered and read the answers.
• A sentence of yours goes into the post only if you allow it first.
• In a small group people may recognise you, even without your name.
• Taking part is voluntary. You can stop and delete at any time: /forgetme

Do you agree?"""

FIRST_QUESTION = "What does networking mean to us, and how do we go about it?"


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def test_the_link_asks_first_and_yes_weighs_as_much_as_no(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    assert leo.last.text == INVITATION
    assert leo.last.labels == [
        ["I agree", "No, thanks"],
        ["More about privacy", "Deutsch"],
    ]
    assert [button.get("style") for row in leo.last.buttons for button in row] == [None] * 4
    assert workshop.participant(leo).state is Joining.INVITED


def test_german_speakers_are_asked_in_german(chat: Chat, workshop: Arranged) -> None:
    amira = chat.person(50, "Amira Haddad", "de")
    amira.says(LINK)
    assert amira.last.text.startswith("Hallo Amira. Jonna Beispiel lädt dich zum Workshop")
    assert amira.last.labels[0] == ["Ich stimme zu", "Nein, danke"]


def test_consent_is_recorded_with_the_words_that_were_shown(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    workshop.reschedule(2, None)
    leo.presses("I agree")
    assert consents(workshop, leo) == [
        Consent(ConsentKind.TAKING_PART, messages.VERSION, INVITATION, chat.now)
    ]
    assert texts(leo.sees())[0] == "✓ You agreed on 25 January 2027 (version 2). Change: /privacy"


def test_typing_the_label_agrees_too(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    leo.says("i agree")
    assert workshop.participant(leo).state is Joining.AGREED
    assert [one.wording for one in consents(workshop, leo)] == [INVITATION]


def test_after_the_choice_of_quoting_everything_is_set(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    participant = workshop.participant(leo)
    assert (participant.state, participant.attribution) == (
        Joining.JOINED,
        Attribution.FIRST_NAME,
    )
    assert texts(leo.sees())[-2:] == [
        "✓ Suggestion: as “Leo”. Change: /privacy",
        "All set. The first question comes on Saturday, 30 January, at "
        '<tg-time unix="1801324800">17:00 (Berlin)</tg-time>. Until then there is nothing to do.',
    ]


def test_who_joins_while_a_round_is_open_gets_its_first_question_at_once(
    chat: Chat, workshop: Arranged
) -> None:
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    assert FIRST_QUESTION in leo.last.text


def test_without_dates_the_invitation_says_how_long_in_words(
    chat: Chat, workshop: Arranged
) -> None:
    workshop.reschedule(1, None)
    workshop.reschedule(2, None)
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    assert "(Beispielhaus e. V., Musterstadt)" in leo.last.text
    assert "encrypted, until 180 days after the last day." in leo.last.text
    leo.presses("I agree")
    leo.presses("Without a name")
    assert leo.last.text == (
        "All set. When it starts, the question comes here by itself. There is nothing to do."
    )


def test_no_leaves_nothing_behind(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    leo.presses("No, thanks")
    assert leo.last.text == (
        "All right. I have deleted everything I just received from you. "
        "If you want to join after all, open the link again."
    )
    assert leo.sees()[0].buttons == ()
    with chat.begin() as step:
        assert step.work.people.by_chat(leo.id) is None
        assert step.work.traces.said(leo.id) == ()
        assert step.work.outbox.states("farewell:") == []


def test_no_from_somebody_with_a_role_keeps_the_role(chat: Chat, workshop: Arranged) -> None:
    workshop.jonna.says(LINK)
    workshop.jonna.presses("Nein, danke")
    assert workshop.jonna.last.text.startswith("In Ordnung. Ich habe alles gelöscht")
    with chat.begin() as step:
        person = step.work.people.by_chat(workshop.jonna.id)
        assert person is not None
        assert step.work.participants.of_person(person.id) == ()


def test_the_other_language_is_one_tap_away(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "de")
    leo.says(LINK)
    leo.presses("English")
    assert texts(leo.sees()) == [INVITATION]
    assert workshop.person(leo).language == "en"
    assert workshop.person(leo).language_chosen


def test_the_privacy_text_opens_in_place_and_goes_back(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    leo.presses("More about privacy")
    assert leo.last.text.startswith("<b>Privacy</b> – Netzwerkarbeit (version 2, 25 November 2026)")
    assert leo.last.labels == [["Back"]]
    leo.presses("Back")
    assert texts(leo.sees()) == [INVITATION]


def test_a_link_that_is_not_valid_gives_no_title_away(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    for token in ("p_old", "f_old", "o_old", "own_old", "nonsense"):
        leo.says(f"/start {token}")
        assert leo.last.text == (
            "This link is no longer valid. Please ask the person who gave it to you for a new one."
        )


def test_the_same_link_again_says_so_and_shows_what_comes_next(
    chat: Chat, workshop: Arranged
) -> None:
    leo = joined(chat)
    leo.says(LINK)
    assert texts(leo.sees())[-2:] == [
        "You are already taking part in <b>Netzwerkarbeit</b>.",
        "No question is open right now. Day 1 begins on Saturday, 30 January, at "
        '<tg-time unix="1801324800">17:00 (Berlin)</tg-time>.',
    ]
    workshop.wakes(at(30, "17:00"))
    leo.says(LINK)
    assert FIRST_QUESTION in leo.last.text


def test_who_stopped_half_way_is_asked_where_they_stopped(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says(LINK)
    leo.says("/start")
    assert leo.last.text == INVITATION
    leo.presses("I agree")
    for text in ("/start", LINK, "What now?"):
        leo.says(text)
        assert leo.last.labels == [
            ["As “Leo Lind”", "As “Leo”"],
            ["Without a name", "Do not quote"],
            ["Another name"],
        ]


def test_who_agreed_to_an_older_text_is_asked_again(chat: Chat, workshop: Arranged) -> None:
    leo = workshop.joins("Leo Lind", language="en")
    participant = workshop.participant(leo)
    older = Consent(ConsentKind.TAKING_PART, messages.VERSION - 1, "an older text", chat.now)
    with chat.begin() as step:
        step.work.consents.give(participant.id, older)
    for _ in range(2):
        with chat.begin() as step:
            joining.ask_again(step)
    asked = (
        "The text you agreed to for <b>Netzwerkarbeit</b> has changed. Please read the new one.\n\n"
        + INVITATION
    )
    assert texts(leo.sees()) == [asked]
    leo.says("/start")
    leo.says(LINK)
    assert texts(leo.sees()) == [asked, asked, asked]
    leo.presses("I agree")
    assert workshop.participant(leo) == participant
    assert consents(workshop, leo) == [
        replace(older, withdrawn_at=chat.now),
        Consent(ConsentKind.TAKING_PART, messages.VERSION, asked, chat.now),
    ]
    with chat.begin() as step:
        joining.ask_again(step)
    assert len(leo.sees()) == 3


def test_saying_no_to_a_newer_text_leaves_the_workshop(chat: Chat, workshop: Arranged) -> None:
    leo = workshop.joins("Leo Lind", language="en")
    leo.says("/start")
    leo.presses("No, thanks")
    assert workshop.participant(leo).state is Joining.LEFT
    assert leo.last.text == (
        "You have left the workshop <b>Netzwerkarbeit</b>. I send you nothing more."
    )


def test_the_buttons_of_somebody_else_do_nothing(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    number = workshop.participant(leo).id
    eve = chat.person(66, "Eve", "en")
    for data in ("joinyes", "joinno", "joinmore", "joinback", "joinlang", "quotechange"):
        eve.taps(leo.last.message_id, f"{data}:{number}:en")
    for data in ("privacy", "leave", "leaveundo", "leavedelete", "leavedeleteyes", "quotename"):
        eve.taps(leo.last.message_id, f"{data}:{number}")
    eve.taps(leo.last.message_id, f"quote:{number}:unnamed")
    stale = "This button no longer does anything. Nothing changes. What you can do: /help"
    assert chat.toasts == [stale] * 13
    assert eve.sees() == []
    assert workshop.participant(leo).attribution is Attribution.FIRST_NAME


def test_questions_to_come_are_counted_for_any_number_of_days() -> None:
    _ = in_language("en")
    assert [str(messages.questions_to_come(_, asked)) for asked in ((4,), (4, 4), (3, 3, 3))] == [
        "You get four questions here.",
        "On both days you get four questions here.",
        "On each of 3 days you get three questions here.",
    ]
    assert str(messages.questions_to_come(_, (4, 5))) == "On 2 days you get nine questions here."


def test_who_joins_after_the_last_day_is_told_that_it_is_over(
    chat: Chat, workshop: Arranged
) -> None:
    for moment in (at(30, "17:00"), at(30, "21:00"), at(31, "15:30"), at(31, "19:00")):
        workshop.wakes(moment)
    leo = joined(chat)
    assert leo.last.text == (
        "All set. All days of this workshop are closed, so there is nothing to do."
    )
