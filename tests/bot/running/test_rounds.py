"""What happens to rounds by themselves."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.service import rounds
from flows.attribution import Attribution
from flows.rounds import OpenRound, RoundState
from flows.session import SessionState
from flows.workshop import Joining, Reach
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat, Human


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def first_lines(human: Human) -> list[str]:
    return [message.text.split("\n")[0] for message in human.sees()]


def test_a_round_puts_its_first_question_to_everyone_once(workshop: Arranged) -> None:
    amira, oksana = workshop.joins("Amira Haddad"), workshop.joins("Oksana K.", language="en")

    workshop.wakes(at(30, "16:59"))
    assert amira.sees() == []
    workshop.wakes(at(30, "17:00"))
    workshop.wakes(at(30, "17:00"))

    assert [len(amira.sees()), len(oksana.sees())] == [1, 1]
    assert amira.last.text.startswith("Hallo Amira. Das war Tag 1. Jetzt fünf Fragen dazu")
    assert oksana.last.text.startswith("Hello Oksana. That was day 1.")
    assert workshop.round(1).state is RoundState.OPEN
    assert workshop.jonna.sees() == []


def test_a_round_that_is_found_late_opens_while_its_window_lasts(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")

    workshop.wakes(at(30, "20:40"))

    assert len(amira.sees()) == 1


def test_a_window_that_passed_unopened_is_reported_with_what_to_do(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")

    workshop.wakes(at(30, "21:00"))
    workshop.wakes(at(30, "21:01"))

    assert amira.sees() == []
    assert first_lines(workshop.jonna) == [
        "<b>Tag 1 ist nicht geöffnet worden: Die Zeit ist vorbei.</b>"
    ]
    assert workshop.jonna.last.labels == [["Tag 1 öffnen", "Zeiten"]]

    workshop.jonna.presses("Tag 1 öffnen")

    assert len(amira.sees()) == 1
    assert "Schluss ist morgen um" in workshop.jonna.last.text


def test_the_reminder_goes_once_to_those_with_open_questions_who_want_it(
    workshop: Arranged,
) -> None:
    amira, leo = workshop.joins("Amira Haddad"), workshop.joins("Leo Lind")
    dilan, grace = workshop.joins("Dilan Y.", quiet=True), workshop.joins("Grace Muster")
    workshop.wakes(at(30, "17:00"))
    leo.says("/pause")
    sam = workshop.joins("Sam B.")
    blocked = replace(workshop.person(grace), reach=Reach.BLOCKED)
    with workshop.chat.begin() as step:
        step.work.people.save(blocked)
    before = [len(human.sees()) for human in (leo, dilan, grace, sam)]

    workshop.wakes(at(30, "20:00"))
    workshop.wakes(at(30, "20:01"))

    assert [len(human.sees()) for human in (leo, dilan, grace, sam)] == before
    assert len(amira.sees()) == 2
    assert amira.last.text.startswith("Amira, fünf von fünf Fragen sind noch offen")
    reminders = [row.draft for row in workshop.chat.calls if row.draft.key.endswith(":remind")]
    assert [draft.repeatable for draft in reminders] == [False]


def test_closing_is_silent_for_participants_and_takes_the_buttons_away(workshop: Arranged) -> None:
    amira, leo = workshop.joins("Amira Haddad"), workshop.joins("Leo Lind")
    workshop.wakes(at(30, "17:00"))
    amira.says("Sich kennen, bevor man sich braucht.")
    seen = [len(amira.sees()), len(leo.sees())]

    workshop.wakes(at(30, "21:00"))

    assert [len(amira.sees()), len(leo.sees())] == seen
    assert leo.last.buttons == ()
    assert workshop.jonna.last.text == (
        "<b>Tag 1 ist geschlossen.</b> 1 von 2 hat geantwortet, 1 Antwort.\n"
        "Themen, die ihr bis morgen 15:30 Uhr bestätigt, stehen in der Eröffnung von Tag 2."
    )
    assert workshop.jonna.last.labels == [["Themen ansehen", "Wieder öffnen"]]
    round_ = workshop.round(1)
    with workshop.chat.begin() as step:
        sessions = step.work.sessions.of_round(round_.id)
        assert {stored.session.state for stored in sessions} == {SessionState.CLOSED}


def test_a_round_that_is_opened_again_after_its_time_stays_open_for_an_hour(
    workshop: Arranged,
) -> None:
    amira, leo = workshop.joins("Amira Haddad"), workshop.joins("Leo Lind")
    workshop.wakes(at(30, "17:00"))
    for words in ("eins", "zwei", "drei", "vier", "fünf"):
        leo.says(words)
    workshop.wakes(at(30, "21:00"))
    dilan = workshop.joins("Dilan Y.", Attribution.UNNAMED)
    finished = len(leo.sees())

    workshop.chat.now = at(30, "21:02")
    workshop.jonna.presses("Wieder öffnen")

    assert workshop.jonna.last.text.startswith("<b>Tag 1 ist wieder offen.</b>")
    assert "22:05" in workshop.jonna.last.text
    assert amira.last.text.startswith("Frage 1 von 5")
    assert dilan.last.text.startswith("Hallo Dilan.")
    assert len(leo.sees()) == finished

    workshop.wakes(at(30, "22:04"))
    assert workshop.round(1).state is RoundState.OPEN
    workshop.wakes(at(30, "22:05"))
    assert workshop.round(1).state is RoundState.CLOSED
    assert workshop.jonna.last.text.startswith("<b>Tag 1 ist geschlossen.</b>")


def test_a_round_closed_too_early_keeps_its_time_when_it_is_opened_again(
    workshop: Arranged,
) -> None:
    workshop.joins("Amira Haddad")
    workshop.wakes(at(30, "17:00"))
    workshop.jonna.says("/close 1")
    workshop.jonna.presses("Jetzt schließen")
    assert workshop.round(1).state is RoundState.CLOSED

    workshop.jonna.presses("Wieder öffnen")

    again = workshop.round(1)
    assert (again.state, again.slot) == (RoundState.OPEN, workshop.round(1).slot)
    assert again.times is not None
    assert again.times.closes_at == at(30, "21:00")


def test_a_held_workshop_catches_up_when_it_goes_on(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    workshop.jonna.says("/hold")
    workshop.wakes(at(30, "17:30"))
    assert amira.sees() == []

    workshop.jonna.says("/resume")
    assert workshop.jonna.last.text == "„Netzwerkarbeit“ geht weiter.\nTag 1 öffnet jetzt."
    workshop.wakes(workshop.chat.now)

    assert len(amira.sees()) == 1


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        (at(30, "17:00"), "Tag 1 öffnet jetzt."),
        (at(30, "20:00"), "Tag 1: Die Erinnerung geht jetzt hinaus."),
        (at(30, "21:00"), "Tag 1 schließt jetzt."),
    ],
)
def test_going_on_says_what_happens_at_once(
    workshop: Arranged, moment: datetime, line: str
) -> None:
    workshop.joins("Amira Haddad")
    workshop.wakes(moment - timedelta(minutes=5))
    workshop.jonna.says("/hold")
    workshop.chat.now = moment

    workshop.jonna.says("/resume")

    assert line in workshop.jonna.last.text


def test_a_window_that_passed_on_hold_is_told_when_going_on(workshop: Arranged) -> None:
    workshop.jonna.says("/hold")
    workshop.jonna.says("/hold")
    assert "schon angehalten" in workshop.jonna.last.text
    workshop.chat.now = at(30, "22:00")

    workshop.jonna.presses("Weitermachen")

    assert "Die Zeit für Tag 1 ist vorbei." in workshop.jonna.sees()[0].text
    workshop.jonna.says("/resume")
    assert "nicht angehalten" in workshop.jonna.last.text


def test_what_is_due_no_more_does_not_happen(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    round_ = workshop.round(1)

    with workshop.chat.begin() as step:
        rounds.happen(step, OpenRound(round_.id))

    assert amira.sees() == []
    assert workshop.round(1) == round_


def test_who_left_is_not_touched_by_closing_and_opening_again(workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    workshop.wakes(at(30, "17:00"))
    left = replace(workshop.participant(amira), state=Joining.LEFT)
    with workshop.chat.begin() as step:
        step.work.participants.save(left)
    seen = amira.sees()

    workshop.wakes(at(30, "21:00"))
    workshop.jonna.presses("Wieder öffnen")

    assert amira.sees() == seen


def test_an_open_day_of_a_held_workshop_says_that_it_does_not_close_by_itself(
    workshop: Arranged,
) -> None:
    workshop.jonna.says("/hold")
    workshop.chat.now = at(30, "18:00")

    workshop.jonna.says("/round 1")

    assert workshop.jonna.last.text.endswith(
        "Solange der Workshop angehalten ist, schließt er nicht von selbst."
    )
