"""Two clocks: the world's, by which Telegram dates messages, and the machine's, often wrong."""

import asyncio
from datetime import datetime, timedelta

from tests.simulation.loop import SimulatedLoop


class SimulatedClock:
    """The port `Clock` of the simulated machine, with the true time beside it.

    Args:
        loop: counts the seconds that really pass.
        start: the moment at which the history begins, in UTC.
    """

    def __init__(self, loop: SimulatedLoop, start: datetime) -> None:
        self._loop = loop
        self._start = start
        self._slept = timedelta()
        self._skew = timedelta()
        self.jumped_at: list[float] = []

    def now(self) -> datetime:
        """What the machine believes."""
        return self.true_now() + self._skew

    def true_now(self) -> datetime:
        """What is so."""
        return self._start + self._slept + timedelta(seconds=self._loop.time())

    @property
    def right(self) -> bool:
        """Whether the machine's clock shows the true time."""
        return not self._skew

    def seconds(self) -> float:
        """Seconds that only grow; they stand still while the machine sleeps."""
        return self._loop.time()

    async def sleep(self, seconds: float) -> None:
        """Wait so many simulated seconds."""
        await asyncio.sleep(seconds)

    def pass_by(self, seconds: float) -> None:
        """Hours pass for everybody while the machine sleeps, as a closed laptop does."""
        self._slept += timedelta(seconds=seconds)
        self.jumped_at.append(self._loop.time())

    def jump(self, seconds: float) -> None:
        """The machine's clock is set wrong by so much more, and nobody else's."""
        self._skew += timedelta(seconds=seconds)
        self.jumped_at.append(self._loop.time())

    def set_right(self) -> None:
        """The machine's clock shows the true time again."""
        self._skew = timedelta()
        self.jumped_at.append(self._loop.time())
