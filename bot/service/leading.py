"""Leading: of all processes that serve a bot token, one acts, as long as it holds the lease.

It stops sending before its lease can have run out for anybody else: the lease is counted from the
moment before it was asked for, by a clock that goes on while the process sleeps, and less a margin.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Final, Protocol

import structlog

from bot.service.ports import Clock
from storage.writer import CommitUnknown, StorageFailed

log = structlog.get_logger(__name__)

FINISH_SECONDS: Final = 6.0
"""What is under way when the program is to stop may take so long; then it is dropped."""

RELEASE_SECONDS: Final = 1.0
DROP_AGAIN: Final = 0.1
"""Seconds between cancellations of what goes on finishing."""

MARGIN: Final = 0.2
RENEW_AFTER: Final = 0.3
ASK_AFTER: Final = 0.05
"""Parts of the lease: in which nothing is sent any more, after which it is renewed, after which
one that was not free is asked for again."""

LONGEST_PAUSE: Final = 1.0
"""Seconds before asking again, however long the lease is."""

OUT_OF_REACH = (StorageFailed, CommitUnknown, TimeoutError)


class Lease(Protocol):
    """The right to act for a bot, which one process has at a time; see `storage.leaseholder`."""

    @property
    def seconds(self) -> float:
        """How long it lasts without being renewed."""

    async def take(self) -> bool:
        """Become the holder if nobody is."""

    async def renew(self) -> bool:
        """Stay the holder; False where somebody else is now."""

    async def release(self) -> None:
        """Let the next one act at once."""


class Leading:
    """Takes the lease as soon as it is free, and keeps it while this process acts.

    Args:
        lease: what to take.
        act: does all that only one process may do, until it is cancelled. Cancelled once, it
            finishes what is under way; cancelled again, it drops that.
        clock: the machine's; its seconds must go on while the process sleeps.
    """

    def __init__(
        self, lease: Lease, act: Callable[[], Coroutine[object, object, None]], clock: Clock
    ) -> None:
        self._lease = lease
        self._act = act
        self._clock = clock
        self._until: float | None = None

    @property
    def now(self) -> bool:
        """Whether this process leads."""
        return self._until is not None

    def may_send(self) -> bool:
        """Whether nobody else can have the lease at this moment: ask right before each call."""
        return self._until is not None and self._clock.seconds() < self._until

    async def run(self) -> None:
        """Stand by, lead, lose the lease, stand by again; until cancelled or `act` has ended.

        Raises:
            Exception: whatever `act` raises, but that the database is out of reach.
        """
        while True:
            await self._take()
            log.info("leading")
            if await self._lead():
                return
            log.warning("standing by")
            await self._pause()

    async def _take(self) -> None:
        asked = self._clock.seconds()
        while not await self._said_yes(self._lease.take()):
            await self._pause()
            asked = self._clock.seconds()
        self._extend(asked)

    async def _pause(self) -> None:
        await self._clock.sleep(min(self._lease.seconds * ASK_AFTER, LONGEST_PAUSE))

    async def _lead(self) -> bool:
        """Act for as long as the lease is held; True where the acting has ended by itself."""
        acting = asyncio.create_task(self._act())
        keeping = asyncio.create_task(self._keep())
        try:
            await asyncio.wait({acting, keeping}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            # The lease is kept meanwhile: what is finished now is recorded as well.
            await ended(acting, within=FINISH_SECONDS)
            raise
        else:
            if not acting.done():
                self._until = None
                log.error(
                    "the lease is lost: another process acts, or the database is out of reach"
                )
                await ended(acting, within=0)
            return _has_ended(acting)
        finally:
            self._until = None
            keeping.cancel()
            await self._release()

    async def _keep(self) -> None:
        """Renew the lease in time; return when it is lost."""
        while True:
            await self._clock.sleep(self._lease.seconds * RENEW_AFTER)
            asked = self._clock.seconds()
            renewed = await self._said_yes(self._lease.renew())
            if renewed:
                self._extend(asked)
            elif renewed is False or not self.may_send():
                return

    def _extend(self, asked: float) -> None:
        self._until = asked + self._lease.seconds * (1 - MARGIN)

    async def _said_yes(self, asking: Awaitable[bool]) -> bool | None:
        """What the lease says; None where it does not say anything in time."""
        try:
            async with asyncio.timeout(self._lease.seconds * RENEW_AFTER):
                return await asking
        except OUT_OF_REACH as error:
            log.error("lease out of reach", error=type(error).__name__)
            return None

    async def _release(self) -> None:
        try:
            async with asyncio.timeout(RELEASE_SECONDS):
                await self._lease.release()
        except OUT_OF_REACH as error:
            log.warning("lease not released, it runs out", error=type(error).__name__)


async def ended(task: asyncio.Task[None], *, within: float) -> None:
    """Cancel a task that finishes what is under way; after so many seconds make it drop that."""
    task.cancel()
    await asyncio.wait({task}, timeout=within)
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=DROP_AGAIN)


def _has_ended(acting: asyncio.Task[None]) -> bool:
    """Whether there is nothing left to do; not where only the database was out of reach."""
    if acting.cancelled():
        return False
    match acting.exception():
        case None:
            return True
        case StorageFailed() | CommitUnknown() as error:
            log.error("storage out of reach", error=type(error).__name__)
            return False
        case error:
            raise error
