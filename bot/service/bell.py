"""Waiting until there may be something to do, or long enough."""

import asyncio
from contextlib import suppress

from bot.service.ports import Clock


class Bell:
    """Wakes a loop that has nothing to do.

    The loop silences it, looks, and waits. Whoever brings something rings, before or meanwhile;
    that it rings twice is one ringing.
    """

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    @property
    def rings(self) -> bool:
        """Whether it was rung since it was silenced last."""
        return self._rung.is_set()

    def ring(self) -> None:
        """There may be something to do."""
        self._rung.set()

    def silence(self) -> None:
        """What it was rung for is about to be looked at."""
        self._rung.clear()

    async def wait(self, seconds: float | None) -> None:
        """Return when it rings, or after so many seconds of the machine; None for never."""
        # Not wait_for: in Python 3.11 it loses a cancellation that meets the event.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()

    async def wait_by(self, clock: Clock, seconds: float) -> None:
        """Return when it rings, or after so many seconds of a clock, which may jump."""
        rung = asyncio.ensure_future(self._rung.wait())
        slept = asyncio.ensure_future(clock.sleep(seconds))
        try:
            await asyncio.wait({rung, slept}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            rung.cancel()
            slept.cancel()
