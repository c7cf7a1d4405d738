from dataclasses import replace

import pytest

from flows.stand import Stand, Standing, standing
from tests.bot.chatting import Chat
from tests.bot.setting_up.people import (
    AMIRA,
    TAREK,
    facilitator,
    owner,
    participant,
    team_token,
    workshop,
)


def test_everything_behind_more_can_be_changed(chat: Chat) -> None:
    jonna = facilitator(chat)
    for button, words in (
        ("Titel", "Netzwerken"),
        ("Wer einlädt", "Musterhaus"),
        ("Kontakt", "Tarek, tarek@musterhaus.example"),
        ("Zeitzone", "vienna"),
    ):
        jonna.says("/workshop")
        jonna.presses("Mehr")
        jonna.presses(button)
        jonna.says(words)
    assert jonna.last.text == (
        "✓ Geändert.\n<b>Netzwerken</b>\nEs lädt ein: Musterhaus\n"
        "Kontakt zum Datenschutz: Tarek, tarek@musterhaus.example\n"
        "Sprache des Beitrags: Deutsch\nZeitzone: Europe/Vienna\nWas willst du ändern?"
    )
    jonna.presses("Beitragssprache")
    jonna.presses("English")
    changed = workshop(chat)
    assert (changed.title, changed.host, changed.contact, changed.zone.key, changed.language) == (
        "Netzwerken",
        "Musterhaus",
        "Tarek, tarek@musterhaus.example",
        "Europe/Vienna",
        "en",
    )


@pytest.mark.parametrize(
    ("button", "words", "answer"),
    [
        ("Titel", "x" * 101, "100 Zeichen passen."),
        ("Kontakt", "Tarek", "Darin finde ich keine E-Mail-Adresse."),
        ("Zeitzone", "Musterstadt", "Eine Zeitzone mit diesem Namen kenne ich nicht."),
    ],
)
def test_what_does_not_fit_is_said_and_asked_again(
    chat: Chat, button: str, words: str, answer: str
) -> None:
    jonna = facilitator(chat)
    before = workshop(chat)
    jonna.presses("Mehr")
    jonna.presses(button)
    jonna.says(words)
    assert answer in jonna.last.text
    assert workshop(chat) == before


def test_one_can_go_back_without_a_change(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.presses("Mehr")
    jonna.presses("Titel")
    jonna.presses("Zurück")
    jonna.says("Das ist kein Titel")
    assert workshop(chat).title == "Netzwerkarbeit"
    jonna.taps(jonna.last.message_id, f"wedit:{workshop(chat).id}:owner")
    jonna.taps(jonna.last.message_id, f"go:{workshop(chat).id}:delete")
    assert workshop(chat).title == "Netzwerkarbeit"


def test_a_change_of_a_workshop_that_is_gone_does_nothing(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.presses("Mehr")
    jonna.presses("Titel")
    found = workshop(chat)
    with chat.begin() as step:
        step.work.workshops.delete(found.id)
    jonna.says("Neu")
    with chat.begin() as step:
        assert step.work.dialogs.get(step.work.people.owners()[0].id) is None


def test_a_new_link_makes_the_old_invitation_invalid(chat: Chat) -> None:
    jonna = facilitator(chat)
    before = workshop(chat).invite_token
    jonna.presses("Mehr")
    jonna.presses("Neue Einladung")
    assert jonna.last.labels == [["Alten behalten"], ["Neuer Link"]]
    jonna.presses("Neuer Link")
    after = workshop(chat).invite_token
    assert after != before
    assert after in jonna.last.text
    amira = chat.person(AMIRA, "Amira Haddad")
    amira.says(f"/start {before}")
    assert "Netzwerkarbeit" not in amira.last.text


def test_deleting_asks_once_with_numbers_and_tells_the_others(chat: Chat) -> None:
    jonna = facilitator(chat)
    amira = participant(chat)
    tarek = chat.person(TAREK, "Tarek Muster")
    tarek.says(f"/start {team_token(jonna)}")
    tarek.presses("Annehmen")
    found = workshop(chat)
    with chat.begin() as step:
        step.work.workshops.save(replace(found, published_at=chat.now))
    jonna.says("/delete")
    assert jonna.last.text == (
        "<b>„Netzwerkarbeit“ löschen?</b>\nWeg sind dann: 1 Person, 0 Antworten, Zeiten, "
        "Einwilligungen und die Zusammenfassung. Das kann niemand zurückholen.\n"
        "Der veröffentlichte Beitrag bleibt, wo er gepostet ist. Lösch ihn dort selbst."
    )
    assert jonna.last.button("Löschen, 1 Person")["style"] == "danger"
    jonna.presses("Löschen, 1 Person")
    assert jonna.last.text == "✓ „Netzwerkarbeit“ ist gelöscht, mit allem darin."
    assert tarek.last.text == (
        "Jonna Beispiel hat den Workshop „Netzwerkarbeit“ gelöscht, mit allem darin."
    )
    assert amira.sees() == []
    with chat.begin() as step:
        assert step.work.workshops.find(found.id) is None
        assert step.work.people.by_chat(amira.id) is None
        assert step.work.people.by_chat(tarek.id) is None


def test_keeping_leads_back_to_the_card(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/delete")
    jonna.presses("Behalten")
    assert jonna.last.text.startswith("<b>Netzwerkarbeit</b>")


def test_commands_are_about_the_workshop_that_was_chosen(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/new zwei-tage Ein Sommer mit einem wirklich langen Titel")
    jonna.says("/workshops")
    assert jonna.last.labels == [
        ["✓ Ein Sommer mit einem wirklich…"],
        ["Netzwerkarbeit"],
        ["Workshop anlegen"],
    ]
    jonna.presses("Netzwerkarbeit")
    jonna.says("/workshop")
    assert jonna.last.text.startswith("<b>Netzwerkarbeit</b>")


def test_without_a_workshop_the_way_to_one_is_shown(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/workshops")
    assert jonna.last.text == "Du moderierst noch keinen Workshop."
    assert jonna.last.labels == [["Workshop anlegen"]]


def test_the_card_says_where_the_workshop_stands_and_what_is_next(chat: Chat) -> None:
    jonna = facilitator(chat)
    found = workshop(chat)
    with chat.begin() as step:
        rounds = step.work.rounds.of(found.id)
    opened = (replace(rounds[0], opened_at=chat.now), rounds[1])
    closed = (replace(opened[0], closed_at=chat.now), rounds[1])
    missed = (closed[0], replace(rounds[1], missed_at=chat.now))
    assert [
        standing(found, rounds),
        standing(found, opened),
        standing(found, closed),
        standing(found, missed),
        standing(replace(found, published_at=chat.now), missed),
        standing(replace(found, held=True), opened),
    ] == [
        Standing(Stand.PLANNED),
        Standing(Stand.OPEN, 1),
        Standing(Stand.BETWEEN),
        Standing(Stand.SUMMARY),
        Standing(Stand.PUBLISHED),
        Standing(Stand.HELD),
    ]
    shown = []
    for state in (opened, closed, missed):
        with chat.begin() as step:
            for round_ in state:
                step.work.rounds.save(round_)
        jonna.says("/workshop")
        shown.append((jonna.last.text.split("\n")[2], jonna.last.labels[0]))
    for change in ({"published_at": chat.now}, {"held": True}):
        with chat.begin() as step:
            step.work.workshops.save(replace(found, **change))
        jonna.says("/workshop")
        shown.append((jonna.last.text.split("\n")[2], jonna.last.labels[0]))
    assert shown == [
        ("Stand: Tag 1 läuft, 0 dabei", ["Stand"]),
        ("Stand: zwischen den Tagen, 0 dabei", ["Stand"]),
        ("Stand: Zusammenfassung, 0 dabei", ["Zusammenfassung"]),
        ("Stand: veröffentlicht, 0 dabei", ["Zusammenfassung"]),
        ("Stand: angehalten, 0 dabei", ["Weitermachen"]),
    ]


def test_the_next_step_on_the_card_does_what_the_command_does(chat: Chat) -> None:
    jonna = facilitator(chat)
    found = workshop(chat)
    with chat.begin() as step:
        step.work.workshops.save(replace(found, held=True))
    jonna.says("/workshop")
    jonna.presses("Weitermachen")
    assert workshop(chat).held is False
