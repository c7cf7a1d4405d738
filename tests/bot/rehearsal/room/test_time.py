"""Time in the room: what is due is listed, jumped to, and passed on the way further."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rehearsal.room import Action, Impossible
from bot.rehearsal.room.actions import Forward, GoTo, NextDue
from bot.rehearsal.room.seeing import DueKind, Upcoming
from tests.bot.rehearsal.room.hands import Hands, hands

BERLIN = ZoneInfo("Europe/Berlin")


def at_time(at: Hands) -> str:
    return f"{at.look().at:%a %d %b %H:%M}"


def on_saturday(hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, 30, hour, minute, tzinfo=BERLIN)


async def test_what_is_due_next_is_listed_with_its_moments() -> None:
    async with hands() as at:
        assert at.look().upcoming == ()
        await at.set_up()

        sunday = timedelta(days=1)
        assert at.look().upcoming == (
            Upcoming(DueKind.OPENS, 1, on_saturday(17)),
            Upcoming(DueKind.REMINDER, 1, on_saturday(20)),
            Upcoming(DueKind.CLOSES, 1, on_saturday(21)),
            Upcoming(DueKind.OPENS, 2, on_saturday(15, 30) + sunday),
            Upcoming(DueKind.REMINDER, 2, on_saturday(18) + sunday),
            Upcoming(DueKind.CLOSES, 2, on_saturday(19) + sunday),
        )


async def test_a_round_that_opens_after_its_reminder_lists_none() -> None:
    async with hands() as at:
        await at.set_up()
        await at.do(GoTo("2027-01-30T17:00"))
        await at.say(at.jonna, "/close 1")
        await at.press(at.jonna, "closenow:")
        assert [one.what for one in at.look().upcoming] == [
            "Day 2 opens",
            "Day 2: reminder",
            "Day 2 closes",
        ]


async def test_several_workshops_are_told_apart() -> None:
    async with hands() as at:
        await at.set_up()
        await at.set_up("netzwerkarbeit")

        first, second = at.look().upcoming[:2]
        assert {first.what, second.what} == {
            "Zwei Tage: Day 1 opens",
            "Netzwerkarbeit: Day 1 opens",
        }


async def test_the_next_due_moment_comes_at_a_word() -> None:
    async with hands() as at:
        await at.set_up()
        await at.all_answer()
        leo = at.person("Leo").id

        await at.do(NextDue())

        assert at_time(at) == "Sat 30 Jan 17:00"
        assert "Frage 1 von 4" in at.newest(leo).text
        assert at.look().upcoming[0].what == "Day 1: reminder"


async def test_on_the_way_to_a_later_moment_all_that_is_due_happens_at_its_time() -> None:
    async with hands() as at:
        await at.set_up()
        await at.all_answer()

        await at.do(GoTo("2027-01-31 10:00"))

        assert at_time(at) == "Sun 31 Jan 10:00"
        times = [
            f"{m.date.astimezone(BERLIN):%a %H:%M}" for m in at.chat(at.person("Leo").id).messages
        ]
        assert times[-2:] == ["Sat 17:00", "Sat 20:00"]
        closed = f"{at.newest(at.jonna).date.astimezone(BERLIN):%a %H:%M}"
        assert closed == "Sat 21:00"


async def test_after_the_last_round_the_next_due_moment_says_where_it_goes_on() -> None:
    async with hands() as at:
        await at.set_up()
        await at.do(GoTo("2027-01-31T20:00"))

        with pytest.raises(Impossible) as impossible:
            await at.do(NextDue())

        assert str(impossible.value) == (
            "Nothing more happens by itself: no round is planned or open. It goes on in the chat "
            "of who facilitates: /summary shows what was said, /schedule the times."
        )


async def test_hours_pass() -> None:
    async with hands() as at:
        before = at.look().at
        await at.do(Forward(26.5))

        passed = at.look().at - before
        assert timedelta(hours=26.5) <= passed < timedelta(hours=26.5, minutes=1)


async def test_a_moment_with_an_offset_is_read_as_such() -> None:
    async with hands() as at:
        await at.do(GoTo("2027-01-30T09:00:00+00:00"))
        assert at_time(at) == "Sat 30 Jan 10:00"


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (NextDue(), "Nothing is planned. Set a workshop up with /new, and give it a date."),
        (GoTo("tomorrow"), "That is no moment. Write it like 2027-01-30 17:00."),
        (
            GoTo("2027-01-01"),
            "It is Mon 25 Jan 2027, 10:20 already, and time does not go back. "
            "Choose a later moment.",
        ),
        (
            Forward(-1),
            "It is Mon 25 Jan 2027, 10:20 already, and time does not go back. "
            "Choose a later moment.",
        ),
        (GoTo("2037-01-01"), "That is too far. Choose a moment within 400 days."),
        (Forward(1e300), "That is too far. Choose a moment within 400 days."),
        (Forward(float("nan")), "That is too far. Choose a moment within 400 days."),
    ],
)
async def test_what_time_does_not_do_is_said(action: Action, why: str) -> None:
    async with hands() as at:
        with pytest.raises(Impossible) as impossible:
            await at.do(action)
        assert str(impossible.value) == why
