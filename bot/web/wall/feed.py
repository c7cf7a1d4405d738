"""One look a second for each wall that somebody looks at, however many they are.

Who listens is told the whole view at once, then again whenever it has changed, and every ten
seconds that it has not. A view that nobody could confirm is never told: without the database there
is silence, by which a page knows that its numbers are old.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Final

import structlog

from bot.logs import where
from bot.service.ports import Clock
from bot.service.wall_view import Look
from bot.web.events import Event
from storage.writer import CommitUnknown, StorageFailed, WriterClosed

log = structlog.get_logger(__name__)

Read = Callable[[str, Look | None], Awaitable[Look | None]]
"""Looks at the wall that a token opens, with an earlier look; None where it opens nothing."""

Render = Callable[[Look, str, str], Event]
"""What is told of a look to readers of a language, behind a token."""

LOOK_SECONDS: Final = 1.0
BEAT_SECONDS: Final = 10.0
"""After so long without a change it is told that there was none."""

FRESH_SECONDS: Final = 3.0
"""A look that is older is not told to anybody as what is now."""

KEPT_SECONDS: Final = 30.0
"""A wall that nobody has asked for so long is forgotten; the next look reads everything."""

GONE: Final = Event("gone").encoded()

OUT_OF_REACH = (StorageFailed, CommitUnknown, WriterClosed)


class Wall:
    """A wall as it was seen last, for all who look at it.

    Args:
        token: what opens it.
        read: looks.
        render: puts a look into words.
        clock: the machine's.
    """

    def __init__(self, token: str, read: Read, render: Render, clock: Clock) -> None:
        self.viewers = 0
        self._token = token
        self._read = read
        self._render = render
        self._clock = clock
        self._look: Look | None = None
        self._asked_at = clock.seconds()
        self._looked_at = float("-inf")
        self._gone = False
        self._reading = asyncio.Lock()
        self._view = 0
        self._beat = 0
        self._beaten_at = float("-inf")
        self._told: dict[str, bytes] = {}
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def idle_since(self) -> float:
        """The second of the last look, or of the first request; infinity while somebody listens."""
        return float("inf") if self.viewers else max(self._asked_at, self._looked_at)

    async def now(self) -> Look | None:
        """A look that is at most a second old; None where the token opens nothing.

        Raises:
            StorageFailed: the database is out of reach, as `CommitUnknown` and `WriterClosed`.
        """
        async with self._reading:
            if self._clock.seconds() - self._looked_at < LOOK_SECONDS:
                return self._look
            return await self._look_again()

    async def told(self, language: str) -> AsyncGenerator[Event | bytes, None]:
        """What readers of a language are told, as long as they listen and the wall is there."""
        self._begin()
        view = beat = 0
        try:
            while not self._gone:
                if self._is_fresh() and view != self._view:
                    view, beat = self._view, self._beat
                    yield self._in(language)
                elif self._is_fresh() and beat != self._beat:
                    beat = self._beat
                    yield self._alive()
                else:
                    await self._news.wait()
            yield GONE
        finally:
            await self._end()

    def _begin(self) -> None:
        self.viewers += 1
        if self._task is None:
            self._task = asyncio.create_task(self._follow())

    async def _end(self) -> None:
        self.viewers -= 1
        if self.viewers == 0 and self._task is not None:
            task, self._task = self._task, None
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _follow(self) -> None:
        while not self._gone:
            try:
                async with self._reading:
                    await self._look_again()
            except OUT_OF_REACH as error:
                log.error("wall out of reach", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - its text may hold people's words
                log.error("wall not looked at", error=where(error))
            await self._clock.sleep(LOOK_SECONDS)

    async def _look_again(self) -> Look | None:
        before = self._look
        self._look = await self._read(self._token, before)
        now = self._looked_at = self._clock.seconds()
        if self._look is None:
            self._gone = True
        elif before is None or (before.view, before.link) != (self._look.view, self._look.link):
            self._view += 1
            self._beaten_at = now
            self._told = {}
        elif now - self._beaten_at >= BEAT_SECONDS:
            self._beat += 1
            self._beaten_at = now
        # Who waits gets the old event, which stays set; who comes next waits for a new one.
        news, self._news = self._news, asyncio.Event()
        news.set()
        return self._look

    def _is_fresh(self) -> bool:
        return self._clock.seconds() - self._looked_at < FRESH_SECONDS

    def _in(self, language: str) -> bytes:
        """The view for readers of a language; put into words once for all of them."""
        if self._look is None:
            return GONE
        if language not in self._told:
            self._told[language] = self._render(self._look, language, self._token).encoded()
        return self._told[language]

    def _alive(self) -> Event:
        at = self._look.at.astimezone(self._look.zone) if self._look else None
        return Event("alive", {"at": f"{at:%H:%M}" if at else ""})


class Walls:
    """All walls of a process that somebody has asked for lately.

    Args:
        read: looks at a wall.
        render: puts a look into words.
        clock: the machine's.
    """

    def __init__(self, read: Read, render: Render, clock: Clock) -> None:
        self._read = read
        self._render = render
        self._clock = clock
        self._walls: dict[str, Wall] = {}

    async def find(self, token: str) -> tuple[Wall, Look] | None:
        """The wall that a token opens with a look at it; None where it opens nothing.

        Raises:
            StorageFailed: the database is out of reach, as `CommitUnknown` and `WriterClosed`.
        """
        self._forget()
        wall = self._walls.setdefault(token, Wall(token, self._read, self._render, self._clock))
        found = await wall.now()
        if found is None:
            self._walls.pop(token, None)
            return None
        return wall, found

    def _forget(self) -> None:
        oldest = self._clock.seconds() - KEPT_SECONDS
        idle = [token for token, wall in self._walls.items() if wall.idle_since < oldest]
        for token in idle:
            del self._walls[token]
