"""An event loop whose time is simulated: where others wait, it moves its clock on."""

import asyncio
from collections.abc import Callable
from typing import Any

ROUNDING = 1e-6
"""Seconds that a timer may come early, so that sums of fractions do not make it miss its moment."""


class NothingLeft(Exception):
    """Everybody waits and no timer is set: nothing would ever happen again."""


class Endless(Exception):
    """More has happened than in any history that comes to an end."""


MOST_TURNS = 10_000
"""A history takes about a thousand; one of a crowd three thousand."""


class SimulatedLoop(asyncio.BaseEventLoop):
    """Runs what is ready, and jumps to the next timer where nothing is. No threads, no sockets.

    The order in which it runs things depends on nothing but the program, so a history can be
    repeated exactly.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seconds = 0.0
        self._turns = 0
        self._selector = self
        self._clock_resolution = ROUNDING
        self.wrong: Callable[[dict[str, Any]], None] = lambda _context: None
        self.set_exception_handler(lambda _loop, context: self.wrong(context))

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._seconds

    def select(self, timeout: float | None) -> tuple[()]:
        """What a selector does: wait until something happens; here time passes instead."""
        if timeout is None:
            raise NothingLeft
        self._turns += 1
        if self._turns == MOST_TURNS:
            raise Endless
        self._seconds += timeout
        return ()

    def finish(self) -> None:
        """Let every task hear that it was cancelled, and forget all that is planned."""
        self._scheduled: list[asyncio.TimerHandle]
        self._stopping = False
        self._scheduled.clear()
        tasks = asyncio.all_tasks(self)
        if tasks:
            self.run_until_complete(asyncio.wait(tasks))
        self.close()

    def _process_events(self, event_list: tuple[()]) -> None:
        """There are no files and so no events of them."""

    def _write_to_self(self) -> None:
        """Nobody calls from another thread."""
