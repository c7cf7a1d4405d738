"""A stage for journeys: the real bot against the stand-in of Telegram, over HTTP on loopback.

Time stands still but where a journey moves it, so that a transcript is the same every time.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.grouper import ThreadGrouper
from bot.main import App, running
from bot.rehearsal.standin import Group, Limits, Phone, SeenMessage, StandIn
from bot.rehearsal.standin.transcript import entry
from bot.service.printing import Printer
from bot.settings import load
from tests.patience import PATIENCE

BERLIN = ZoneInfo("Europe/Berlin")
HASTE = 1000
"""How much faster than by the clock the bot waits between its messages."""


class StillClock:
    """Shows the same moment until it is set."""

    def __init__(self) -> None:
        self.moment = datetime(2027, 1, 25, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def seconds(self) -> float:
        """Seconds that grow, however the moment stands."""
        return asyncio.get_running_loop().time() * HASTE

    async def sleep(self, seconds: float) -> None:
        """Wait shortly."""
        await asyncio.sleep(seconds / HASTE)


@dataclass
class Stage:
    """What a journey plays on.

    Attributes:
        telegram: where the chats are.
        app: the bot at work.
        clock: set by `at`.
        languages: of people's apps, by their Telegram id.
    """

    telegram: StandIn
    app: App
    clock: StillClock
    languages: dict[int, str] = field(default_factory=dict)
    _chats: dict[str, Phone | Group] = field(default_factory=dict)
    _seen: dict[tuple[str, int], str] = field(default_factory=dict)
    _toasts: Counter[str] = field(default_factory=Counter)
    _journal: list[str] = field(default_factory=list)

    def person(self, first: str, last: str = "", language: str = "de") -> Phone:
        """Somebody with a phone."""
        phone = self.telegram.person(first, last, language_code=language)
        self._chats[first] = phone
        self.languages[phone.id] = language
        return phone

    def group(self, title: str, creator: Phone) -> Group:
        """A group that somebody has made."""
        group = self.telegram.group(title, creator=creator)
        self._chats[title] = group
        return group

    async def settle(self) -> None:
        """Everything that was done has had its effect, and everybody has read it."""
        pause = 0.001  # looking takes the database's time from what is waited for
        async with asyncio.timeout(PATIENCE):
            while self.telegram.updates_waiting or not await self.app.idle():
                await asyncio.sleep(pause)
                pause = min(1.5 * pause, 0.02)
        self.read()

    async def at(self, local: str) -> None:
        """The clock in Berlin shows `2027-01-30 17:00`, and what is due then happens."""
        await self.settle()
        self._journal.append(f"\n--- {local}")
        self.clock.moment = datetime.fromisoformat(local).replace(tzinfo=BERLIN).astimezone(UTC)
        await self.app.alarm.wake()
        await self.settle()

    async def says(self, phone: Phone, *texts: str) -> None:
        """Somebody types, and reads what comes after each text."""
        for text in texts:
            phone.say(text)
            await self.settle()

    async def presses(self, phone: Phone, *labels: str) -> None:
        """Somebody taps, and reads what comes after each tap."""
        for label in labels:
            phone.press(label)
            await self.settle()

    async def joins(self, phone: Phone, link: str, *labels: str) -> None:
        """Somebody opens an invitation and taps their way through it."""
        phone.open_link(link)
        await self.settle()
        await self.presses(phone, *labels)

    def read(self) -> None:
        """Note what has changed in each chat since everybody last looked.

        What people said stands before what the bot changed because of it.
        """
        for name, chat in self._chats.items():
            messages = {message.id: message for message in chat.messages}
            for message in sorted(chat.messages, key=lambda one: one.from_bot):
                shown = entry(message, messages.get(message.reply_to or 0)).rstrip()
                self._note(name, message, shown)
            toasts = chat.toasts if isinstance(chat, Phone) else []
            self._journal += [f"[{name}] toast: {toast}" for toast in toasts[self._toasts[name] :]]
            self._toasts[name] = len(toasts)

    def _note(self, name: str, message: SeenMessage, shown: str) -> None:
        before = self._seen.get((name, message.id))
        self._seen[name, message.id] = shown
        if before is None or (before != shown and not _lost_its_buttons(before, shown)):
            self._journal.append(f"[{name}] {shown}")
        elif before != shown:
            first = message.text.partition("\n")[0]
            self._journal.append(f"[{name}] (the buttons below „{first}“ are gone)")

    @property
    def journal(self) -> str:
        """Everything that people saw, in the order in which they saw it."""
        return "\n".join(self._journal) + "\n"


def _lost_its_buttons(before: str, shown: str) -> bool:
    """Whether a message is as it was but for its row of buttons, and says nothing of an edit."""
    rest = before.rpartition("\n")[0]
    return rest.partition("\n")[2] == shown.partition("\n")[2]


@asynccontextmanager
async def open_stage(
    folder: Path, *, printer: Printer | None = None, **settings: object
) -> AsyncIterator[Stage]:
    """A fresh installation and a fresh Telegram.

    `printer` makes the files instead of the usual one; `settings` are added to the usual ones.
    """
    clock = StillClock()
    unlimited = Limits(None, None, group=None)
    async with StandIn(now=clock.now, limits=unlimited) as telegram:
        given = load(
            bot_token=telegram.token,
            bot_api_url=telegram.url,
            data_dir=folder / "data",
            key_file=folder / "keys" / "keys",
            **settings,
        )
        numbers = count(1)
        token = lambda: f"{next(numbers):06}"  # noqa: E731 - it is one expression
        async with running(
            given, clock, token=token, printer=printer, grouper=ThreadGrouper()
        ) as app:
            yield Stage(telegram, app, clock)
