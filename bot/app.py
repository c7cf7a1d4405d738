"""The running program as a whole: what every process does, and whether it leads."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.chat.receiving import accept
from bot.leader import Leader
from bot.schedule.alarm import Alarm
from bot.service.condition import Condition, condition
from bot.service.leading import Leading
from bot.service.observing import Observer
from storage.work import Work
from storage.writer import Unfenced, Writer


class App:
    """The running program. Built and started by `running`.

    Attributes:
        writer: the storage.
        owner_link: opens the bot as its first owner, where there is none yet.
        http_port: where HTTP is served; None where it is not.
    """

    def __init__(self, writer: Writer[Work], owner_link: Callable[[str], None]) -> None:
        self.writer = writer
        self.owner_link: str | None = None
        self.http_port: int | None = None
        self._tell_owner_link = owner_link
        self._led = asyncio.Event()
        self._leader: Leader | None = None
        self._leading: asyncio.Task[None] | None = None

    @property
    def alarm(self) -> Alarm:
        """Wakes the rounds while this process leads; a rehearsal wakes it when its clock jumps."""
        if self._leader is None:
            raise RuntimeError("this process stands by")
        return self._leader.alarm

    async def wait(self) -> None:
        """Return when the program has ended, which it does not by itself.

        Raises:
            TokenRefused: Telegram does not know the token any more.
        """
        if self._leading is not None:
            await asyncio.shield(self._leading)

    async def idle(self) -> bool:
        """As `at_rest`; while this process leads, what is done beside that is done, too."""
        return await self.at_rest() and (self._leader is None or self._leader.idle)

    async def at_rest(self) -> bool:
        """Whether everything that came has had its effect and everything due has been sent."""

        def waiting(work: Work) -> int:
            posts = work.posts.unfinished_count()
            return work.inbox.waiting() + work.outbox.due_count(work.now) + posts

        return await self.writer.run(Unfenced(waiting)) == 0

    async def condition(self) -> Condition:
        """How the work stands, whoever does it."""
        return await self.writer.run(Unfenced(condition))

    async def take_in(self, update: dict[str, Any], observer: Observer) -> None:
        """Commit an update that Telegram posted; raises as `accept`."""
        storing = accept(self.writer, update)
        if self._leader is not None:
            # It is handled by a step right behind this one, most likely in its commit.
            self._leader.wake()
        observer.received(await storing)

    async def lead(self, leader: Leader) -> None:
        """Do what only one process may do, as `Leader.run` says."""
        self._leader = leader
        try:
            await leader.run()
        finally:
            self._leader = None

    def started(self, link: str | None) -> None:
        """The leader is at work."""
        self.owner_link = link
        if link is not None:
            self._tell_owner_link(link)
        self._led.set()

    async def begin(self, leading: Leading) -> None:
        """Stand by, and return when this process leads for the first time.

        Raises:
            Exception: whatever the leader cannot begin with.
        """
        self._leading = asyncio.create_task(leading.run())
        led = asyncio.create_task(self._led.wait())
        try:
            await asyncio.wait({self._leading, led}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            led.cancel()
        if self._leading.done():
            self._leading.result()

    async def end(self) -> None:
        """Stop leading: nothing new comes in, what is under way is finished and recorded."""
        if self._leading is not None:
            self._leading.cancel()
            await asyncio.gather(self._leading, return_exceptions=True)
