"""Simulated people: one, all, slowly, some silent, more of them."""

import asyncio
import time

import pytest

from bot.rehearsal.room import Action, FlowFile, Impossible, open_room
from bot.rehearsal.room.actions import (
    AddPeople,
    Block,
    DeleteAccount,
    LetAllAnswer,
    LetAnswer,
    LetAnswerSlowly,
    NextDue,
    OpenLink,
    Silence,
    StopAnswering,
)
from tests.bot.rehearsal.room.hands import Hands, hands, two_days
from tests.patience import PATIENCE

LONG = 60.0
"""Seconds between two turns, for which nobody is to wait here."""


async def said(at: Hands, name: str) -> list[str]:
    """What somebody has written."""
    return [one.text for one in at.chat(at.person(name).id).messages if not one.from_bot]


def is_arabic(text: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in text)


def is_cyrillic(text: str) -> bool:
    return any("\u0400" <= sign <= "\u04ff" for sign in text)


async def test_one_turn_joins_and_another_answers_one_question() -> None:
    async with hands() as at:
        await at.set_up()
        leo = at.person("Leo").id

        await at.do(LetAnswer(leo))
        assert (at.person("Leo").role, at.look().crowd.joined) == ("participant", 1)
        await at.do(NextDue())
        await at.do(LetAnswer(leo))

        assert [one.answers for one in at.look().crowd.answered] == [1, 0, 0, 0]
        assert "Frage 2 von 4" in at.newest(leo).text


async def test_who_is_asked_again_in_the_middle_goes_on_from_there() -> None:
    async with hands() as at:
        await at.set_up()
        leo = at.person("Leo").id
        await at.room.act(LetAllAnswer())
        while not at.chat(leo).messages:
            await at.room.changed(at.look().version)
        await at.all_answer()

        assert at.look().crowd.joined == 6


async def test_answers_come_in_arabic_and_ukrainian_too() -> None:
    async with hands() as at:
        await at.set_up()
        await at.all_answer()
        await at.do(NextDue())
        await at.all_answer()

        assert any(map(is_arabic, await said(at, "أميرة")))
        assert any(map(is_cyrillic, await said(at, "Оксана")))
        assert "Das waren die Fragen für heute" in at.newest(at.person("أميرة").id).text
        assert "Those were today" in at.newest(at.person("Оксана").id).text


async def test_what_the_page_types_for_somebody_counts_as_theirs() -> None:
    async with hands() as at:
        await at.set_up()
        leo = at.person("Leo").id
        await at.do(LetAnswer(leo))
        await at.do(NextDue())
        for number in range(2):
            await at.say(leo, f"Von Hand {number}")

        await at.all_answer()

        assert (await said(at, "Leo"))[1:3] == ["Von Hand 0", "Von Hand 1"]
        assert len(await said(at, "Leo")) == 4
        assert at.look().crowd.answered[0].answers == 6
        assert "Das waren die Fragen für heute" in at.newest(leo).text


async def test_when_the_page_has_answered_the_last_question_nothing_is_added() -> None:
    async with hands() as at:
        await at.set_up()
        leo = at.person("Leo").id
        await at.do(LetAnswer(leo))
        await at.do(NextDue())
        for text in ("Eins", "Zwei", "Drei", "1"):
            await at.say(leo, text)

        with pytest.raises(Impossible, match=r"^Nothing waits for Leo Lind now: "):
            await at.do(LetAnswer(leo))
        assert (await said(at, "Leo"))[1:] == ["Eins", "Zwei", "Drei", "1"]


async def test_who_is_silent_does_nothing_until_they_are_meant_in_person() -> None:
    async with hands() as at:
        await at.set_up()
        leo = at.person("Leo").id
        await at.do(Silence(leo))
        await at.all_answer()
        assert at.person("Leo").silent
        assert await said(at, "Leo") == []

        await at.do(LetAnswer(leo))
        assert at.person("Leo").role == "participant"
        await at.do(NextDue())
        await at.all_answer()
        assert "Frage 1 von 4" in at.newest(leo).text
        await at.do(Silence(leo, silent=False))
        await at.all_answer()
        assert "Das waren die Fragen für heute" in at.newest(leo).text


async def test_more_people_come_at_any_time() -> None:
    async with hands() as at:
        await at.set_up()
        await at.do(AddPeople(3))
        names = [one.name for one in at.look().people]
        assert len(set(names)) == 10
        assert at.look().crowd.of == 9

        await at.do(NextDue())
        await at.all_answer()
        silent = sum(one.silent for one in at.look().people)
        assert at.look().crowd.joined == 9 - silent


@pytest.mark.parametrize("number", [0, -1, 494])
async def test_nobody_comes_where_there_would_be_too_many(number: int) -> None:
    async with hands() as at:
        with pytest.raises(Impossible, match=r"at most 500 people\. Add 1 to 493 more"):
            await at.do(AddPeople(number))


async def test_when_all_are_there_nobody_else_comes() -> None:
    async with hands() as at:
        await at.do(AddPeople(493))
        with pytest.raises(Impossible, match=r"at most 500 people\. All are here"):
            await at.do(AddPeople(1))


async def test_who_has_blocked_the_bot_or_is_gone_does_nothing() -> None:
    async with hands() as at:
        await at.set_up()
        await at.all_answer()
        leo, grace = at.person("Leo").id, at.person("Grace").id
        await at.do(Block(leo))
        await at.do(DeleteAccount(grace))
        await at.do(NextDue())
        await at.all_answer()

        assert (at.person("Leo").blocked, at.person("Grace").gone) == (True, True)
        assert at.look().crowd.answered[0].answers == 4
        # Who has joined stays somebody who has.
        assert (at.look().crowd.joined, at.look().crowd.of) == (6, 6)
        assert [(one.method, one.description) for one in at.chat(grace).refusals] == [
            ("sendMessage", "Forbidden: user is deactivated")
        ]
        with pytest.raises(Impossible, match="has blocked the bot, or is gone"):
            await at.do(LetAnswer(leo))


async def test_a_facilitator_who_was_invited_does_not_take_part() -> None:
    async with hands() as at:
        await at.set_up()
        sam = at.person("Sam").id
        await at.say(at.jonna, "/invite facilitator")
        link = at.chat(sam).link
        assert link is not None
        assert "?start=f_" in link
        await at.do(OpenLink(sam, link))
        await at.press(sam, "teamyes:")
        assert at.person("Sam").role == "facilitator"

        await at.all_answer()

        assert at.look().crowd.joined == 5
        assert at.person("Sam").role == "facilitator"


async def test_slowly_they_act_one_after_the_other_until_it_is_stopped() -> None:
    async with hands() as at, asyncio.timeout(PATIENCE):
        await at.set_up()
        await at.room.act(LetAnswerSlowly(60.0))
        while not (acted := [one for one in at.look().people[1:] if at.chat(one.id).messages]):
            await at.room.changed(at.look().version)
        await at.room.settled()
        assert at.look().crowd.acting

        await at.do(StopAnswering())

        assert not at.look().crowd.acting
        assert [one for one in at.look().people[1:] if at.chat(one.id).messages] == acted
        assert len(acted) == 1


async def test_slowly_they_come_to_an_end_too() -> None:
    async with hands() as at, asyncio.timeout(PATIENCE):
        await at.set_up()
        await at.room.act(LetAnswerSlowly(0.05))
        while (seen := at.look()).crowd.acting:
            await at.room.changed(seen.version)

        assert at.look().crowd.joined == 6


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (LetAllAnswer(), "Nobody is invited yet."),
        (LetAnswerSlowly(), "Nobody is invited yet."),
        (LetAnswerSlowly(0.0), "Choose between 0.05 and 60 seconds."),
        (LetAnswerSlowly(float("nan")), "Choose between 0.05 and 60 seconds."),
        (LetAnswer(1), "There is nobody with that phone any more."),
    ],
)
async def test_what_nobody_can_do_is_said(action: Action, why: str) -> None:
    async with hands() as at:
        with pytest.raises(Impossible) as impossible:
            await at.do(action)
        assert str(impossible.value).startswith(why)
        await at.do(StopAnswering())


async def test_leaving_stops_everything_while_people_answer_slowly() -> None:
    before = asyncio.all_tasks()
    async with open_room(FlowFile(two_days())) as room:
        at = Hands(room)
        await at.set_up()
        await room.act(LetAnswerSlowly(LONG))
        left = time.monotonic()
    assert time.monotonic() - left < LONG / 2
    assert asyncio.all_tasks() == before
