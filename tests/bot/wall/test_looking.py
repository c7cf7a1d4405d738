"""What a wall shows at each stand of a workshop, from the database as it is."""

from dataclasses import replace

import pytest

from bot.service import menus, wall, wall_names
from bot.service.standing import standing_of
from bot.service.wall_view import Look, look
from flows.attribution import Attribution
from flows.stand import Stand, Standing
from flows.wall import Named, View
from tests.bot.arranging import Arranged, at, known
from tests.bot.chatting import BOT, Chat, Human
from tests.bot.publishing.out import AMIRA, LEO, out
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import SAID, answer_day_one
from tests.bot.themes.day_one import day_one as grouped_day_one
from tests.bot.wall.setting import with_wall


def looked(chat: Chat, token: str, before: Look | None = None) -> Look:
    with chat.begin() as step:
        step.work.facts.put(menus.BOT_USERNAME, BOT)
        return known(look(step.work, token, before))


def view(chat: Chat, token: str) -> View:
    return looked(chat, token).view


def lets_name_be_seen(arranged: Arranged, human: Human) -> None:
    participant, person = arranged.participant(human), arranged.person(human)
    with arranged.chat.begin() as step:
        wall_names.show(step, person, participant, None)


def test_a_token_that_opens_nothing_shows_nothing(chat: Chat) -> None:
    arranged, token = with_wall(chat)
    workshop = arranged.workshop
    with chat.begin() as step:
        assert look(step.work, "wrong") is None
        wall.switch_off(step, workshop)
        assert look(step.work, token) is None


def test_a_planned_workshop_shows_who_has_joined_and_when_it_begins(chat: Chat) -> None:
    arranged, token = with_wall(chat)
    amira, leo = arranged.joins("Amira Haddad"), arranged.joins("Leo Lind")
    lets_name_be_seen(arranged, leo)
    found = looked(chat, token)
    assert found.view == View(
        title="Netzwerkarbeit",
        host="Beispielhaus e. V., Musterstadt",
        language="en",
        standing=Standing(Stand.PLANNED),
        joined=2,
        names=("Leo",),
        opens=(1, at(30, "17:00")),
        day=None,
        days=(),
        post=None,
    )
    assert found.link == f"https://t.me/{BOT}?start={arranged.workshop.invite_token}"
    amira.says("/leave")
    assert view(chat, token).joined == 1


def test_an_open_day_shows_the_same_numbers_as_its_status(chat: Chat) -> None:
    arranged, token = with_wall(chat)
    people = [arranged.joins(f"Person {number}") for number in range(5)]
    arranged.wakes(at(30, "17:00"))
    for human, said in zip(people, (0, 1, 2, 4, 5), strict=True):
        for number in range(said):
            human.says(f"Words {number}")
    people[3].says("/skip")

    found = view(chat, token)

    day = known(found.day)
    with chat.begin() as step:
        status = standing_of(step.work, step.work.rounds.of(arranged.id)[0])
    assert (day.number, day.closes_at) == (1, at(30, "21:00"))
    assert (day.done, day.answering) == (status.done, status.under_way) == (2, 2)
    assert [(one.done, one.asked) for one in day.questions] == [
        (4, 5),
        (3, 4),
        (2, 3),
        (2, 2),
        (2, 2),
    ]
    assert [one.done for one in day.questions] == [
        one.answers + one.skipped for one in status.questions
    ]


def test_after_a_day_it_shows_words_of_three_people_and_themes_that_are_confirmed(
    chat: Chat,
) -> None:
    arranged, token = with_wall(chat)
    day = answer_day_one(arranged, {**SAID, "Mia Muster": ("Vertrauen.", Attribution.UNNAMED)})
    before = looked(chat, token)
    assert before.view.days[0].questions[0].words == ()
    group_all(chat)
    first = looked(chat, token, before).view.days[0].questions[0]
    assert (first.people, first.themes, first.words) == (8, (), (Named("Vertrauen", 4),))

    day.jonna.presses("See themes")
    day.jonna.presses("That's right")
    first = looked(chat, token, before).view.days[0].questions[0]
    assert (first.themes, first.words) == ((Named("Vertrauen", 4),), ())


def test_where_only_two_may_be_quoted_a_word_is_not_shown(chat: Chat) -> None:
    arranged, token = with_wall(chat)
    grouped_day_one(arranged)
    assert looked(chat, token).view.days[0].questions[0].words == ()


def test_what_is_published_is_shown_as_it_stands_now(chat: Chat) -> None:
    everybody = out(chat)
    workshop = everybody.workshop.workshop
    with chat.begin() as step:
        step.work.walls.put(workshop.id, "token")
    everybody.publish()
    before = looked(chat, "token")
    quotes = [one.text for one in known(before.view.post).quotes]
    assert f"{AMIRA} singt." in quotes
    assert (before.view.standing, before.view.day, before.view.days) == (
        Standing(Stand.PUBLISHED),
        None,
        (),
    )

    everybody.amira.says("/forgetme")
    everybody.amira.presses("Alles löschen")
    after = known(looked(chat, "token", before).view.post)
    assert after == everybody.post.summary
    assert AMIRA not in repr(after)
    assert LEO in repr(after)


@pytest.mark.parametrize("held", [False, True])
def test_between_the_days_it_says_when_the_next_one_opens(chat: Chat, held: bool) -> None:
    arranged, token = with_wall(chat)
    answer_day_one(arranged)
    with chat.begin() as step:
        step.work.workshops.save(replace(step.work.workshops.get(arranged.id), held=held))
    found = view(chat, token)
    assert found.standing.stand is (Stand.HELD if held else Stand.BETWEEN)
    assert found.opens == (None if held else (2, at(31, "15:30")))
    assert [day.number for day in found.days] == [1]
