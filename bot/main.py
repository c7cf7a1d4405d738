"""The composition root: the only place where the parts of the program are built and joined."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import Engine
from telegram import Bot
from telegram.error import InvalidToken, NetworkError

from bot.chat.handling import Handling
from bot.chat.messenger import TelegramMessenger
from bot.chat.receiving import POLL_SECONDS, Receiving, TokenRefused
from bot.chat.transport import Transport
from bot.logs import where
from bot.schedule.alarm import Alarm
from bot.service import joining, menus, owning, retention, setting_up
from bot.service.delivering import Delivering
from bot.service.pacing import Pacer
from bot.service.ports import Clock, SystemClock
from bot.service.step import Step
from bot.settings import Settings
from flows.ids import ChatId
from storage.emptying import empty_log, holds_sealed_rows
from storage.engine import make_engine
from storage.erasure_log import FILE_NAME, ErasureLog
from storage.erasures import keep_log
from storage.keys import load_or_create
from storage.migrating import upgrade
from storage.vault import Vault
from storage.work import Work, binder
from storage.writer import StorageFailed, Writer

log = structlog.get_logger(__name__)

TOKEN_BYTES = 12
"""Of an invitation: 96 bits, which nobody guesses."""

TIDY_SECONDS = 3600.0
PAUSE = 2.0
"""Seconds between attempts to reach Telegram at the start."""


def fresh_token() -> str:
    """A word of `[A-Za-z0-9_-]` that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def open_storage(
    settings: Settings, clock: Clock, token: Callable[[], str] = fresh_token
) -> tuple[Engine, Writer[Work]]:
    """The database with its tables at head, and the writer, which is not started yet.

    Raises:
        DatabaseUnusable: the address or the place cannot be used.
        KeyFileUnreadable: the key is missing or open to others.
        ErasureLogUnreadable: what is erased cannot be logged.
    """
    engine = make_engine(settings.database)
    upgrade(engine)
    keys = load_or_create(settings.key_file, may_create=not holds_sealed_rows(engine))
    keep_log(engine, ErasureLog(settings.data_dir / FILE_NAME, keys, clock.now))
    return engine, Writer(engine, binder(Vault(keys), clock.now, token))


class App:
    """The running program. Built and started by `running`.

    Attributes:
        writer: the storage.
        alarm: wakes the rounds; a rehearsal wakes it when its clock has jumped.
        owner_link: opens the bot as its first owner, where there is none yet.
    """

    def __init__(
        self,
        writer: Writer[Work],
        transport: Transport,
        clock: Clock,
        bot: str,
        *,
        erased: Callable[[], None],
        poll_seconds: int,
        pacer: Pacer,
    ) -> None:
        self.writer = writer
        self.owner_link: str | None = None
        self._clock = clock
        self._bot = bot
        self._erased = erased
        messenger = TelegramMessenger(transport, clock)
        self._handling = Handling(writer, bot, self._handled)
        self._receiving = Receiving(
            transport, writer, self._handling.wake, clock, poll_seconds=poll_seconds
        )
        # A question whose outcome is known may free messages that waited for it.
        self._delivering = Delivering(
            writer, messenger, clock, pacer, bot, settled=self._handling.settled
        )
        self.alarm = Alarm(writer, clock, lambda: bot, self._delivering.wake)
        self._parts: list[asyncio.Task[None]] = []

    async def start(self, owners: Sequence[ChatId], time_zone: str) -> None:
        """Take up what was left when the program last stopped, and begin to work.

        Args:
            owners: Telegram ids of who is to run this installation.
            time_zone: of new workshops, as IANA names it.
        """
        self.owner_link = await self.writer.run(
            lambda work: _prepare(work, self._bot, owners, time_zone)
        )
        await self._delivering.recover()
        self.alarm.start()
        await self.alarm.wake()
        parts = (self._receiving.run(), self._handling.run(), self._delivering.run(), self._tidy())
        self._parts = [asyncio.create_task(part) for part in parts]

    async def wait(self) -> None:
        """Return when a part of the program has ended, which none does by itself.

        Raises:
            TokenRefused: Telegram does not know the token any more.
        """
        done, _ = await asyncio.wait(self._parts, return_when=asyncio.FIRST_COMPLETED)
        for part in done:
            part.result()

    async def stop(self) -> None:
        """End in order: nothing new comes in, what is under way is finished and recorded."""
        await self.alarm.stop()
        for part in self._parts:
            part.cancel()
        await asyncio.gather(*self._parts, return_exceptions=True)

    async def idle(self) -> bool:
        """Whether everything that came has had its effect and everything due has been sent."""

        def waiting(work: Work) -> int:
            return work.inbox.waiting() + work.outbox.due_count(work.now)

        return await self.writer.run(waiting) == 0

    async def _tidy(self) -> None:
        while True:
            try:
                if await self.writer.run(retention.tidy):
                    self._erased()
            except StorageFailed as error:
                log.error("not tidied", error=where(error))
            await self._clock.sleep(TIDY_SECONDS)

    def _handled(self, erased: bool) -> None:
        """Updates have had their effects: times may have changed, messages are waiting."""
        self._delivering.wake()
        self.alarm.rearm()
        if erased:
            self._erased()


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock | None = None,
    *,
    token: Callable[[], str] = fresh_token,
    poll_seconds: int = POLL_SECONDS,
    pacer: Pacer | None = None,
) -> AsyncIterator[App]:
    """The program at work, until the block is left.

    Args:
        settings: of the installation.
        clock: the machine's, unless a rehearsal brings its own.
        token: makes the words of invitation links.
        poll_seconds: how long Telegram may wait for something to happen.
        pacer: keeps to Telegram's limits; a measurement brings one that knows none.

    Raises:
        DatabaseUnusable: the database's address or place cannot be used.
        KeyFileUnreadable: the key is missing or open to others.
        TokenRefused: Telegram does not know the token.
    """
    clock = clock or SystemClock()
    engine, writer = open_storage(settings, clock, token)
    transport = Transport(settings.bot_api_url, settings.bot_token.get_secret_value())
    emptying: set[asyncio.Task[None]] = set()

    def erased() -> None:
        task = asyncio.create_task(asyncio.to_thread(empty_log, engine))
        emptying.add(task)
        task.add_done_callback(emptying.discard)

    try:
        await transport.initialize()
        async with writer:
            bot = await _introduce(settings, transport, clock)
            app = App(
                writer,
                transport,
                clock,
                bot,
                erased=erased,
                poll_seconds=poll_seconds,
                pacer=pacer or Pacer(),
            )
            try:
                owners = [ChatId(number) for number in settings.owner_ids]
                await app.start(owners, settings.time_zone)
                yield app
            finally:
                await app.stop()
        await asyncio.gather(*emptying)
    finally:
        await transport.shutdown()
        engine.dispose()


async def _introduce(settings: Settings, transport: Transport, clock: Clock) -> str:
    """Ask Telegram who this bot is, for as long as it takes; returns the username."""
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.bot_api_url}/bot",
        request=transport,
        get_updates_request=transport,
    )
    while True:
        try:
            me = await bot.get_me()
            await bot.delete_webhook()
        except InvalidToken:
            raise TokenRefused from None
        except NetworkError as error:
            log.warning("Telegram is out of reach", error=where(error))
            await clock.sleep(PAUSE)
        else:
            return str(me.username)


def _prepare(work: Work, bot: str, owners: Sequence[ChatId], time_zone: str) -> str | None:
    """Menus and owners; returns the link for the first owner where there is none."""
    work.facts.put(menus.BOT_USERNAME, bot)
    work.facts.put(setting_up.TIME_ZONE, time_zone)
    menus.plan_defaults(work)
    owning.appoint(work, owners)
    joining.ask_again(Step(work, f"start:{work.now.isoformat()}", bot))
    token = owning.owner_link(work)
    return None if token is None else f"https://t.me/{bot}?start={token}"
