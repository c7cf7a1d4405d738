"""Two facilitators at the same theme: nobody overwrites what they have not seen."""

import pytest

from flows.workshop import Role
from tests.bot.arranging import at, known
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import DayOne

AMIRA = "Vertrauen wächst. Es braucht Zeit."
LEO = "Vertrauen und Tee."
DILAN = "Vertrauen, nur unter uns."


@pytest.fixture
def both(day: DayOne) -> DayOne:
    """Jonna and Tarek have the first theme before them; it is 19:41 on Sunday."""
    day.workshop.chat.now = at(31, "19:41")
    for facilitator in (day.jonna, day.tarek):
        facilitator.says("/summary")
        facilitator.presses("Weiter: Tag 1, Frage 1")
    return day


def tarek_moves_an_answer_out(day: DayOne) -> None:
    day.tarek.presses("Antwort verschieben")
    day.tarek.presses("Antwort 3")
    day.tarek.presses("Einzelne Stimme")


def test_who_confirms_an_old_view_is_told_what_changed_and_sees_the_new_state(
    both: DayOne,
) -> None:
    tarek_moves_an_answer_out(both)
    both.workshop.chat.now = at(31, "19:42")
    both.jonna.presses("Stimmt")

    assert both.jonna.last.text == (
        "Tarek hat dieses Thema um 19:41 Uhr geändert: Antwort 3 gehört nicht mehr dazu. "
        "Unten steht der neue Stand. Bitte sieh noch einmal hin.\n"
        "\n"
        "Tag 1, Frage 1, Thema 1 von 2\n"
        "<b>Vertrauen</b>\n"
        "2 Personen. Stimmt das?\n"
        "\n"
        "1 Vertrauen wächst. Es braucht Zeit. – <i>Amira</i>\n"
        "\n"
        "2 Vertrauen und Tee. – <i>ohne Namen</i>\n"
        "\n"
        "Zitat: Antwort 1: „Vertrauen wächst.“"
    )
    assert both.jonna.last.labels[:2] == [["Stimmt"], ["Zurück zu 3 Antworten"]]
    assert both.themes["Vertrauen"].confirmed_at is None
    both.jonna.presses("Stimmt")
    assert both.themes["Vertrauen"].confirmed_at == at(31, "19:42")


def test_a_change_of_somebody_else_can_be_taken_back_and_they_hear_of_it(both: DayOne) -> None:
    tarek_moves_an_answer_out(both)
    both.jonna.presses("Stimmt")
    both.jonna.presses("Zurück zu 3 Antworten")

    assert both.jonna.last.text.startswith("Zurückgenommen.\n\n")
    assert both.members["Vertrauen"] == [AMIRA, LEO, DILAN]
    assert both.tarek.last.text == (
        "Jonna hat deine Änderung zurückgenommen: Tag 1, Frage 1, <b>Vertrauen</b>."
    )
    both.tarek.presses("Thema ansehen")
    assert "3 Personen. Stimmt das?" in both.tarek.last.text


def test_every_button_of_an_old_view_changes_nothing(both: DayOne) -> None:
    tarek_moves_an_answer_out(both)
    theme, old = both.themes["Vertrauen"], both.jonna.last.message_id
    listen, answer = both.themes["Listen"], both.answers[AMIRA]
    for verb in (
        "thok:{w}:{t}:1",
        "thname:{w}:{t}:1",
        "thpick:{w}:{t}:1:0:m",
        "thq:{w}:{t}:1:{a}",
        "tho:{w}:{t}:1:{a}",
        "thm:{w}:{t}:1:{a}",
        "thmerge:{w}:{t}:1",
        "thwith:{w}:{t}:1:{o}:1",
        "thwith:{w}:{o}:1:{t}:1",
        "thgone:{w}:{t}:1",
        "thundo:{w}:{t}:1",
        "thto:{w}:{t}:1:{a}:{o}:1",
        "thto:{w}:{o}:1:{l}:{t}:1",
    ):
        data = verb.format(
            w=both.workshop.id,
            t=theme.id,
            o=listen.id,
            a=answer,
            l=both.answers["Listen teilen."],
        )
        both.jonna.taps(old, data)
        assert both.jonna.last.text.startswith("Tarek hat dieses Thema um 19:41 Uhr geändert: ")
    assert both.themes == {"Vertrauen": theme, "Listen": listen}


def test_a_typed_name_that_meets_a_changed_theme_is_not_lost(both: DayOne) -> None:
    both.jonna.presses("Umbenennen")
    both.tarek.presses("Umbenennen")
    both.tarek.says("Vertrauen fassen")
    both.jonna.says("Vertrauen aufbauen")

    assert both.jonna.last.text.startswith(
        "Tarek hat dieses Thema um 19:41 Uhr geändert: es heißt anders. Unten steht der neue "
        "Stand. Bitte sieh noch einmal hin.\n\n"
        "Dein Name „Vertrauen aufbauen“ ist noch nicht gespeichert. Wenn er noch passt, schick "
        "ihn bitte noch einmal.\n\nTag 1"
    )
    assert both.jonna.last.labels[1] == ["Zurück zum alten Namen"]
    both.jonna.says("Vertrauen aufbauen")
    assert sorted(both.themes) == ["Listen", "Vertrauen aufbauen"]


def test_the_old_name_comes_back(both: DayOne) -> None:
    both.tarek.presses("Umbenennen")
    both.tarek.says("Vertrauen fassen")
    both.jonna.presses("Stimmt")
    both.jonna.presses("Zurück zum alten Namen")

    theme = both.themes["Vertrauen"]
    assert (theme.label_typed, theme.confirmed_at) == (False, None)


@pytest.mark.parametrize(
    ("presses", "what"),
    [
        (["Stimmt"], "es ist bestätigt"),
        (["Anderes Zitat", "Antwort 2"], "es hat ein anderes Zitat"),
        (["Zusammenlegen", "Listen"], "2 Antworten sind dazugekommen"),
        (["Antwort weglassen", "Antwort 2"], "Antwort 2 gehört nicht mehr dazu"),
    ],
)
def test_each_kind_of_change_is_named(both: DayOne, presses: list[str], what: str) -> None:
    for label in presses:
        both.tarek.presses(label)
    both.jonna.presses("Stimmt")

    assert f"geändert: {what}. Unten" in both.jonna.last.text


def test_a_theme_that_was_dissolved_meanwhile_can_come_back(both: DayOne) -> None:
    both.tarek.presses("Auflösen")
    both.jonna.presses("Stimmt")
    assert both.jonna.last.text.startswith(
        "Tarek hat dieses Thema um 19:41 Uhr geändert: es ist aufgelöst."
    )
    assert both.jonna.last.labels == [["Zurück zu 3 Antworten"], ["Übersicht"]]
    both.jonna.presses("Zurück zu 3 Antworten")

    assert both.members["Vertrauen"] == [AMIRA, LEO, DILAN]


def test_ones_own_old_view_says_so(both: DayOne) -> None:
    theme, old = both.themes["Vertrauen"], both.jonna.last.message_id
    both.jonna.presses("Anderes Zitat")
    both.jonna.presses("Antwort 2")
    both.jonna.taps(old, f"thok:{both.workshop.id}:{theme.id}:1")

    assert both.jonna.last.text.startswith("Du hast dieses Thema um 19:41 Uhr geändert: ")


def test_who_changed_it_and_is_not_in_the_team_any_more_is_not_told(both: DayOne) -> None:
    tarek_moves_an_answer_out(both)
    with both.workshop.chat.begin() as step:
        person = known(step.work.people.by_chat(both.tarek.id))
        step.work.teams.remove(both.workshop.id, person.id, Role.FACILITATOR)
    before = both.tarek.sees()
    both.jonna.presses("Stimmt")
    both.jonna.presses("Zurück zu 3 Antworten")

    assert both.tarek.sees() == before


def test_a_change_whose_author_is_forgotten_is_nobodys(both: DayOne) -> None:
    tarek_moves_an_answer_out(both)
    both.tarek.says("/forgetme")
    both.tarek.presses("Alles löschen")
    both.jonna.presses("Stimmt")

    assert both.jonna.last.text.startswith("Dieses Thema hat sich um 19:41 Uhr geändert: ")
    both.jonna.presses("Zurück zu 3 Antworten")
    assert both.members["Vertrauen"] == [AMIRA, LEO, DILAN]


def test_themes_that_were_grouped_anew_are_not_there_any_more(both: DayOne) -> None:
    both.people["Sam Berger"].says("/forgetme")
    both.people["Sam Berger"].presses("Alles löschen")
    group_all(both.workshop.chat)
    both.jonna.presses("Stimmt")

    assert both.jonna.last.text == (
        "Dieses Thema gibt es nicht mehr: Die Antworten sind neu gruppiert."
    )
    both.jonna.presses("Übersicht")
    assert "Tag 1: 0 von 2 Themen bestätigt" in both.jonna.last.text


def test_a_name_for_a_theme_that_is_not_there_any_more_says_so(both: DayOne) -> None:
    both.jonna.presses("Umbenennen")
    both.people["Sam Berger"].says("/forgetme")
    both.people["Sam Berger"].presses("Alles löschen")
    group_all(both.workshop.chat)
    both.jonna.says("Vertrauen aufbauen")

    assert "gibt es nicht mehr" in both.jonna.last.text


def test_who_facilitates_no_more_cannot_name_a_theme(both: DayOne) -> None:
    both.tarek.presses("Umbenennen")
    with both.workshop.chat.begin() as step:
        person = known(step.work.people.by_chat(both.tarek.id))
        step.work.teams.remove(both.workshop.id, person.id, Role.FACILITATOR)
    both.tarek.says("Vertrauen fassen")

    assert sorted(both.themes) == ["Listen", "Vertrauen"]
