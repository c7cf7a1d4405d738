"""A local stand-in of Telegram: the Bot API over HTTP, and the people who talk with the bot."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.rehearsal.standin.accounts import Kind, Person
from bot.rehearsal.standin.changes import Changes
from bot.rehearsal.standin.faults import Faults
from bot.rehearsal.standin.limits import Limits, Throttle
from bot.rehearsal.standin.messages import SentFile
from bot.rehearsal.standin.phone import Phone
from bot.rehearsal.standin.rooms import Channel, Group
from bot.rehearsal.standin.server import Call, Server
from bot.rehearsal.standin.transcript import transcript
from bot.rehearsal.standin.updates import UpdateQueue
from bot.rehearsal.standin.world import World, utc_now

_FIRST_PERSON = 5_000_000_000
"""Ids of people are larger than 32 bits, as they may be in Telegram."""


class StandIn:
    """Telegram on the loopback interface, for one bot. Use it with `async with`.

    Args:
        token: the bot's; its part before the colon is the bot's id.
        username: the bot's, without @.
        now: tells the time, aware, in UTC; everything but the waiting of a poll goes by it.
        limits: how fast the bot may send.
        seconds: what the limits go by, where the bot waits by another clock than `now`.
        port: to listen on; 0 takes any free one.
        most_calls: how many of the last calls `calls` keeps at least; None keeps all, which is too
            much for a run of hours.

    Attributes:
        url: `http://127.0.0.1:PORT`, from entering on.
        token: as above.
        faults: what is to go wrong.
        updates: the queue; its `next_id` may be set.
    """

    def __init__(
        self,
        *,
        token: str = "1000:rehearsal",  # noqa: S107 - opens nothing but the stand-in
        username: str = "nachklang_probe_bot",
        now: Callable[[], datetime] = utc_now,
        limits: Limits = Limits(),  # noqa: B008 - a frozen value
        seconds: Callable[[], float] | None = None,
        port: int = 0,
        most_calls: int | None = None,
    ) -> None:
        self.url = ""
        self.token = token
        self.faults = Faults()
        self._changes = Changes()
        self.updates = UpdateQueue(now, self._changes)
        bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Nachklang",
            "username": username,
        }
        self._world = World(now, bot, self.updates, self._changes)
        self._throttle = Throttle(limits)
        self._seconds = seconds or (lambda: now().timestamp())
        self._port = port
        self._most_calls = most_calls
        self._server: Server | None = None
        self._calls: list[Call] = []

    async def __aenter__(self) -> Self:
        self._server = Server(
            self._world,
            self.token,
            self.faults,
            self._throttle,
            self._seconds,
            self._calls,
            self._most_calls,
        )
        self.url = f"http://127.0.0.1:{await self._server.start(self._port)}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            await self._server.stop()

    @property
    def calls(self) -> list[Call]:
        """Every call of the bot that is kept, oldest first."""
        return self._calls

    @property
    def throttled(self) -> int:
        """How many calls were refused because the bot sent too fast."""
        return self._throttle.count

    @property
    def updates_waiting(self) -> int:
        """How many updates the bot has not acknowledged."""
        return len(self.updates)

    async def until(self, condition: Callable[[], object], timeout: float = 10) -> None:  # noqa: ASYNC109 - see Changes
        """Return as soon as a condition holds, which is asked whenever something has changed.

        Args:
            condition: for example `lambda: ana.messages`.
            timeout: seconds of the machine.

        Raises:
            TimeoutError: it did not hold in time; the error shows all private chats.
        """
        try:
            await self._changes.until(condition, timeout)
        except TimeoutError:
            raise TimeoutError(self._picture()) from None

    async def stirred(self, since: int) -> int:
        """How often something may have changed here, as soon as that is another number."""
        return await self._changes.since(since)

    def file(self, file_id: str) -> SentFile | None:
        """A file that somebody or the bot has sent, by its id; None where there is none."""
        return self._world.files.get(file_id)

    def redeliver(self, n: int = 1) -> None:
        """Deliver the last n acknowledged updates once more, as Telegram may."""
        self.updates.redeliver(n)

    def person(
        self,
        first_name: str,
        last_name: str = "",
        *,
        language_code: str | None = "de",
        username: str | None = None,
    ) -> Phone:
        """Somebody with Telegram, whom the bot has not met."""
        number = _FIRST_PERSON + self._world.fresh()
        person = Person(number, first_name, last_name, username, language_code)
        self._world.people[number] = person
        return Phone(self._world, person)

    def group(self, title: str, *, creator: Phone) -> Group:
        """A basic group without the bot."""
        return Group.founded(self._world, title, creator, Kind.GROUP)

    def supergroup(self, title: str, *, creator: Phone) -> Group:
        """A supergroup without the bot."""
        return Group.founded(self._world, title, creator, Kind.SUPERGROUP)

    def channel(self, title: str, *, creator: Phone) -> Channel:
        """A channel without the bot."""
        return Channel.founded(self._world, title, creator)

    def _picture(self) -> str:
        chats = [
            f"--- {person.name}\n{transcript(Phone(self._world, person))}"
            for person in self._world.people.values()
        ]
        return "\n".join([f"{self.updates_waiting} updates wait for the bot", *chats])
