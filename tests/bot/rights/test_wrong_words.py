"""What people type where it means nothing, and what they read then."""

from datetime import timedelta

import pytest

from flows.workshop import Joining
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat
from tests.bot.rights.setting import joined


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def test_words_instead_of_a_consent_are_answered_with_what_can_be_typed(
    chat: Chat, workshop: Arranged
) -> None:
    amira = chat.person(50, "Amira Haddad")
    amira.says(f"/start {workshop.workshop.invite_token}")
    asked = amira.last.text
    amira.says("ja")
    how = "Das habe ich nicht gespeichert. Tippe auf einen Knopf, oder schreib, was darauf steht: "
    assert amira.last.text == f"{asked}\n\n{how}„Ich stimme zu“, „Nein, danke“."
    assert workshop.participant(amira).state is Joining.INVITED
    amira.says("Ich stimme zu")
    amira.says("Ami")
    assert amira.last.text.endswith(f"{how}„Als „Amira Haddad““, „Als „Amira““.")


def test_a_command_is_never_said_to_be_lost_words(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    leo.says("/next")
    assert leo.last.text.startswith("No question is open right now. Day 1 begins")
    leo.says("/leave")
    leo.says("/next")
    assert leo.last.text == "You have left the workshop <b>Netzwerkarbeit</b>."
    leo.says("Hello?")
    assert leo.last.text.endswith("</b>. I have not stored this.")


def test_connect_in_a_private_chat_says_where_it_belongs(chat: Chat, workshop: Arranged) -> None:
    workshop.jonna.says("/connect g_9sWc4TnE1")
    assert workshop.jonna.last.text == (
        "Schreib /connect in der Gruppe oder im Kanal, wo der Beitrag erscheinen soll. "
        "Füg mich dort zuerst hinzu."
    )


def test_on_hold_no_time_is_named_that_has_passed(chat: Chat, workshop: Arranged) -> None:
    leo = workshop.joins("Leo Lind")
    workshop.wakes(at(30, "17:00"))
    workshop.jonna.says("/hold")
    chat.now += timedelta(hours=5)
    for _ in range(5):
        leo.says("/skip")
    assert leo.last.text.startswith("Das waren die Fragen für heute.")
    assert "21:00" not in leo.last.text
    leo.presses("Frage 1 beantworten")
    leo.says("/pause")
    assert "21:00" not in leo.last.text
    workshop.jonna.says("/status")
    assert workshop.jonna.last.text.startswith(
        "Angehalten: Von selbst passiert nichts. Weiter: /resume\n<b>Tag 1 läuft</b>"
    )


def test_nobody_is_no_plural(chat: Chat, workshop: Arranged) -> None:
    jonna = workshop.jonna
    jonna.says("/round 3")
    assert jonna.last.text.startswith("Diesen Tag gibt es im Workshop nicht.\n")
    jonna.says("/round 2")
    assert jonna.last.text.endswith("\nNoch macht niemand mit.")
    jonna.says("/shift 30m")
    jonna.presses("Allen Bescheid geben")
    assert jonna.last.text.startswith("Noch macht niemand mit, darum bekommt niemand")
    jonna.says("/publish")
    assert "<b>Wer fehlt:</b> Noch macht niemand mit." in jonna.last.text
    jonna.says("/round 1")
    jonna.presses("Jetzt öffnen")
    jonna.says("/close 1")
    assert "Gerade antwortet niemand." in jonna.last.text


def test_a_city_may_have_its_german_name(chat: Chat, workshop: Arranged) -> None:
    jonna = workshop.jonna
    jonna.says("/workshop")
    jonna.presses("Mehr")
    jonna.presses("Zeitzone")
    jonna.says("Wien")
    assert workshop.workshop.zone.key == "Europe/Vienna"
    jonna.says("/workshop")
    assert "Zeiten in Wien." in jonna.last.text


def test_a_day_that_was_never_open_does_not_lack_answers(chat: Chat, workshop: Arranged) -> None:
    leo = workshop.joins("Leo Lind")
    workshop.wakes(at(30, "17:00"))
    leo.says("Ich frage zuerst.")
    workshop.jonna.says("/publish")
    assert "Die wenigsten Antworten hat Tag 1, Frage 2: 0." in workshop.jonna.last.text
    assert "niemand, die eine Person hat geantwortet." in workshop.jonna.last.text
