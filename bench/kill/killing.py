"""When the bot is killed, and that it is started again whatever ended it."""

import asyncio
import random
import signal
import time
from collections.abc import Callable, Coroutine
from statistics import median
from typing import Any

from bench.kill.facilitator import Stuck
from bench.kill.program import Program
from bot.rehearsal.standin import StandIn

STARTING = 0.2
"""The share of kills that come before the first poll."""

LONG = 0.05
"""The share of kills that come late, so that longer work is met too."""

EARLIEST, LATEST, LATE = 0.001, 1.0, 3.0
"""Seconds after the first poll."""

A_START = 0.15
"""Seconds that a start is taken to last before one was measured."""

LONGEST_START = 60.0
LOOK_IN = 0.1
"""The share of kills after which the database is looked into before the next start."""

REST = 0.5
"""Seconds before the next start after the program ended by itself."""


class Killer:
    """Starts the program again and again, and kills it at random instants.

    Args:
        telegram: tells when the program asks for updates.
        program: the process.
        chance: chooses the instants.
        look_in: called after some kills while nothing runs.

    Attributes:
        kills: how many there were.
        before_first_poll: how many of them came before the program asked for updates.
        ended: exit statuses of the program where it ended at work without being told to.
        not_started: exit statuses where it ended before it asked for updates.
        starts: how many seconds each start lasted, to the first poll.
    """

    def __init__(
        self,
        telegram: StandIn,
        program: Program,
        chance: random.Random,
        look_in: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        self.kills = 0
        self.before_first_poll = 0
        self.ended: list[int] = []
        self.not_started: list[int] = []
        self.starts: list[float] = []
        self._telegram = telegram
        self._program = program
        self._chance = chance
        self._look_in = look_in

    @property
    def start_seconds(self) -> float:
        """How long a start lasts as a rule."""
        return median(self.starts) if self.starts else A_START

    async def run(self, kills: int, until: float) -> None:
        """Kill so often, or until a moment of the monotonic clock; then let the program run.

        Raises:
            Stuck: the program runs, and does not ask for updates.
        """
        while self.kills < kills and time.monotonic() < until:
            await self._start()
            alive, polled = await self._live()
            if alive:
                await self._program.end(signal.SIGKILL)
                self.kills += 1
                self.before_first_poll += not polled
                if self._chance.random() < LOOK_IN:
                    await self._look_in()
            else:
                await self._rest()
        while True:
            await self._start()
            if await self._first_poll():
                await asyncio.shield(self._program.ended)
            await self._rest()

    async def _start(self) -> None:
        self._polls = self._telegram.updates.polls
        self._started = time.monotonic()
        await self._program.start()

    async def _live(self) -> tuple[bool, bool]:
        """Wait for the instant of the next kill: whether the program lives, and has polled."""
        if self._chance.random() < STARTING:
            alive = await self._lives(self._chance.uniform(0, self.start_seconds))
            return alive, self._polled()
        if not await self._first_poll():
            return False, False
        if self._chance.random() < LONG:
            return await self._lives(self._chance.uniform(LATEST, LATE)), True
        return await self._lives(EARLIEST * (LATEST / EARLIEST) ** self._chance.random()), True

    async def _lives(self, seconds: float) -> bool:
        ended, _ = await asyncio.wait({self._program.ended}, timeout=seconds)
        return not ended

    async def _first_poll(self) -> bool:
        """Wait until the program asks for updates; False if it ends before."""
        polled = asyncio.create_task(self._telegram.until(self._polled, LONGEST_START))
        either: set[asyncio.Future[Any]] = {polled, self._program.ended}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not polled.done():
                return False
            await polled
        except TimeoutError:
            raise Stuck("the program does not ask for updates") from None
        finally:
            polled.cancel()
        self.starts.append(time.monotonic() - self._started)
        return True

    def _polled(self) -> bool:
        return self._telegram.updates.polls > self._polls

    async def _rest(self) -> None:
        ends = self.ended if self._polled() else self.not_started
        ends.append(self._program.ended.result())
        await asyncio.sleep(REST)
