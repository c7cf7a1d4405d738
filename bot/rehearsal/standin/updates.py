"""The queue of updates that the bot has not acknowledged yet, and the waiting for the next one."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rehearsal.standin.changes import Changes
from bot.rehearsal.standin.messages import Wire
from bot.rehearsal.standin.refused import conflict

OFF_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
"""Kinds that a bot gets only where it asks for them (bots/api, getUpdates)."""

MOST = 100
LIFE = timedelta(hours=24)
LIFE_OF_PRESS = timedelta(seconds=150)
REMEMBERED = 1000
"""How many acknowledged updates are kept, for delivering them again."""


@dataclass(slots=True)
class _Waiting:
    """An update; `again` until one that is delivered a second time has been taken."""

    id: int
    kind: str
    body: Wire
    at: datetime
    again: bool = False


class UpdateQueue:
    """Updates in their order.

    All methods belong to the thread of the event loop that serves the bot.

    Attributes:
        next_id: the id of the next update; may be set, as Telegram's ids may jump.
        allowed: the kinds that the bot asked for last; None for all that are on by default.
        polls: how often the bot has asked.
    """

    def __init__(self, now: Callable[[], datetime], changes: Changes) -> None:
        self.next_id = 500_000_001
        self.allowed: frozenset[str] | None = None
        self.polls = 0
        self._now = now
        self._changes = changes
        self._queue: deque[_Waiting] = deque()
        self._acknowledged: deque[_Waiting] = deque(maxlen=REMEMBERED)
        self._waiter: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        self._expire()
        return len(self._queue)

    @property
    def waited_for(self) -> bool:
        """Whether a poll of the bot waits for the next update."""
        return self._waiter is not None

    def put(self, kind: str, content: Wire) -> None:
        """Add an update, if the bot wants such a kind."""
        wanted = kind not in OFF_BY_DEFAULT if self.allowed is None else kind in self.allowed
        if not wanted:
            return
        body = {"update_id": self.next_id, kind: content}
        self._queue.append(_Waiting(self.next_id, kind, body, self._now()))
        self.next_id += 1
        self.wake()

    def allow(self, kinds: Iterable[str]) -> None:
        """Keep only such kinds from now on; none at all means the usual ones."""
        self.allowed = frozenset(kinds) or None

    def acknowledge(self, offset: int) -> None:
        """Forget what comes before an offset; a negative one keeps only so many of the last."""
        if offset < 0:
            while len(self._queue) > -offset:
                self._acknowledged.append(self._queue.popleft())
        elif offset <= self.next_id:  # One from the future says nothing, as after a jump.
            while self._queue and self._queue[0].id < offset and not self._queue[0].again:
                self._acknowledged.append(self._queue.popleft())
        self._changes.happened()

    def redeliver(self, number: int) -> None:
        """Put the last acknowledged updates into the queue again, whatever the next offset."""
        for _ in range(min(number, len(self._acknowledged))):
            update = self._acknowledged.pop()
            update.again = True
            self._queue.appendleft(update)
        self.wake()

    def batch(self, limit: int) -> list[Wire]:
        """The oldest updates, at most so many; they stay until they are acknowledged."""
        self._expire()
        taken = [self._queue[place] for place in range(min(limit, MOST, len(self._queue)))]
        for update in taken:
            update.again = False
        return [update.body for update in taken]

    async def poll(self, limit: int, seconds: float) -> list[Wire]:
        """As `batch`; wait so many seconds (of the machine) for something to come.

        Raises:
            Refused: 409, because somebody else asked in the meantime.
        """
        self.polls += 1
        self._supersede()
        if self._queue or seconds <= 0:
            self._changes.happened()
            return self.batch(limit)
        waiter = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        self._changes.happened()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return []
        finally:
            if self._waiter is waiter:
                self._waiter = None
        return self.batch(limit)

    def wake(self) -> None:
        """Let everything that waits look again."""
        self._changes.happened()
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _supersede(self) -> None:
        """Of two programs that ask at once the older loses."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(
                conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            )

    def _expire(self) -> None:
        now = self._now()
        if self._queue and now - self._queue[0].at > LIFE_OF_PRESS:
            self._queue = deque(
                update
                for update in self._queue
                if now - update.at <= (LIFE_OF_PRESS if update.kind == "callback_query" else LIFE)
            )
