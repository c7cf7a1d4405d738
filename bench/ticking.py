"""How long an event loop stands still: somebody in it who is to wake every five milliseconds."""

import asyncio
import time
from typing import Final

TICK: Final = 0.005


class Ticker:
    """Wakes again and again, and remembers how late it was at worst."""

    def __init__(self) -> None:
        self._longest = 0.0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to wake, in the running event loop."""
        self._longest = 0.0
        self._task = asyncio.create_task(self._tick())

    def stop(self) -> float:
        """Wake no more; returns the longest standstill in seconds."""
        if self._task is not None:
            self._task.cancel()
        return self._longest

    async def _tick(self) -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(TICK)
            self._longest = max(self._longest, time.monotonic() - began - TICK)
