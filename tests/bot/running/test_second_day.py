"""What the second day hands on from the first."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.ids import QuestionId
from flows.summary import Mention
from flows.themes.values import Grouping, Proposal
from tests.bot.arranging import SUNDAY, Arranged, arrange, at
from tests.bot.chatting import Chat, Human

MEANING = QuestionId("bedeutung")
WEEK = timedelta(weeks=1)
A_WEEK_LATER = replace(SUNDAY, opens=SUNDAY.opens + WEEK, closes=SUNDAY.closes + WEEK)
SKIPS = ["Überspringen"] * 4


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def opens(workshop: Arranged, *words: str, language: str = "de") -> list[Human]:
    """Day 1, on which people answer the first question with these words."""
    people = [workshop.joins(f"Gast{n} Muster", language=language) for n in range(len(words))]
    workshop.wakes(at(30, "17:00"))
    for person, said in zip(people, words, strict=True):
        if said:
            person.says(said)
    workshop.wakes(at(30, "21:00"))
    return people


def grouped(workshop: Arranged, label: str = "Vertrauen", *, confirmed: bool) -> None:
    """The first three answers share a theme."""
    jonna = workshop.person(workshop.jonna).id
    with workshop.chat.begin() as step:
        work = step.work
        ids = tuple(one.answer_id for one in work.summaries.answers(workshop.id))
        found = Grouping((Proposal(label, ids[:3], None),), mentions=(Mention("kennen", ids[:2]),))
        work.themes.store(workshop.id, MEANING, found, "", work.now)
        if confirmed:
            (theme,) = work.themes.of(workshop.id)
            theme = replace(theme, confirmed_at=work.now)
            work.themes.save(workshop.id, theme, "confirmed", jonna, work.now)


FOUR = ("Sich kennen.", "Alle kennen.", "Zuhören.", "Fragen.")


def test_confirmed_themes_stand_in_the_opening_of_the_second_day(workshop: Arranged) -> None:
    amira, *_ = opens(workshop, *FOUR)
    grouped(workshop, confirmed=True)
    workshop.wakes(at(31, "15:30"))
    assert plain(amira.last.text) == (
        "Hallo Gast0. Gestern haben 4 Personen geantwortet. Das kam am häufigsten vor:\n"
        "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?\n"
        "• Vertrauen: 3 Personen\n"
        "Heute geht es um die Praxis: fünf Fragen, offen bis 19:00 Uhr (Berlin).\n\n"
        "Frage 1 von 5\n"
        "Welche Themen, Projekte und Vorhaben halten wir für geeignet, sie als Netzwerk zu "
        "bearbeiten?\n"
        "Einfach gefragt: Was schafft ihr zusammen besser als allein?"
    )


def test_words_are_counted_where_no_theme_is_confirmed(workshop: Arranged) -> None:
    amira, *_ = opens(workshop, *FOUR)
    grouped(workshop, confirmed=False)
    workshop.wakes(at(31, "15:30"))
    assert "• „kennen“: in 2 von 4 Antworten\nHeute" in plain(amira.last.text)
    assert "Vertrauen" not in amira.last.text


def test_an_answer_that_was_left_out_is_not_counted(workshop: Arranged) -> None:
    amira, *_ = opens(workshop, *FOUR)
    grouped(workshop, confirmed=True)
    with workshop.chat.begin() as step:
        first = step.work.summaries.answers(workshop.id)[0]
        step.work.summaries.leave_out(first.answer_id, left_out=True)
    workshop.wakes(at(31, "15:30"))
    assert "• Vertrauen: 2 Personen" in plain(amira.last.text)


def test_of_fewer_than_four_answers_nothing_is_counted(workshop: Arranged) -> None:
    amira, *_ = opens(workshop, *FOUR[:3])
    grouped(workshop, confirmed=True)
    workshop.wakes(at(31, "15:30"))
    assert plain(amira.last.text).startswith(
        "Hallo Gast0. Gestern haben 3 Personen geantwortet.\nHeute geht es um die Praxis"
    )


def test_where_nobody_answered_nothing_is_said_about_it(workshop: Arranged) -> None:
    (amira,) = opens(workshop, "")
    workshop.wakes(at(31, "15:30"))
    assert amira.last.text.startswith("Hallo Gast0. Heute geht es um die Praxis")


def test_a_day_that_was_not_yesterday_is_called_by_its_number(workshop: Arranged) -> None:
    amira, *_ = opens(workshop, *FOUR, language="en")
    grouped(workshop, confirmed=True)
    workshop.reschedule(2, A_WEEK_LATER)
    workshop.wakes(at(31, "15:30") + WEEK)
    assert amira.last.text.startswith("Hello Gast0. 4 people answered on day 1. This came up most:")


def test_own_words_come_back_above_the_question_that_recalls_them(workshop: Arranged) -> None:
    amira, leo = opens(workshop, "Sich kennen,\nbevor man sich <braucht>.", "")
    workshop.wakes(at(31, "15:30"))
    for person in (amira, leo):
        for label in SKIPS:
            person.presses(label)
    assert amira.last.text == (
        "Übersprungen. Frage 5 von 5\n"
        "Gestern hast du zu „Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?“ "
        "geschrieben:\n"
        "<blockquote>Sich kennen,\nbevor man sich &lt;braucht&gt;.</blockquote>\n"
        "<b>Was ist dir klar geworden?</b>\n"
        "<i>Einfach gefragt: Was nimmst du mit? Siehst du heute etwas anders?</i>"
    )
    assert "geschrieben" not in leo.last.text


def test_own_words_come_back_as_they_were_changed(workshop: Arranged) -> None:
    (amira,) = [workshop.joins("Amira Haddad")]
    workshop.wakes(at(30, "17:00"))
    said = amira.says("Erst so.")
    amira.edits(said, "Dann so.")
    workshop.wakes(at(30, "21:00"))
    workshop.wakes(at(31, "15:30"))
    for label in SKIPS:
        amira.presses(label)
    assert "<blockquote>Dann so.</blockquote>" in amira.last.text


def test_a_question_may_recall_one_of_the_same_day(chat: Chat) -> None:
    script = arrange(chat).workshop.flow
    first, second, *others = script.days[0].questions
    second = second.model_copy(update={"recall": first.id})
    day = script.days[0].model_copy(update={"questions": (first, second, *others)})
    flow = script.model_copy(update={"days": (day, script.days[1])})
    workshop = arrange(chat, flow=flow, number=2)
    amira, leo = workshop.joins("Amira Haddad"), workshop.joins("Leo Lind", language="en")
    workshop.wakes(at(30, "17:00"))
    amira.says("Zuhören.")
    leo.presses("Skip")
    assert "Vorhin hast du zu „Was bedeutet" in amira.last.text
    assert "<blockquote>Zuhören.</blockquote>" in amira.last.text
    assert "wrote" not in leo.last.text


def test_a_question_that_recalls_an_older_day_names_the_day(workshop: Arranged) -> None:
    amira, _ = opens(workshop, "Listening.", "Asking.", language="en")
    workshop.reschedule(2, A_WEEK_LATER)
    workshop.wakes(at(31, "15:30") + WEEK)
    for label in ["Skip"] * 4:
        amira.presses(label)
    assert "On day 1 you wrote on “What does networking mean to us" in amira.last.text
