"""Delivery over HTTP to the stand-in of Telegram, in a time that jumps as soon as all is quiet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.chat.messenger import TelegramMessenger
from bot.chat.transport import Transport
from bot.messages.message import Message
from bot.rehearsal.standin import Limits, Phone, SeenMessage, StandIn
from bot.service.delivering import Delivering
from bot.service.pacing import USUAL_RATE, Pacer
from bot.service.ports import Call, Outcome
from bot.service.step import Step
from flows.ids import ChatId
from storage.calls import Draft, Known, Lane
from storage.work import Work
from storage.writer import Writer
from tests.bot.chatting import BOT, MORNING, Chat
from tests.patience import PATIENCE

TURNS = 20
"""Of the event loop, in which whoever was woken by an outcome stops waiting for the clock."""


class JumpingClock:
    """Goes on only when somebody waits for it and no call is under way."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.under_way = 0
        self.on_the_way = 0
        self._waiting: list[float] = []

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return MORNING + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        """Seconds since the start."""
        return self.passed

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have been jumped over."""
        until = self.passed + seconds
        self._waiting.append(until)
        try:
            await asyncio.sleep(0)
            while True:
                while self.under_way or min(self._waiting) < until:
                    await asyncio.sleep(0.0005)
                for _ in range(TURNS):
                    await asyncio.sleep(0)
                if not self.under_way and min(self._waiting) == until:
                    break
        finally:
            self._waiting.remove(until)
        self.passed = max(self.passed, until)

    async def spend(self, seconds: float) -> None:
        """Go on by what a commit takes; a call that has left before arrives before.

        How long it really was on its way depends on the machine, and must not count.
        """
        while self.on_the_way:
            await asyncio.sleep(0.0005)
        self.passed += seconds


@dataclass(slots=True)
class Courier:
    """The real messenger, which holds the clock until the outcome is stored."""

    messenger: TelegramMessenger
    clock: JumpingClock

    async def send(self, call: Call) -> Outcome:
        """Try a call once."""
        self.clock.under_way += 1
        self.clock.on_the_way += 1
        try:
            return await self.messenger.send(call)
        finally:
            self.clock.on_the_way -= 1

    def settled(self) -> None:
        """Its outcome is stored."""
        self.clock.under_way = max(self.clock.under_way - 1, 0)


@dataclass(slots=True)
class PostOffice:
    """What a test plans, and what people get of it."""

    telegram: StandIn
    chat: Chat
    clock: JumpingClock
    writer: Writer[Work]
    delivering: Delivering
    _planned: int = field(default=0)

    def person(self, name: str) -> Phone:
        """Somebody who has started the bot, and whom it knows."""
        phone = self.telegram.person(name)
        phone.start()
        with self.chat.engine.begin() as connection:
            self.chat.work(connection).people.add(ChatId(phone.id), name, "de", MORNING)
        return phone

    def plan(self, draft: Draft) -> None:
        """Put a call into the outbox."""
        with self.chat.engine.begin() as connection:
            assert self.chat.work(connection).outbox.add(draft, self.clock.now()) is not None

    def say(
        self,
        chat: int,
        text: str,
        *,
        lane: Lane = Lane.REPLY,
        repeatable: bool = True,
    ) -> str:
        """Plan a message; returns its key."""
        self._planned += 1
        key = f"test:{self._planned}"
        with self.chat.engine.begin() as connection:
            step = Step(self.chat.work(connection), key, BOT)
            step.say(ChatId(chat), Message(text), key=key, lane=lane, repeatable=repeatable)
        return key

    def state(self, key: str) -> Known:
        """What is known about a planned call."""
        with self.chat.engine.begin() as connection:
            known = self.chat.work(connection).outbox.state_of(key)
        assert known is not None
        return known

    async def deliver(self) -> None:
        """Send until nothing is left that could ever be sent."""
        running = asyncio.create_task(self.delivering.run())
        try:
            async with asyncio.timeout(PATIENCE):
                while self._is_left():
                    await asyncio.sleep(0.001)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    def _is_left(self) -> bool:
        # Beside the writer, whose steps take time.
        with self.chat.engine.begin() as connection:
            outbox = self.chat.work(connection).outbox
            return outbox.next_at() is not None or outbox.due_count(self.clock.now()) > 0

    def times(self, method: str = "sendMessage") -> list[float]:
        """When calls of a method came, in seconds since the start."""
        return [
            round((call.at - MORNING).total_seconds(), 1)
            for call in self.telegram.calls
            if call.method == method
        ]


def texts(phone: Phone) -> list[str]:
    """What the bot said to somebody."""
    said: list[SeenMessage] = [message for message in phone.messages if message.from_bot]
    return [message.text for message in said]


@asynccontextmanager
async def post_office(
    chat: Chat,
    *,
    limits: Limits | None = None,
    patience: float = 5.0,
    per_second: int = USUAL_RATE,
    commit_seconds: float = 0.0,
) -> AsyncIterator[PostOffice]:
    """An office on the database of some chats.

    `patience` is how long an answer may take, `commit_seconds` how long a commit does.
    """
    clock = JumpingClock()
    loop = asyncio.get_running_loop()
    async with StandIn(now=clock.now, limits=limits or Limits.off()) as telegram:
        transport = Transport(telegram.url, telegram.token, patience=patience)
        await transport.initialize()

        def bind(connection: object) -> Work:
            chat.now = clock.now()
            return chat.work(connection)

        def committed(_steps: int, _seconds: float) -> None:
            asyncio.run_coroutine_threadsafe(clock.spend(commit_seconds), loop).result()

        async with Writer(chat.engine, bind, committed=committed) as writer:
            courier = Courier(TelegramMessenger(transport, clock), clock)
            delivering = Delivering(
                writer, courier, clock, Pacer(per_second=per_second), BOT, courier.settled
            )
            try:
                yield PostOffice(telegram, chat, clock, writer, delivering)
            finally:
                await transport.shutdown()
