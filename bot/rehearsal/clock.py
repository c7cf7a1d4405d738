"""The clock of a rehearsal: runs fast, and jumps to the next moment at which something is due."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta


class RehearsalClock:
    """Shows moments that can be moved forward, and lets nobody wait for long.

    It is the program's `Clock`. What it shows goes on as the machine's does, so that the same play
    shows the same minutes on a busy machine; waiting is `speed` times as fast. Who sleeps by it
    wakes at once when a jump passes their moment.

    Args:
        start: what it shows first; aware, in the zone in which people read it.
        speed: seconds of waiting in one of the machine's.

    Attributes:
        zone: of the start.
    """

    def __init__(self, start: datetime, speed: float = 60.0) -> None:
        self.zone = start.tzinfo
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._began = time.monotonic()
        self._jumped = 0.0
        self._held: float | None = None
        self._jump = asyncio.Event()

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return self._start + timedelta(seconds=self._elapsed() + self._jumped)

    def seconds(self) -> float:
        """Seconds that waiting goes by, jumps included."""
        return self._elapsed() * self._speed + self._jumped

    def _elapsed(self) -> float:
        moment = time.monotonic() if self._held is None else self._held
        return moment - self._began

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed, or been jumped over."""
        until = self.seconds() + seconds
        await asyncio.sleep(0)
        while (left := until - self.seconds()) > 0:
            jump = self._jump
            # Not wait_for: in Python 3.11 it loses a cancellation that meets the event.
            with suppress(TimeoutError):
                async with asyncio.timeout(left / self._speed):
                    await jump.wait()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Stand still as long as the block lasts, for example until a person presses Enter."""
        self._held = time.monotonic()
        try:
            yield
        finally:
            self._began += time.monotonic() - self._held
            self._held = None

    def jump_to(self, moment: datetime) -> None:
        """Be at this moment now; one that has passed changes nothing."""
        ahead = (moment - self.now()).total_seconds()
        if ahead <= 0:
            return
        self._jumped += ahead
        jump, self._jump = self._jump, asyncio.Event()
        jump.set()
