"""One life of the program: its parts, joined as `bot.main` joins them, on simulated ports.

What `bot.main` adds is left out: the settings, the first calls to Telegram, APScheduler. The
simulation wakes the alarm itself.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.chat.handling import Handling
from bot.chat.messenger import TelegramMessenger
from bot.chat.receiving import Receiving
from bot.schedule.alarm import Alarm
from bot.service.delivering import Delivering
from bot.service.pacing import Pacer
from bot.service.posting import Posting
from tests.bot.printing import FakePrinter
from tests.simulation.clock import SimulatedClock
from tests.simulation.loop import SimulatedLoop
from tests.simulation.stage import BOT
from tests.simulation.transport import SimulatedTransport
from tests.simulation.writer import SimulatedWriter


class Program:
    """The parts of one life; a crash ends it, and the next life begins with the database alone.

    Args:
        loop: runs it.
        clock: the machine's.
        writer: to the database.
        transport: to Telegram.
        ended: called when it ends by itself, with the reason.
    """

    def __init__(
        self,
        loop: SimulatedLoop,
        clock: SimulatedClock,
        writer: SimulatedWriter,
        transport: SimulatedTransport,
        ended: Callable[[BaseException | None], None],
    ) -> None:
        self._loop = loop
        self._writer = writer
        self._transport = transport
        self._ended = ended
        self._handling = Handling(
            writer,
            BOT,
            self._handled,
            lambda: self._delivering.wake(),  # noqa: PLW0108 - it is built below
        )
        self._receiving = Receiving(transport, writer, self._handling.wake, clock, poll_seconds=25)
        messenger = TelegramMessenger(transport, clock)
        self._delivering = Delivering(writer, messenger, clock, Pacer(), BOT, settled=self._settled)
        self._posting = Posting(writer, FakePrinter(), clock, BOT, self._delivering.wake)
        self._alarm = Alarm(writer, clock, lambda: BOT, self._delivering.wake)
        self._tasks: set[asyncio.Task[None]] = set()
        self._parts: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Take up what was left, and begin to work."""
        self._begin(self._start())

    def wake(self) -> None:
        """What the alarm clock does."""
        self._begin(self._alarm.wake())

    @property
    def busy(self) -> bool:
        """Whether it is starting, waking or storing."""
        return self._writer.busy or len(self._tasks) != len(self._parts) or not self._parts

    def kill(self) -> None:
        """The machine is off: no part gets anything done any more."""
        self._writer.die()
        self._transport.dead = True
        for task in asyncio.all_tasks(self._loop):
            task.cancel()

    async def _start(self) -> None:
        await self._delivering.recover()
        await self._alarm.wake()
        runs = (
            self._receiving.run(),
            self._handling.run(),
            self._delivering.run(),
            self._posting.run(),
        )
        self._parts = [self._begin(part) for part in runs]

    def _handled(self, _erased: bool) -> None:
        self._delivering.wake()
        self._posting.wake()

    def _settled(self) -> None:
        self._handling.settled()
        self._posting.settled()

    def _begin(self, part: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(part)
        self._tasks.add(task)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not self._writer.dead and not task.cancelled() and task.exception() is not None:
            self._ended(task.exception())
