"""Waiting until something in the stand-in's world is so, without asking again and again."""

import asyncio
from collections.abc import Callable


class Changes:
    """Wakes those who wait whenever something may have changed.

    Attributes:
        count: how often that was so.
    """

    def __init__(self) -> None:
        self.count = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        """Something may be different now."""
        self.count += 1
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    async def since(self, count: int) -> int:
        """Return the count as soon as it is another one."""
        while self.count == count:
            await self._next()
        return self.count

    async def until(self, condition: Callable[[], object], timeout: float) -> None:  # noqa: ASYNC109 - it is raised with a picture of the chats
        """Return as soon as a condition holds.

        Args:
            condition: asked now and after every change.
            timeout: seconds of the machine.

        Raises:
            TimeoutError: it did not hold in time.
        """
        async with asyncio.timeout(timeout):
            while not condition():
                await self._next()

    async def _next(self) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            await waiting
        finally:
            self._waiting.discard(waiting)
