from dataclasses import replace

import pytest

from bot.chat import helping, routes
from bot.chat.incoming import Medium
from flows.workshop import Role
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat
from tests.bot.rights.setting import joined, texts


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def test_it_knows_the_commands_that_there_are() -> None:
    assert set(helping.EVERYBODY) == set(routes.COMMANDS)
    assert set(helping.TEAM) == set(routes.TEAM_COMMANDS) | set(routes.WORKSHOP_COMMANDS)


def test_help_is_for_the_role_of_who_asks(chat: Chat, workshop: Arranged) -> None:
    leo, sam = joined(chat), chat.person(99, "Sam", "en")
    leo.says("/help")
    assert leo.last.text.startswith("<b>Taking part</b>\n")
    assert leo.last.labels == [["My answers"], ["Privacy", "Language"]]
    workshop.jonna.says("/help")
    assert workshop.jonna.last.text.startswith("<b>Moderieren</b>\n")
    assert workshop.jonna.last.labels == [["Datenschutz", "Sprache"]]
    sam.says("/help")
    assert sam.last.text.startswith("Hello. I am Nachklang")


def test_help_leads_to_the_open_question(chat: Chat, workshop: Arranged) -> None:
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    leo.says("/help")
    assert leo.last.labels == [["Open question"], ["My answers"], ["Privacy", "Language"]]
    leo.presses("Open question")
    assert "Question 1 of 5" in leo.last.text
    leo.says("/help")
    leo.presses("Privacy")
    assert leo.last.text.startswith("<b>Privacy</b>")
    leo.taps(leo.last.message_id, "do:everything")
    assert len(chat.toasts) == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("publish", "Only the facilitators can publish."),
        ("status", "Only the facilitators can see that."),
        ("shift", "Only the facilitators can open, close and move rounds."),
        ("invite", "Only the facilitators can invite people."),
        ("new", "Only people who facilitate here can set up a workshop."),
        ("delete", "Only the facilitators can do that."),
    ],
)
def test_who_may_not_is_told_who_may(
    chat: Chat, workshop: Arranged, command: str, words: str
) -> None:
    leo, sam = joined(chat), chat.person(99, "Sam", "en")
    leo.says(f"/{command}")
    assert leo.last.text == f"{words} You can go on answering or look at your answers."
    assert leo.last.labels == [["My answers", "Help"]]
    sam.says(f"/{command}")
    assert sam.last.text == words
    assert sam.last.labels == [["Help"]]


def test_a_refusal_offers_the_open_question(chat: Chat, workshop: Arranged) -> None:
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    leo.says("/publish")
    assert leo.last.labels == [["Open question"], ["My answers", "Help"]]


def test_the_nearest_command_is_suggested_to_who_may_use_it(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    for typed, answer in (
        ("anwsers", "I do not know /anwsers. Did you mean /answers?"),
        ("publsh", "I do not know /publsh."),
        ("xyzzy", "I do not know /xyzzy."),
        ("<b>", "I do not know /&lt;b&gt;."),
    ):
        leo.says(f"/{typed}")
        assert leo.last.text == answer
    workshop.jonna.says("/publsh")
    assert workshop.jonna.last.text == "/publsh kenne ich nicht. Meinst du /publish?"


@pytest.mark.parametrize(
    ("medium", "words"),
    [
        (Medium.STICKER, "I cannot use stickers. Please type your answer as text."),
        (
            Medium.PICTURE,
            "I cannot use pictures. I have not downloaded yours. Please type your answer as text.",
        ),
        (
            Medium.OTHER,
            "I cannot use that, and have not kept it. Please type your answer as text.",
        ),
        (
            Medium.VOICE,
            "I do not understand voice messages yet. I have not downloaded it.\n"
            "Tip: tap the microphone of your keyboard and speak. Your phone then types for you.",
        ),
    ],
)
def test_what_is_no_text_is_answered_and_the_question_offered_again(
    chat: Chat, workshop: Arranged, medium: Medium, words: str
) -> None:
    leo = joined(chat)
    leo.shows(medium)
    assert (leo.last.text, leo.last.buttons) == (words, ())
    workshop.wakes(at(30, "17:00"))
    leo.shows(medium)
    separator = "\n" if medium is Medium.VOICE else " "
    assert leo.last.text == f"{words}{separator}Question 1 is open."
    leo.presses("Show question 1")
    assert "Question 1 of 5" in leo.last.text


def test_starting_again_shows_what_is_most_useful(chat: Chat, workshop: Arranged) -> None:
    renate = workshop.has_role("Renate Probe", Role.ORGANISER, "en")
    renate.says("/start")
    assert renate.last.text == (
        "You are an organiser of <b>Netzwerkarbeit</b>. "
        "You get the post and the files here as soon as they are ready."
    )
    workshop.jonna.says("/start")
    assert workshop.jonna.last.text.startswith("<b>Netzwerkarbeit</b>\n")
    workshop.jonna.says("Hallo?")
    assert workshop.jonna.last.text.startswith(
        "Das habe ich nicht gespeichert.\nDu moderierst <b>Netzwerkarbeit</b>."
    )
    sam = chat.person(99, "Sam", "en")
    sam.says("/start")
    assert sam.last.text == (
        "Hello. I am Nachklang and accompany workshops with questions. "
        "To join you need an invitation link from the facilitators."
    )
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    leo.says("/start")
    assert "Question 1 of 5" in leo.last.text


def test_an_owner_without_a_workshop_is_shown_how_to_set_one_up(chat: Chat) -> None:
    with chat.begin() as step:
        ada = step.work.people.add(chat.person(7, "Ada").id, "Ada Muster", "en", chat.now)
        step.work.people.save(replace(ada, owner=True))
    human = chat.person(7, "Ada Muster", "en")
    human.says("/start")
    human.says("/workshop")
    no_workshop = "You have no workshop yet. /new sets one up. It takes about two minutes."
    assert texts(human.sees()) == [no_workshop, no_workshop]


def test_the_next_day_is_told_to_who_writes_between_the_days(
    chat: Chat, workshop: Arranged
) -> None:
    leo = joined(chat)
    leo.says("Hello?")
    assert leo.last.text == (
        "No question is open right now. I have not stored this as an answer. "
        "Day 1 begins on Saturday, 30 January, at "
        '<tg-time unix="1801324800">17:00 (Berlin)</tg-time>.'
    )
    workshop.reschedule(1, None)
    workshop.reschedule(2, None)
    leo.says("/start")
    assert leo.last.text == (
        "No question is open right now. "
        "When it starts, the question comes here by itself. There is nothing to do."
    )


def test_the_language_is_chosen_by_button_or_word(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    leo.says("/language")
    assert leo.last.labels == [["Deutsch", "English"]]
    leo.presses("Deutsch")
    assert leo.last.text == "✓ Ich spreche jetzt Deutsch mit dir."
    assert (workshop.person(leo).language, workshop.person(leo).language_chosen) == ("de", True)
    leo.says("/language English")
    assert leo.last.text == "✓ I speak English with you now."
    leo.taps(leo.last.message_id, "lang:tlh")
    assert workshop.person(leo).language == "en"
    menus = [call for call in chat.calls if call.draft.method == "setMyCommands"]
    assert len(menus) == 2
