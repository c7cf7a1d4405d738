"""Waiting until something in the stand-in's world is so, without asking again and again."""

import asyncio
from collections.abc import Callable


class Changes:
    """Wakes those who wait whenever something may have changed."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        """Something may be different now."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

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
                waiting = asyncio.get_running_loop().create_future()
                self._waiting.add(waiting)
                try:
                    await waiting
                finally:
                    self._waiting.discard(waiting)
