"""Whatever a wall rests on leaves a trace: the next look shows the change, and reads only then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.service import joining, wall_names
from bot.service.leaving import leave
from bot.service.wall_view import Look
from flows.attribution import Attribution
from flows.summary import Mention
from flows.themes.values import Grouping
from flows.wall import Heard, Named
from flows.workshop import Joining, Role
from tests.bot.chatting import Chat, Human
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import QUESTION, SAID, DayOne, answer_day_one
from tests.bot.wall.setting import with_wall
from tests.bot.wall.test_looking import lets_name_be_seen, looked

SHOWN = (Named("Vertrauen", 4),)
"""What four people say, one of whom may not be quoted; of three it needs all."""


def closed_day(chat: Chat) -> tuple[DayOne, str]:
    """A closed day with a word on the wall; nobody has confirmed a theme."""
    arranged, token = with_wall(chat)
    day = answer_day_one(arranged, {**SAID, "Mia Muster": ("Vertrauen.", Attribution.UNNAMED)})
    group_all(chat)
    return day, token


def first_question(look: Look) -> Heard:
    return look.view.days[0].questions[0]


def renamed(chat: Chat, human: Human, name: str) -> None:
    """Somebody has another name in Telegram, and writes to the bot."""
    chat.person(human.id, name).says("/help")


def test_while_nothing_changes_nothing_is_read_again(chat: Chat) -> None:
    day, token = closed_day(chat)
    first = looked(chat, token)
    assert first_question(first).words == SHOWN
    chat.now += timedelta(hours=1)
    day.people["Leo Lind"].says("/help")
    again = looked(chat, token, first)
    assert (again.at, again.findings is first.findings) == (chat.now, True)


def test_a_name_on_the_wall_follows_what_its_owner_is_called_now(chat: Chat) -> None:
    arranged, token = with_wall(chat)
    leo = arranged.joins("Leo Lind")
    lets_name_be_seen(arranged, leo)
    first = looked(chat, token)
    assert first.view.names == ("Leo",)

    renamed(chat, leo, "Leonie Lind")
    second = looked(chat, token, first)
    assert second.view.names == ("Leonie",)

    participant = arranged.participant(leo)
    with chat.begin() as step:
        wall_names.hide(step, participant)
    third = looked(chat, token, second)
    assert third.view.names == ()


def is_called_so(day: DayOne) -> None:
    renamed(day.workshop.chat, day.people["Kim Krause"], "Kim Vertrauen")


def facilitator_is_called_so(day: DayOne) -> None:
    renamed(day.workshop.chat, day.tarek, "Vertrauen Muster")


def comes_to_facilitate(day: DayOne) -> None:
    day.workshop.has_role("Vertrauen Muster", Role.FACILITATOR)


def wants_to_be_quoted_so(day: DayOne) -> None:
    chooses(day, "Kim Krause", Attribution.FULL_NAME, "K. Vertrauen")


def is_not_quoted_any_more(day: DayOne) -> None:
    chooses(day, "Leo Lind", Attribution.NOT_QUOTED)


def chooses(day: DayOne, name: str, how: Attribution, typed: str | None = None) -> None:
    arranged, human = day.workshop, day.people[name]
    person, participant = arranged.person(human), arranged.participant(human)
    with arranged.chat.begin() as step:
        joining.choose_quoting(step, person, participant, how, typed)


def leaves(day: DayOne) -> None:
    arranged, human = day.workshop, day.people["Leo Lind"]
    person, participant = arranged.person(human), arranged.participant(human)
    with arranged.chat.begin() as step:
        leave(step, person, participant)


def deletes_everything(day: DayOne) -> None:
    leo = day.people["Leo Lind"]
    leo.says("/forgetme")
    leo.presses("Alles löschen")


def says_something_else(day: DayOne) -> None:
    edits_late(day, "Nur Tee.")


def tells_of_others(day: DayOne) -> None:
    edits_late(day, "Vertrauen. Ruf Oksana an: 030 1234567.")


def edits_late(day: DayOne, text: str) -> None:
    """Somebody changes their answer when the day has closed, and it is let in."""
    leo = day.people["Leo Lind"]
    leo.edits(day.messages["Leo Lind"], text)
    leo.presses(leo.last.labels[0][0])
    day.jonna.presses("Include")


def is_left_out(day: DayOne) -> None:
    leave_out(day, "Vertrauen und Tee.", left_out=True)


def leave_out(day: DayOne, text: str, *, left_out: bool) -> None:
    number = day.answers[text]
    with day.workshop.chat.begin() as step:
        step.work.summaries.leave_out(number, left_out=left_out)


def is_grouped_otherwise(day: DayOne) -> None:
    regroup(day, ())


def regroup(day: DayOne, mentions: tuple[Mention, ...]) -> None:
    """The same answers are grouped anew, and no theme is found."""
    chat = day.workshop.chat
    chat.now += timedelta(seconds=1)
    grouping = Grouping(themes=(), voices=(), voice_quotes=(), set_aside=(), mentions=mentions)
    with chat.begin() as step:
        step.work.themes.store(day.workshop.id, QUESTION, grouping, "other", chat.now)


@pytest.mark.parametrize(
    "happens",
    [
        is_called_so,
        facilitator_is_called_so,
        comes_to_facilitate,
        wants_to_be_quoted_so,
        is_not_quoted_any_more,
        leaves,
        deletes_everything,
        says_something_else,
        tells_of_others,
        is_left_out,
        is_grouped_otherwise,
    ],
)
def test_a_word_that_is_not_to_be_shown_any_more_is_gone_at_the_next_look(
    chat: Chat, happens: Callable[[DayOne], None]
) -> None:
    day, token = closed_day(chat)
    before = looked(chat, token)
    assert first_question(before).words == SHOWN
    happens(day)
    assert first_question(looked(chat, token, before)).words == ()


def test_a_deleted_answer_is_not_counted_at_the_next_look(chat: Chat) -> None:
    day, token = closed_day(chat)
    before = looked(chat, token)
    deletes_everything(day)
    assert [first_question(one).people for one in (before, looked(chat, token, before))] == [8, 7]


def test_words_that_are_found_when_the_same_answers_are_grouped_again_are_shown(
    chat: Chat,
) -> None:
    day, token = closed_day(chat)
    answers = tuple(number for text, number in day.answers.items() if "Vertrauen" in text)
    regroup(day, ())
    before = looked(chat, token)
    assert first_question(before).words == ()
    regroup(day, (Mention("Vertrauen", answers),))
    assert first_question(looked(chat, token, before)).words == SHOWN


def test_two_changes_between_two_looks_do_not_hide_each_other(chat: Chat) -> None:
    day, token = closed_day(chat)
    leave_out(day, "Listen teilen.", left_out=True)
    before = looked(chat, token)
    assert first_question(before).words == SHOWN
    leave_out(day, "Listen teilen.", left_out=False)
    leave_out(day, "Vertrauen und Tee.", left_out=True)
    after = looked(chat, token, before)
    assert first_question(after).words == ()

    leave_out(day, "Vertrauen und Tee.", left_out=False)
    leo, sam = (day.workshop.participant(day.people[one]) for one in ("Leo Lind", "Sam Berger"))
    with chat.begin() as step:
        step.work.participants.save(replace(sam, state=Joining.LEFT))
    before = looked(chat, token, after)
    assert first_question(before).words == SHOWN
    with chat.begin() as step:
        step.work.participants.save(sam)
        step.work.participants.save(replace(leo, state=Joining.LEFT))
    assert first_question(looked(chat, token, before)).words == ()
