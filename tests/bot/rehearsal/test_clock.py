"""The rehearsal's clock: fast, and moved forward by jumps."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rehearsal.clock import RehearsalClock

START = datetime(2027, 1, 30, 17, 0, tzinfo=ZoneInfo("Europe/Berlin"))
STANDING = 1e-9
"""So slow that it stands, except for jumps."""


async def test_it_shows_the_moment_in_utc() -> None:
    clock = RehearsalClock(START, speed=STANDING)

    assert clock.now().replace(microsecond=0) == datetime(2027, 1, 30, 16, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


async def test_a_jump_moves_the_moment_and_the_seconds() -> None:
    clock = RehearsalClock(START, speed=STANDING)

    clock.jump_to(START + timedelta(hours=4))

    assert clock.now() - START < timedelta(hours=4, seconds=1)
    assert round(clock.seconds()) == 4 * 3600


async def test_it_never_goes_back() -> None:
    clock = RehearsalClock(START, speed=STANDING)

    clock.jump_to(START - timedelta(days=1))

    assert clock.now() >= START


async def test_sleepers_wake_when_a_jump_passes_their_moment() -> None:
    clock = RehearsalClock(START, speed=STANDING)
    short = asyncio.create_task(clock.sleep(60))
    long = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)

    clock.jump_to(START + timedelta(minutes=2))
    await short

    assert not long.done()
    clock.jump_to(START + timedelta(hours=2))
    await long


async def test_without_a_jump_sleepers_wake_by_themselves() -> None:
    clock = RehearsalClock(START, speed=1e6)

    before = clock.seconds()
    await clock.sleep(3600)

    assert clock.seconds() >= before + 3600


async def test_waiting_does_not_move_the_minutes_that_people_read() -> None:
    clock = RehearsalClock(START, speed=1e6)

    await clock.sleep(3600)

    assert clock.now() < START + timedelta(minutes=1)


async def test_it_can_be_held() -> None:
    clock = RehearsalClock(START, speed=1e6)

    with clock.held():
        before = clock.now()
        assert clock.now() == before

    await clock.sleep(60)
    assert clock.now() > before


async def test_sleeping_for_no_time_returns() -> None:
    clock = RehearsalClock(START, speed=STANDING)

    await clock.sleep(0)
