"""Which answers are grouped, and what is kept of it."""

from dataclasses import replace

from bot.service.grouping import Task, keep, next_task, question_of
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.ids import FlowId, PersonId
from flows.library import library_flow
from flows.script import Kind
from flows.themes.values import Excerpt, Grouping, Voice
from tests.bot.arranging import Arranged, arrange, at, known
from tests.bot.chatting import Chat
from tests.bot.themes.by_word import by_first_word, group_all
from tests.bot.themes.day_one import QUESTION, SAID, DayOne, answer_day_one


def task(workshop: Arranged) -> Task | None:
    with workshop.chat.begin() as step:
        return next_task(step.work)


def test_answers_are_grouped_when_their_round_has_closed_and_not_before(
    workshop: Arranged,
) -> None:
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    dilan = workshop.joins("Dilan Yavuz", Attribution.NOT_QUOTED)
    workshop.wakes(at(30, "17:00"))
    amira.says("Sich kennen.")
    dilan.says("Geheim.")
    assert task(workshop) is None

    workshop.wakes(at(30, "21:00"))

    found = known(task(workshop))
    first, second = (voice.answer_id for voice in found.voices)
    assert found.ungrouped.question == QUESTION
    assert "Was bedeutet für uns Netzwerkarbeit" in found.asked
    assert "What does networking mean to us" in found.asked
    assert found.voices == (
        Voice(first, workshop.participant(amira).id, "Sich kennen.", "de", quotable=True),
        Voice(second, workshop.participant(dilan).id, "Geheim.", "de", quotable=False),
    )


def test_words_that_say_who_somebody_is_tell_nothing_about_the_answers(workshop: Arranged) -> None:
    grace = workshop.joins("Grace Probst")
    leo = workshop.joins("Leo Lind")
    workshop.wakes(at(30, "17:00"))
    grace.says("Ruft Leo an: 030 23125 017.")
    leo.says("Frau Probst kennt alle Türen.")
    workshop.wakes(at(30, "21:00"))

    words = known(task(workshop)).asked.split()

    assert words[-5:] == ["017", "030", "23125", "leo", "probst"]


def test_a_grouping_is_kept_with_its_quotes(day: DayOne) -> None:
    assert day.members == {
        "Vertrauen": [SAID[name][0] for name in ("Amira Haddad", "Leo Lind", "Dilan Yavuz")],
        "Listen": ["Listen teilen.", "Listen pflegen."],
    }
    assert day.quoted == ["Vertrauen wächst.", "Listen teilen.", "Fahrradwerkstatt."]
    assert task(day.workshop) is None
    assert not day.touched


def test_what_is_found_in_answers_that_have_changed_meanwhile_is_not_kept(
    workshop: Arranged,
) -> None:
    day = answer_day_one(workshop)
    old, oksana = known(task(workshop)), day.answers["Listen teilen."]
    with workshop.chat.begin() as step:
        step.work.summaries.leave_out(oksana, left_out=True)
    with workshop.chat.begin() as step:
        assert not keep(step.work, old, by_first_word(old.voices))
        assert step.work.themes.of(workshop.id) == ()

    new = known(task(workshop))

    assert "Listen teilen." not in [voice.text for voice in new.voices]
    assert new.ungrouped.of != old.ungrouped.of


def test_quotes_that_nobody_wants_any_more_go_unless_their_author_was_asked(day: DayOne) -> None:
    leo = day.answers["Vertrauen und Tee."]
    asked, sam = day.quotes[day.answers["Listen teilen."]], author(day, "Sam Berger")
    with day.workshop.chat.begin() as step:
        when = step.work.now
        step.work.quotes.save(replace(asked, state=QuoteState.ASKED, asked_at=when))
        # Somebody changes how they may be quoted; that alone makes the question due.
        found = known(step.work.participants.find(day.workshop.id, sam))
        step.work.participants.save(replace(found, attribution=Attribution.NOT_QUOTED))
    with day.workshop.chat.begin() as step:
        again = known(next_task(step.work))
        assert keep(step.work, again, Grouping(voice_quotes=()))

    assert day.quoted == ["Listen teilen."]
    assert leo not in day.quotes


def test_who_was_asked_keeps_what_they_were_asked_for(day: DayOne) -> None:
    oksana = day.answers["Listen teilen."]
    sam = author(day, "Sam Berger")
    kept = replace(day.quotes[oksana], state=QuoteState.ASKED, asked_at=day.workshop.chat.now)
    with day.workshop.chat.begin() as step:
        step.work.quotes.save(kept)
        found = known(step.work.participants.find(day.workshop.id, sam))
        step.work.participants.save(replace(found, attribution=Attribution.NOT_QUOTED))
    with day.workshop.chat.begin() as step:
        again = known(next_task(step.work))
        other = Grouping(voice_quotes=(Excerpt(oksana, "Listen"),))
        assert keep(step.work, again, other)

    assert day.quotes[oksana] == kept


def author(day: DayOne, name: str) -> PersonId:
    return day.workshop.person(day.people[name]).id


def test_questions_with_buttons_are_not_grouped(chat: Chat) -> None:
    workshop = arrange(chat, flow=library_flow(FlowId("zwei-tage")))
    amira = workshop.joins("Amira Haddad")
    workshop.wakes(at(30, "17:00"))
    for _ in range(4):
        amira.says("Eins.")
    amira.says("1")
    workshop.wakes(at(30, "21:00"))
    with chat.begin() as step:
        answered = [one.question for one in step.work.summaries.answers(workshop.id)]
        due = {one.question for one in step.work.groupings.due(at(30, "12:00"))}
    assert due == set(answered)

    group_all(chat)

    with chat.begin() as step:
        grouped = step.work.themes.groupings(workshop.id)
    (left,) = due - grouped.keys()
    assert known(question_of(workshop.workshop, left)).kind is Kind.CHOICE
