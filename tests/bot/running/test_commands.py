"""What facilitators type and tap to run rounds."""

from dataclasses import replace

import pytest

from bot.messages.status import MOST_NAMES
from flows.rounds import RoundState
from flows.workshop import Reach, Role
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat

REMIND_TWO = "2 Personen erinnern"


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def blocks(workshop: Arranged, name: str) -> None:
    human = workshop.joins(name)
    person = replace(workshop.person(human), reach=Reach.BLOCKED)
    with workshop.chat.begin() as step:
        step.work.people.save(person)


def test_status_is_numbers_first_and_edits_itself(workshop: Arranged) -> None:
    amira, leo = workshop.joins("Amira Haddad"), workshop.joins("Leo Lind")
    workshop.joins("Dilan Y.")
    blocks(workshop, "Sam B.")
    workshop.wakes(at(30, "17:00"))
    for words in ("eins", "zwei", "/skip", "vier", "fünf"):
        amira.says(words)
    leo.says("eins")
    workshop.chat.now = at(30, "19:10")

    workshop.jonna.says("/status")

    status = workshop.jonna.last
    assert status.text == (
        '<b>Tag 1 läuft bis <tg-time unix="1801339200">21:00 Uhr (Berlin)</tg-time></b>\n'
        "4 dabei: 1 fertig, 1 unterwegs, 1 noch ohne Antwort, 1 nicht erreichbar\n"
        "\n"
        "Frage 1: 2 Antworten\n"
        "Frage 2: 1 Antwort\n"
        "Frage 3: 0 Antworten, einmal übersprungen\n"
        "Frage 4: 1 Antwort\n"
        "Frage 5: 1 Antwort\n"
        "Stand 19:10 Uhr"
    )
    assert status.labels == [
        ["Erinnern"],
        ["Aktualisieren", "Wer fehlt?"],
        ["Runde schließen"],
    ]

    workshop.jonna.presses("Wer fehlt?")
    assert workshop.jonna.last.text == (
        "Noch ohne Antwort: Dilan Y.\n"
        "Nicht erreichbar: Sam B.\n"
        "Der Bot ist blockiert oder das Telegram-Konto gelöscht. "
        "Sprich sie an: Der Einladungslink öffnet den Chat wieder."
    )
    workshop.chat.now = at(30, "19:12")
    workshop.jonna.presses("Zurück")
    assert workshop.jonna.last.text.endswith("Stand 19:12 Uhr")
    assert workshop.jonna.last.message_id == status.message_id


def test_status_before_and_after_speaks_of_the_day_that_matters(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad", language="en")
    workshop.jonna.says("/status")
    assert workshop.jonna.last.text.startswith("<b>Tag 1 öffnet am Samstag, 30.01., um ")
    assert "1 dabei\n" in workshop.jonna.last.text

    workshop.wakes(at(30, "17:00"))
    amira.says("one")
    workshop.jonna.says("/status 2")
    assert workshop.jonna.last.text.startswith("<b>Tag 2 öffnet morgen um ")
    workshop.wakes(at(30, "21:00"))
    workshop.jonna.says("/status")
    assert workshop.jonna.last.text.startswith("<b>Tag 1 ist seit ")
    assert "1 von 1 hat geantwortet, 1 Antwort." in workshop.jonna.last.text
    workshop.jonna.presses("Wer fehlt?")
    assert workshop.jonna.last.text == "Niemand fehlt: Alle haben etwas geantwortet."


def test_status_tells_of_what_has_no_time_was_missed_or_is_held(workshop: Arranged) -> None:
    workshop.reschedule(2, None)
    workshop.jonna.says("/status 2")
    assert workshop.jonna.last.text.startswith("<b>Tag 2 hat noch keine Zeit: /schedule</b>")
    workshop.wakes(at(30, "22:00"))
    workshop.jonna.says("/hold")
    workshop.jonna.says("/status 1")
    assert workshop.jonna.last.text.startswith(
        "Angehalten: Von selbst passiert nichts. Weiter: /resume\n"
        "<b>Tag 1 ist nicht geöffnet worden. Jetzt öffnen: /round 1</b>"
    )


def test_reminding_by_hand_names_the_number_and_happens_once(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    workshop.joins("Leo Lind")
    workshop.wakes(at(30, "17:00"))
    workshop.chat.now = at(30, "19:12")

    workshop.jonna.says("/remind")
    assert workshop.jonna.last.text == (
        "2 Personen haben offene Fragen. Wer fertig ist oder Pause macht, bekommt nichts.\n"
        "Die Erinnerung um 20:00 Uhr entfällt dann. Pro Runde gibt es nur eine."
    )
    workshop.jonna.presses("Lieber nicht")
    assert workshop.jonna.last.text == "Niemand wurde erinnert."
    workshop.jonna.says("/remind")
    workshop.jonna.presses(REMIND_TWO)

    assert workshop.jonna.last.text == "✓ Erinnert um 19:12 Uhr: 2 Personen."
    assert amira.last.text.startswith("Amira, fünf von fünf Fragen")
    seen = len(amira.sees())
    workshop.jonna.says("/remind 1")
    assert "hatte seine Erinnerung um 19:12 Uhr" in workshop.jonna.last.text
    workshop.wakes(at(30, "20:00"))
    assert len(amira.sees()) == seen


def test_there_may_be_nobody_and_nothing_to_remind(workshop: Arranged) -> None:
    workshop.jonna.says("/remind")
    assert "kein Tag offen" in workshop.jonna.last.text
    workshop.jonna.says("/remind 2")
    assert workshop.jonna.last.text == "Tag 2 ist nicht offen. Jetzt öffnen: /round 2"
    workshop.wakes(at(30, "17:00"))
    workshop.jonna.says("/remind")
    assert workshop.jonna.last.text.startswith("An Tag 1 braucht niemand eine Erinnerung")
    workshop.wakes(at(30, "21:00"))
    workshop.jonna.says("/remind 1")
    assert workshop.jonna.last.text == "Tag 1 ist geschlossen."


def test_after_the_planned_moment_the_reminder_is_simply_the_only_one(workshop: Arranged) -> None:
    workshop.joins("Amira Haddad")
    workshop.chat.now = at(30, "20:15")
    workshop.jonna.says("/round 1")

    workshop.jonna.says("/remind")

    assert workshop.jonna.last.text.endswith("Pro Runde gibt es nur eine Erinnerung.")


def test_closing_early_asks_first_and_can_be_left(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    tarek = workshop.has_role("Tarek Muster", Role.FACILITATOR, "en")
    workshop.wakes(at(30, "17:00"))
    amira.says("eins")
    workshop.chat.now = at(30, "20:40")

    workshop.jonna.says("/close 1")
    assert workshop.jonna.last.text == (
        "<b>Tag 1 jetzt schließen?</b> Geplant ist 21:00 Uhr. 1 Person antwortet gerade noch."
    )
    workshop.jonna.presses("Bis 21:00 offen lassen")
    assert workshop.jonna.last.text.startswith("Tag 1 bleibt offen. Schluss ist heute um ")

    workshop.jonna.says("/close")
    workshop.jonna.presses("Jetzt schließen")
    assert workshop.jonna.last.text == (
        "<b>Tag 1 ist geschlossen.</b> 1 von 1 hat geantwortet, 1 Antwort.\n"
        "Themen, die ihr bis morgen 15:30 Uhr bestätigt, stehen in der Eröffnung von Tag 2."
    )
    assert tarek.last.text == (
        "<b>Day 1 is closed.</b> 1 of 1 has answered, 1 answer.\n"
        "Themes that you confirm by 15:30 tomorrow stand in the opening of day 2."
    )
    workshop.jonna.says("/close 1")
    assert workshop.jonna.last.labels == [["Wieder öffnen"]]
    workshop.jonna.says("/close 2")
    assert workshop.jonna.last.text == "Tag 2 ist nicht offen. Jetzt öffnen: /round 2"
    workshop.jonna.says("/close")
    assert "kein Tag offen" in workshop.jonna.last.text


def test_two_open_days_are_closed_one_by_one(workshop: Arranged) -> None:
    workshop.joins("Amira Haddad")
    workshop.wakes(at(30, "17:00"))
    workshop.jonna.says("/round 2")
    assert workshop.jonna.last.text.startswith(
        "<b>Tag 2 jetzt öffnen?</b>\nTag 1 ist noch offen.\nGeplant ist es später: morgen um "
    )
    workshop.jonna.presses("Jetzt öffnen")
    assert workshop.round(2).state is RoundState.OPEN

    workshop.jonna.says("/close")
    assert workshop.jonna.last.labels == [["Tag 1 schließen"], ["Tag 2 schließen"]]
    workshop.jonna.presses("Tag 2 schließen")
    workshop.jonna.presses("Jetzt schließen")

    assert (workshop.round(1).state, workshop.round(2).state) == (
        RoundState.OPEN,
        RoundState.CLOSED,
    )


def test_opening_before_its_time_asks_and_then_lasts_as_long_as_planned(
    workshop: Arranged,
) -> None:
    amira = workshop.joins("Amira Haddad")
    tarek = workshop.has_role("Tarek Muster", Role.FACILITATOR, "en")
    workshop.chat.now = at(29, "10:00")

    workshop.jonna.says("/round Tag 1")
    assert workshop.jonna.last.labels == [["Lieber nicht", "Jetzt öffnen"]]
    workshop.jonna.presses("Lieber nicht")
    assert workshop.jonna.last.text == "Tag 1 ist nicht geöffnet worden."
    workshop.jonna.says("/round 1")
    workshop.jonna.presses("Jetzt öffnen")

    assert workshop.jonna.last.text.startswith(
        "<b>Tag 1 ist offen.</b> 1 Person bekommt die erste Frage.\nSchluss ist heute um "
    )
    assert workshop.jonna.last.text.endswith("Erinnerung um 13:00 Uhr.")
    assert tarek.last.text.startswith("Jonna Beispiel: <b>Day 1 is open.</b>")
    assert len(amira.sees()) == 1
    times = workshop.round(1).times
    assert times is not None
    assert times.closes_at == at(29, "14:00")
    workshop.jonna.says("/round 1")
    assert workshop.jonna.last.text.startswith("Tag 1 ist offen. Schluss ist heute um ")
    workshop.jonna.presses("Stand")
    assert "1 dabei: 0 fertig" in workshop.jonna.last.text


def test_a_day_without_a_time_opens_at_once_for_its_usual_window(workshop: Arranged) -> None:
    workshop.joins("Amira Haddad")
    workshop.reschedule(1, None)
    workshop.chat.now = at(29, "10:00")

    workshop.jonna.says("/round 1")

    times = workshop.round(1).times
    assert times is not None
    assert (times.opens_at, times.closes_at) == (at(29, "10:00"), at(29, "14:00"))


def test_round_without_a_day_offers_those_that_are_left(workshop: Arranged) -> None:
    workshop.jonna.says("/round")
    assert workshop.jonna.last.labels == [["Tag 1 öffnen"], ["Tag 2 öffnen"]]
    workshop.wakes(at(30, "17:00"))
    workshop.jonna.says("/round 7")
    assert workshop.jonna.last.labels == [["Tag 2 öffnen"]]
    workshop.wakes(at(30, "21:00"))
    workshop.jonna.says("/round 1")
    assert workshop.jonna.last.labels == [["Wieder öffnen"]]
    workshop.wakes(at(31, "15:30"))
    workshop.jonna.says("/round eins zwei drei")
    assert workshop.jonna.last.text == "Es ist kein Tag mehr zu öffnen. Wieder öffnen: /status"


def test_holding_and_going_on_are_told_to_the_others(workshop: Arranged) -> None:
    tarek = workshop.has_role("Tarek Muster", Role.FACILITATOR, "en")

    workshop.jonna.says("/hold")
    workshop.jonna.presses("Weitermachen")

    assert [message.text for message in tarek.sees()] == [
        "Jonna Beispiel: <b>“Netzwerkarbeit” is on hold.</b> "
        "No day opens, reminds or closes by itself. People can go on answering.",
        "Jonna Beispiel: “Netzwerkarbeit” goes on.",
    ]


@pytest.mark.parametrize(
    "verb",
    [
        "status",
        "missing",
        "nudge",
        "nudgenow",
        "opening",
        "opennow",
        "opennot",
        "reopen",
        "closing",
        "closenow",
        "closenot",
    ],
)
def test_a_button_about_no_round_of_the_workshop_changes_nothing(
    workshop: Arranged, verb: str
) -> None:
    workshop.jonna.says("/status")
    number = workshop.jonna.last.message_id

    for place in ("99", "x"):
        workshop.jonna.taps(number, f"{verb}:{workshop.id}:{place}")

    assert workshop.round(1).opened_at is None


@pytest.mark.parametrize("verb", ["closing", "closenow", "closenot", "nudgenow", "reopen"])
def test_an_old_button_about_a_round_that_is_not_open_says_so(
    workshop: Arranged, verb: str
) -> None:
    workshop.jonna.says("/status")
    round_ = workshop.round(1)

    workshop.jonna.taps(workshop.jonna.last.message_id, f"{verb}:{workshop.id}:{round_.id}")

    assert "Tag 1" in workshop.jonna.last.text
    assert workshop.round(1) == round_


def test_only_facilitators_run_rounds(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    round_ = workshop.round(1)

    for text in ("/round 1", "/close 1", "/hold", "/status", "/remind"):
        amira.says(text)
    amira.taps(amira.says("hallo"), f"opennow:{workshop.id}:{round_.id}")

    assert workshop.round(1) == round_
    assert not workshop.workshop.held


def test_a_button_to_the_status_from_elsewhere_shows_the_day_that_matters(
    workshop: Arranged,
) -> None:
    workshop.jonna.says("/hold")

    workshop.jonna.taps(workshop.jonna.last.message_id, f"status:{workshop.id}")

    assert "Tag 1 öffnet am Samstag" in workshop.jonna.last.text


def test_pressing_open_now_twice_opens_once(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    workshop.jonna.says("/round 1")
    ask = workshop.jonna.last
    data = ask.button("Jetzt öffnen")["callback_data"]

    workshop.jonna.taps(ask.message_id, data)
    workshop.jonna.taps(ask.message_id, data)

    assert len(amira.sees()) == 1
    assert workshop.jonna.last.text.startswith("Tag 1 ist offen.")


def test_a_long_list_of_names_ends_with_how_many_more_there_are(workshop: Arranged) -> None:
    for number in range(MOST_NAMES + 2):
        workshop.joins(f"Mensch {number}")
    workshop.chat.now = at(30, "17:00")
    workshop.jonna.says("/status 1")
    round_ = workshop.round(1)

    workshop.jonna.taps(workshop.jonna.last.message_id, f"missing:{workshop.id}:{round_.id}")

    assert workshop.jonna.last.text.endswith("Mensch 59, 2 weitere Personen")
