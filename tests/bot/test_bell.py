"""Waiting until there may be something to do, or long enough."""

import asyncio
from datetime import datetime

from bot.service.bell import Bell
from tests.bot.chatting import MORNING


class Standing:
    """A clock that stands still until it is told to go on; it counts who waits for it."""

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()
        self.waiting = 0

    def now(self) -> datetime:
        return MORNING

    def seconds(self) -> float:
        return 0.0

    async def sleep(self, _seconds: float) -> None:
        self.waiting += 1
        try:
            await self.goes_on.wait()
        finally:
            self.waiting -= 1


async def test_what_was_rung_before_is_heard_at_once_and_until_it_is_silenced() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    await bell.wait(None)
    assert bell.rings
    bell.silence()
    assert not bell.rings


async def test_ringing_ends_a_wait_of_either_kind() -> None:
    bell, clock = Bell(), Standing()
    by_machine = asyncio.create_task(bell.wait(None))
    by_clock = asyncio.create_task(bell.wait_by(clock, 30.0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (by_machine.done(), by_clock.done(), clock.waiting) == (False, False, 1)
    bell.ring()
    await asyncio.gather(by_machine, by_clock)
    await asyncio.sleep(0)
    assert clock.waiting == 0


async def test_without_ringing_the_time_ends_it() -> None:
    bell, clock = Bell(), Standing()
    clock.goes_on.set()
    await bell.wait(0.0)
    await bell.wait_by(clock, 30.0)
    assert not bell.rings


async def test_a_cancelled_wait_leaves_nobody_waiting_for_the_clock() -> None:
    bell, clock = Bell(), Standing()
    waiting = asyncio.create_task(bell.wait_by(clock, 30.0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    await asyncio.sleep(0)
    assert (waiting.cancelled(), clock.waiting) == (True, 0)
