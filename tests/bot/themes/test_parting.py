"""When answers go or change, their words leave themes, names and quotes."""

from dataclasses import replace

import pytest

from bot.service.compiling import reviews
from bot.service.grouping import next_task
from bot.service.parting import bear_out_all
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.themes.values import Excerpt, Grouping, Proposal
from flows.workshop import Workshop
from storage.themes import StoredTheme
from storage.work import Work
from tests.bot.arranging import Arranged, at, known
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import QUESTION, DayOne, answer_day_one

TOLD = (
    "Eine Antwort ist nicht mehr da, oder sie soll nicht mehr zitiert werden.\n"
    "Die Namen von Themen haben Wörter verloren, die nur darin standen: Tag 1, Frage 1. "
    "Bitte seht sie euch an und bestätigt sie noch einmal."
)
DOUBTFUL = (
    "Eine Antwort ist nicht mehr da, oder sie soll nicht mehr zitiert werden.\n"
    "Ein Name, den ihr getippt habt, enthält vielleicht noch ein solches Wort: Tag 1, Frage 1. "
    "Bitte seht nach, ob er bleiben kann."
)


@pytest.fixture
def named(workshop: Arranged) -> DayOne:
    """A theme whose name holds a word of Amira's alone, and facilitators have worked on it."""
    day = answer_day_one(workshop)
    with workshop.chat.begin() as step:
        found = known(next_task(step.work))
        members = [voice.answer_id for voice in found.voices if "Vertrauen" in voice.text]
        theme = Proposal("Vertrauen, Zeit", tuple(members), Excerpt(members[0], "Es braucht Zeit."))
        grouping = Grouping(themes=(theme,))
        of = found.ungrouped.of
        step.work.themes.store(workshop.id, QUESTION, grouping, of, step.work.now)
        step.work.themes.touch(workshop.id, QUESTION)
        step.work.quotes.propose(members[0], "Es braucht Zeit.")
    save(day, replace(only(day), confirmed_at=workshop.chat.now))
    return day


def only(day: DayOne) -> StoredTheme:
    (theme,) = day.themes.values()
    return theme


def save(day: DayOne, theme: StoredTheme) -> None:
    with day.workshop.chat.begin() as step:
        jonna = known(step.work.people.by_chat(day.jonna.id)).id
        assert step.work.themes.save(day.workshop.id, theme, "changed", jonna, step.work.now)


def test_who_is_forgotten_leaves_no_word_in_a_name_that_only_they_used(named: DayOne) -> None:
    named.people["Amira Haddad"].says("/forgetme")
    named.people["Amira Haddad"].presses("Alles löschen")

    assert named.members == {"Vertrauen": ["Vertrauen und Tee.", "Vertrauen, nur unter uns."]}
    theme = only(named)
    assert (theme.confirmed_at, theme.quote, theme.before) == (None, None, None)
    assert named.quoted == []
    assert named.jonna.last.text == TOLD
    assert named.tarek.last.labels == [["Themen ansehen"]]


def test_a_name_of_nothing_but_such_words_is_made_anew_from_the_answers_that_are_left(
    named: DayOne,
) -> None:
    save(named, replace(only(named), label="Zeit"))
    named.people["Amira Haddad"].says("/forgetme")
    named.people["Amira Haddad"].presses("Alles löschen")
    (label,) = named.members
    assert "Vertrauen" in label
    assert named.jonna.last.text == TOLD

    # Dilan, who is left, does not want to be quoted.
    named.people["Leo Lind"].says("/forgetme")
    named.people["Leo Lind"].presses("Alles löschen")
    assert list(named.members) == [""]


def test_a_name_without_such_a_word_stays_confirmed_and_nobody_is_told(named: DayOne) -> None:
    before = len(named.jonna.sees())
    named.people["Leo Lind"].says("/forgetme")
    named.people["Leo Lind"].presses("Alles löschen")

    theme = only(named)
    assert (theme.label, theme.confirmed_at) == ("Vertrauen, Zeit", named.workshop.chat.now)
    assert len(theme.answers) == 2
    assert len(named.jonna.sees()) == before


def test_a_name_that_was_typed_stays_and_facilitators_are_asked_to_look(named: DayOne) -> None:
    save(named, replace(only(named), label="Braucht Zeit", label_typed=True))
    named.people["Amira Haddad"].says("/forgetme")
    named.people["Amira Haddad"].presses("Alles löschen")

    assert list(named.members) == ["Braucht Zeit"]
    assert named.jonna.last.text == DOUBTFUL


def test_who_does_not_want_to_be_quoted_any_more_leaves_no_word_in_a_name(named: DayOne) -> None:
    amira = named.people["Amira Haddad"]
    amira.says("/privacy")
    participant = named.workshop.participant(amira)
    amira.taps(amira.last.message_id, f"quote:{participant.id}:not_quoted")

    assert named.workshop.participant(amira).attribution is Attribution.NOT_QUOTED
    assert list(named.members) == ["Vertrauen"]
    assert len(only(named).answers) == 3


def test_who_leaves_does_not_leave_words_in_a_name(named: DayOne) -> None:
    named.people["Amira Haddad"].says("/leave")

    assert list(named.members) == ["Vertrauen"]


def test_a_changed_answer_leaves_its_themes_and_a_quote_that_is_no_part_of_it_goes(
    named: DayOne,
) -> None:
    named.workshop.wakes(at(30, "21:10"))
    reopen(named)
    named.people["Amira Haddad"].edits(named.messages["Amira Haddad"], "Ganz anders.")

    assert named.members == {"Vertrauen": ["Vertrauen und Tee.", "Vertrauen, nur unter uns."]}
    assert named.quoted == []


def test_a_quote_that_is_still_a_part_of_the_changed_answer_stays(named: DayOne) -> None:
    reopen(named)
    text = "Es braucht Zeit. Und Tee."
    members = named.members["Vertrauen, Zeit"]
    named.people["Amira Haddad"].edits(named.messages["Amira Haddad"], text)

    assert named.quoted == ["Es braucht Zeit."]
    assert named.members == {"Vertrauen": members[1:]}


def test_words_written_for_the_post_stay_when_the_answer_changes(named: DayOne) -> None:
    amira = named.answers["Vertrauen wächst. Es braucht Zeit."]
    quote = replace(named.quotes[amira], words="Zeit.", own_words=True, state=QuoteState.ALLOWED)
    with named.workshop.chat.begin() as step:
        step.work.quotes.save(quote)
    reopen(named)
    named.people["Amira Haddad"].edits(named.messages["Amira Haddad"], "Ganz anders.")

    assert named.quoted == ["Zeit."]


def test_an_answer_to_a_question_that_was_never_grouped_simply_changes(
    workshop: Arranged,
) -> None:
    amira = workshop.joins("Amira Haddad")
    workshop.wakes(at(30, "17:00"))
    number = amira.says("Eins.")
    amira.edits(number, "Zwei.")
    with workshop.chat.begin() as step:
        assert [one.text for one in step.work.summaries.answers(workshop.id)] == ["Zwei."]


def test_words_of_few_people_are_not_counted_any_more(day: DayOne) -> None:
    with day.workshop.chat.begin() as step:
        step.work.themes.touch(day.workshop.id, QUESTION)
    for name in ("Oksana K.", "Leo Lind"):
        day.people[name].says("/forgetme")
        day.people[name].presses("Alles löschen")

    with day.workshop.chat.begin() as step:
        grouping = step.work.themes.groupings(day.workshop.id)[QUESTION]
    assert [(one.word, one.people) for one in grouping.mentions] == [("Vertrauen", 2)]


def test_after_a_restore_no_name_holds_a_word_that_no_answer_has(named: DayOne) -> None:
    amira = named.workshop.participant(named.people["Amira Haddad"])
    with named.workshop.chat.begin() as step:
        step.work.participants.remove(amira.id)
        bear_out_all(step.work)

    assert list(named.members) == ["Vertrauen"]


def reopen(day: DayOne) -> None:
    round_ = day.workshop.round(1)
    day.jonna.taps(day.jonna.last.message_id, f"reopen:{day.workshop.id}:{round_.id}")


def test_after_a_change_untouched_themes_are_grouped_anew(day: DayOne) -> None:
    reopen(day)
    day.people["Sam Berger"].edits(day.messages["Sam Berger"], "Listen mit Datum.")
    day.workshop.wakes(at(30, "23:00"))
    group_all(day.workshop.chat)

    assert day.members["Listen"] == ["Listen teilen.", "Listen pflegen.", "Listen mit Datum."]


def test_a_word_of_nobody_who_may_be_quoted_is_counted_no_more(day: DayOne) -> None:
    workshop = day.workshop.workshop
    with day.workshop.chat.begin() as step:
        step.work.themes.touch(workshop.id, QUESTION)
        assert words_counted(step.work, workshop) == ["Vertrauen", "Listen"]

    for name in ("Oksana K.", "Grace Muster"):
        day.people[name].says("/privacy")
        day.people[name].presses("Zitieren ändern")
        day.people[name].presses("Nicht zitieren")

    with day.workshop.chat.begin() as step:
        assert words_counted(step.work, workshop) == ["Vertrauen"]


def words_counted(work: Work, workshop: Workshop) -> list[str]:
    return [one.word for one in reviews(work, workshop)[QUESTION].mentions]
