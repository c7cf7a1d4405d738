"""Facilitators look at themes: from the overview to each one, and what is counted of them."""

import pytest

from bot.service.compiling import compiled, reviews
from flows.attribution import Attribution
from flows.ids import QuestionId
from flows.summary import Mention, Review, Theme
from tests.bot.arranging import Arranged, at
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import QUESTION, SAID, DayOne, answer_day_one

TRUST = (
    "Tag 1, Frage 1, Thema 1 von 2\n"
    "<b>Vertrauen</b>\n"
    "3 Personen. Stimmt das?\n"
    "\n"
    "1 Vertrauen wächst. Es braucht Zeit. – <i>Amira</i>\n"
    "\n"
    "2 Vertrauen und Tee. – <i>ohne Namen</i>\n"
    "\n"
    "3 Vertrauen, nur unter uns. – <i>nicht zitieren</i>\n"
    "\n"
    "Zitat: Antwort 1: „Vertrauen wächst.“"
)


def test_the_overview_counts_confirmed_themes_and_leads_to_the_next(day: DayOne) -> None:
    day.jonna.says("/summary")

    overview = day.jonna.last
    assert overview.text == (
        "<b>Zusammenfassung: Netzwerkarbeit</b> (noch nicht veröffentlicht)\n"
        "7 dabei, 7 haben geantwortet, 7 Antworten\n"
        "\n"
        "Tag 1: 0 von 2 Themen bestätigt\n"
        "\n"
        "Zitate: 3 ausgewählt, noch niemand gefragt\n"
        "Fehlt noch: Einleitung und Schluss"
    )
    assert overview.labels[0] == ["Weiter: Tag 1, Frage 1"]
    day.jonna.presses("Weiter: Tag 1, Frage 1")
    assert day.jonna.last.text == TRUST


def test_a_theme_has_its_answers_and_everything_that_can_be_done(day: DayOne) -> None:
    day.jonna.presses("Themen ansehen")

    assert day.jonna.last.text == TRUST
    assert day.jonna.last.labels == [
        ["Stimmt"],
        ["Umbenennen", "Anderes Zitat"],
        ["Antwort verschieben", "Antwort weglassen"],
        ["Zusammenlegen", "Auflösen"],
        ["Übersicht", "Nächstes Thema"],
    ]
    assert day.jonna.last.button("Stimmt")["style"] == "primary"


def test_confirming_leads_from_theme_to_theme_and_back_to_the_overview(day: DayOne) -> None:
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Stimmt")
    assert day.jonna.last.text.startswith(
        "✓ Bestätigt: <b>Vertrauen</b>\n\nTag 1, Frage 1, Thema 2 von 2\n<b>Listen</b>\n"
    )
    day.jonna.presses("Stimmt")

    assert day.jonna.last.text.startswith(
        "✓ Bestätigt: <b>Listen</b>\n\nAlle Themen sind bestätigt.\n\n<b>Zusammenfassung"
    )
    assert "Tag 1: 2 von 2 Themen bestätigt\n" in day.jonna.last.text
    assert {theme.confirmed_at for theme in day.themes.values()} == {day.workshop.chat.now}


def test_a_confirmed_theme_can_be_looked_at_again(day: DayOne) -> None:
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Stimmt")
    day.jonna.says("/summary")
    day.jonna.presses("Frage wählen")
    day.jonna.presses("Tag 1, Frage 1")
    assert "<b>Listen</b>" in day.jonna.last.text
    day.jonna.presses("Stimmt")
    day.jonna.presses("Frage wählen")
    day.jonna.presses("Tag 1, Frage 1")

    assert "3 Personen. Bestätigt." in day.jonna.last.text
    assert day.jonna.last.labels[0] == ["Umbenennen", "Anderes Zitat"]
    assert day.jonna.last.button("Nächstes Thema")["style"] == "primary"


def test_the_individual_voices_come_after_the_last_theme(day: DayOne) -> None:
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Nächstes Thema")
    day.jonna.presses("Nächstes Thema")

    assert day.jonna.last.text == (
        "Tag 1, Frage 1\n"
        "<b>Einzelne Stimmen</b>\n"
        "1 Person.\n"
        "\n"
        "1 Fahrradwerkstatt. – <i>Sam</i> (als Zitat vorgesehen)\n"
        "\n"
        "2 weiß nicht – <i>Kim</i> (ohne Inhalt)"
    )
    day.jonna.presses("Nächstes Thema")
    assert day.jonna.last.text == TRUST


def test_a_large_theme_comes_in_pages_and_long_answers_are_read_in_full(
    workshop: Arranged,
) -> None:
    long = "Vertrauen " + " ".join(f"Wort{n}" for n in range(200))
    said = {f"Mensch {n}": (f"Vertrauen {n}.", Attribution.UNNAMED) for n in range(1, 31)}
    day = answer_day_one(workshop, {"Lang": (long, Attribution.FULL_NAME), **said})
    group_all(workshop.chat)

    day.jonna.presses("Themen ansehen")
    assert "\n\n1–8 von 31\n\n1 Vertrauen Wort0 " in day.jonna.last.text
    day.jonna.presses("Weitere Antworten")
    day.jonna.presses("Weitere Antworten")
    day.jonna.presses("Vorige Antworten")
    assert "\n\n9–16 von 31\n\n9 Vertrauen 8. – " in day.jonna.last.text
    day.jonna.presses("Antwort verschieben")
    assert day.jonna.last.labels[0] == ["Antwort 9", "Antwort 10"]
    day.jonna.presses("Weitere Antworten")
    assert day.jonna.last.labels[0] == ["Antwort 17", "Antwort 18"]
    day.jonna.presses("Zurück")
    day.jonna.presses("1 ganz lesen")
    assert day.jonna.last.text == f"<blockquote>{long}</blockquote>– Lang"


def test_a_question_that_still_waits_for_its_themes_shows_its_answers_and_says_so(
    workshop: Arranged,
) -> None:
    day = answer_day_one(workshop)
    day.jonna.presses("Themen ansehen")
    assert day.jonna.last.text == (
        "Ich suche noch nach Themen. Das dauert meist weniger als eine Minute."
    )
    day.jonna.presses("Antworten lesen")
    day.jonna.presses("Tag 1, Frage 1")
    assert "7 Antworten.\n\nIch suche noch nach Themen." in day.jonna.last.text
    day.jonna.says("/summary")
    assert "Tag 1: Ich suche noch nach Themen\n" in day.jonna.last.text


def test_where_nothing_is_shared_there_are_voices_only(workshop: Arranged) -> None:
    said = {"Amira Haddad": ("Zeit.", Attribution.FIRST_NAME)}
    day = answer_day_one(workshop, said)
    group_all(workshop.chat)

    day.jonna.presses("Themen ansehen")

    assert "<b>Einzelne Stimmen</b>\n1 Person.\n" in day.jonna.last.text
    day.jonna.presses("Übersicht")
    assert "Tag 1: keine Themen, nur einzelne Stimmen\n" in day.jonna.last.text
    day.jonna.taps(day.jonna.last.message_id, f"thwait:{workshop.id}")
    assert day.jonna.last.text.startswith("<b>Zusammenfassung")


@pytest.mark.parametrize(
    ("said", "line"), [("", "Tag 1: keine Antworten\n"), ("weiß nicht", "Tag 1: keine Themen\n")]
)
def test_a_day_without_voices_is_not_said_to_have_some(
    workshop: Arranged, said: str, line: str
) -> None:
    kim = workshop.joins("Kim Krause")
    workshop.wakes(at(30, "17:00"))
    if said:
        kim.says(said)
    workshop.wakes(at(30, "21:00"))
    group_all(workshop.chat)
    workshop.jonna.says("/summary")
    assert line in workshop.jonna.last.text


def test_a_day_without_answers_closes_without_a_word_about_themes(workshop: Arranged) -> None:
    workshop.joins("Amira Haddad")
    workshop.wakes(at(30, "17:00"))
    workshop.wakes(at(30, "21:00"))

    assert workshop.jonna.last.labels == [["Wieder öffnen"]]
    workshop.jonna.taps(workshop.jonna.last.message_id, f"sumday:{workshop.id}:1")
    assert "Welche Antworten willst du lesen?" in workshop.jonna.last.text


def test_after_the_last_day_and_where_no_time_is_set_no_moment_is_named(
    workshop: Arranged,
) -> None:
    workshop.reschedule(2, None)
    day = answer_day_one(workshop)

    assert day.jonna.last.text.endswith(
        "Ich suche jetzt nach Themen. Bitte bestätigt die, die stimmen."
    )


def test_only_confirmed_themes_are_counted_and_what_is_left_out_is_in_none(day: DayOne) -> None:
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Stimmt")
    answers = [day.answers[text] for text, _ in SAID.values()]
    with day.workshop.chat.begin() as step:
        step.work.summaries.leave_out(answers[1], left_out=True)
        workshop = step.work.workshops.get(day.workshop.id)
        found = reviews(step.work, workshop)
        first = compiled(step.work, workshop).questions[0]

    assert found == {
        QUESTION: Review(
            themes=(
                Theme("Vertrauen", (answers[0], answers[2]), confirmed=True),
                Theme("Listen", (answers[3], answers[4]), confirmed=False),
            ),
            mentions=(
                Mention("Vertrauen", tuple(answers[:3])),
                Mention("Listen", (answers[3], answers[4])),
            ),
            set_aside=frozenset({answers[6]}),
        )
    }
    assert first.question.id == QuestionId("bedeutung")
    assert [theme.label for theme in first.themes] == ["Vertrauen"]
    assert (first.voices, first.set_aside) == (None, (answers[6],))


def test_the_check_names_themes_that_nobody_confirmed_or_that_rest_on_one_person(
    day: DayOne,
) -> None:
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Stimmt")
    day.people["Grace Muster"].says("/forgetme")
    day.people["Grace Muster"].presses("Alles löschen")
    day.jonna.says("/publish")
    assert "<b>Nicht bestätigt:</b> 1 Thema (erscheint nicht): Tag 1, Frage 1\n" in (
        day.jonna.last.text
    )
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Stimmt")
    day.jonna.says("/publish")

    assert (
        "<b>Nur eine Person:</b> Thema „Listen“ (Tag 1, Frage 1)\n"
        "<b>Nicht bestätigt:</b> 0 Themen\n"
    ) in day.jonna.last.text
    day.jonna.presses("Einzelthema ansehen")
    assert "<b>Listen</b>\n1 Person. Bestätigt." in day.jonna.last.text
    day.jonna.presses("Auflösen")
    day.jonna.taps(day.jonna.last.message_id, f"thsingle:{day.workshop.id}")
    assert "Alle Themen sind bestätigt." in day.jonna.last.text


@pytest.mark.parametrize(
    "data",
    [
        "th:{}:x:0",
        "thok:{}:1",
        "thpick:{}:1:1:0:z",
        "thq:{}:1:1:999",
        "tho:{}:1:1:999",
        "thm:{}:1:1:999",
        "thwith:{}:1:1:1:1",
        "thto:{}:1",
        "vo:{}:99:0",
        "vonext:{}:x",
        "voseen:{}:99",
        "vopick:{}:1:0:z",
        "voq:{}:1",
        "voo:{}:999",
        "vob:{}:x",
        "vom:{}:999",
    ],
)
def test_buttons_that_mean_nothing_change_nothing(day: DayOne, data: str) -> None:
    day.jonna.presses("Themen ansehen")
    before = day.themes, day.jonna.sees()

    day.jonna.taps(day.jonna.last.message_id, data.format(day.workshop.id))

    assert (day.themes, day.jonna.sees()) == before
    assert day.workshop.chat.toasts


def test_nobody_else_reaches_a_theme(day: DayOne) -> None:
    amira = day.people["Amira Haddad"]
    for data in ("th:{}:1:0", "thok:{}:1:1", "vo:{}:1:0"):
        amira.taps(amira.last.message_id, data.format(day.workshop.id))

    assert "Tee" not in str(amira.sees())
    assert {theme.version for theme in day.themes.values()} == {1}
