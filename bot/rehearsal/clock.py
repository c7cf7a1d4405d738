"""The clock of a rehearsal: runs fast, and jumps to the next moment at which something is due."""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta


class RehearsalClock:
    """Time that runs `speed` times as fast as the machine's and can be moved forward.

    It is the program's `Clock`; who sleeps by it wakes at once when a jump passes their moment.

    Args:
        start: what it shows first; aware.
        speed: its seconds in one of the machine's.
    """

    def __init__(self, start: datetime, speed: float = 60.0) -> None:
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._began = time.monotonic()
        self._jumped = 0.0
        self._jump = asyncio.Event()

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return self._start + timedelta(seconds=self.seconds())

    def seconds(self) -> float:
        """Seconds since the start, jumps included."""
        return (time.monotonic() - self._began) * self._speed + self._jumped

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed, or been jumped over."""
        until = self.seconds() + seconds
        await asyncio.sleep(0)
        while (left := until - self.seconds()) > 0:
            jump = self._jump
            with suppress(TimeoutError):
                await asyncio.wait_for(jump.wait(), left / self._speed)

    def jump_to(self, moment: datetime) -> None:
        """Be at this moment now; one that has passed changes nothing."""
        ahead = (moment - self.now()).total_seconds()
        if ahead <= 0:
            return
        self._jumped += ahead
        jump, self._jump = self._jump, asyncio.Event()
        jump.set()
