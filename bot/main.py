"""The composition root: the only place where the parts of the program are built and joined."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from bot.app import App
from bot.chat.announcing import Webhook, ask
from bot.chat.receiving import POLL_SECONDS
from bot.chat.transport import Transport
from bot.grouper import ProcessGrouper
from bot.leader import Duties, Leader
from bot.printer import ProcessPrinter
from bot.service.grouping import Grouper
from bot.service.leading import Leading
from bot.service.observing import Observer, Unobserved
from bot.service.pacing import Pacer
from bot.service.ports import Clock, SystemClock
from bot.service.printing import Printer
from bot.settings import Settings
from flows.ids import ChatId
from flows.library import library
from flows.script import Flow
from storage.emptying import empty_log, holds_sealed_rows
from storage.engine import make_engine
from storage.erasure_log import FILE_NAME, ErasureLog
from storage.erasures import keep_log
from storage.facts import Facts
from storage.keys import KeyFileUnreadable, Keys, load_or_create
from storage.leaseholder import DatabaseLease, open_lease
from storage.migrating import upgrade
from storage.vault import Vault
from storage.work import Work, binder
from storage.writer import Unfenced, Writer

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

__all__ = ["App", "open_storage", "running"]

TOKEN_BYTES = 12
"""Of an invitation: 96 bits, which nobody guesses."""

FIRST_KEY = "first_key"
"""The fact that names the key with which the database was begun; a key's id is no secret."""

CLOSE_SECONDS = 1.0
"""What the database has not taken by then when the program stops, it will not take."""


def fresh_token() -> str:
    """A word of `[A-Za-z0-9_-]` that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def open_storage(
    settings: Settings,
    clock: Clock,
    token: Callable[[], str] = fresh_token,
    *,
    flows: Callable[[], tuple[Flow, ...]] = library,
    fence: Callable[[Connection], None] | None = None,
    observer: Observer = Unobserved(),  # noqa: B008 - holds nothing
) -> tuple[Engine, Writer[Work]]:
    """The database with its tables at head, and the writer, which is not started yet.

    Args:
        settings: of the installation.
        clock: tells steps what time it is.
        token: makes the words of invitation links.
        flows: what workshops can be set up with.
        fence: see `Writer`.
        observer: is told of commits.

    Raises:
        DatabaseUnusable: the address or the place cannot be used.
        KeyFileUnreadable: the key is missing or open to others.
        ErasureLogUnreadable: what is erased cannot be logged.
    """
    engine = make_engine(settings.database, idle_seconds=settings.lease_seconds)
    upgrade(engine)
    keys = load_or_create(settings.key_file, may_create=not holds_sealed_rows(engine))
    _require_same_key(engine, settings, keys)
    keep_log(engine, ErasureLog(settings.data_dir / FILE_NAME, keys, clock.now))
    bind = binder(Vault(keys), clock.now, token, flows)
    return engine, Writer(engine, bind, fence=fence, committed=observer.committed)


def _require_same_key(engine: Engine, settings: Settings, keys: Keys) -> None:
    """Two processes with key files of their own could not open what the other one seals."""
    with engine.begin() as connection:
        first = Facts(connection).settle(FIRST_KEY, keys.sealing.id)
    if first not in {key.id for key in keys.all}:
        why = (
            f"it does not hold the key {first}, with which this database was begun. All processes "
            "on a database need the same key file: copy that one here"
        )
        raise KeyFileUnreadable(settings.key_file, why)


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock | None = None,
    *,
    token: Callable[[], str] = fresh_token,
    flows: Callable[[], tuple[Flow, ...]] = library,
    poll_seconds: int = POLL_SECONDS,
    pacer: Pacer | None = None,
    grouper: Grouper | None = None,
    printer: Printer | None = None,
    owner_link: Callable[[str], None] = lambda _link: None,
) -> AsyncIterator[App]:
    """The program at work, until the block is left; entered when this process leads.

    Before that it stands by: with a webhook it takes updates in, and answers about its health.

    Args:
        settings: of the installation.
        clock: the machine's, unless a rehearsal brings its own.
        token: makes the words of invitation links.
        flows: what workshops can be set up with; a rehearsal brings one that is not finished.
        poll_seconds: how long Telegram may wait for something to happen.
        pacer: keeps to Telegram's limits; a measurement brings one that knows none.
        grouper: finds what answers share; a test brings its own.
        printer: makes the files of posts; as above.
        owner_link: told each link with which the first owner can open the bot.

    Raises:
        AddressUnusable: HTTP cannot be served there.
        DatabaseInUse: another process runs on the same SQLite file.
        DatabaseUnusable: the database's address or place cannot be used.
        KeyFileUnreadable: the key is missing or open to others.
        ErasureLogUnreadable: what is erased cannot be logged.
        TokenRefused: Telegram does not know the token.
    """
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        lease = open_lease(settings.database, settings.bot_id, settings.lease_seconds)
        await stack.enter_async_context(lease)
        observer, routes, ending = _http(settings)
        engine, writer = open_storage(
            settings, clock, token, flows=flows, fence=lease.fence, observer=observer
        )
        stack.callback(engine.dispose)
        erased = await stack.enter_async_context(_emptying(engine))
        writer.start()
        stack.push_async_callback(writer.close, within=CLOSE_SECONDS)
        app = App(writer, owner_link)
        aside = ProcessPrinter()
        bot = ""

        def act() -> Coroutine[object, object, None]:
            leader = Leader(
                writer,
                transport,
                clock,
                bot,
                _duties(settings, poll_seconds, pacer, shared=isinstance(lease, DatabaseLease)),
                observer,
                grouper=grouper or ProcessGrouper(),
                printer=printer or aside,
                tabulator=aside,
                started=app.started,
                erased=erased,
            )
            return app.lead(leader)

        # A rehearsal's clock may run fast and jump; a lease is kept by the machine's.
        leading = Leading(lease, act, SystemClock())
        transport = await _connected(stack, settings, leading.may_send)
        stack.push_async_callback(app.end)
        if settings.http_port is not None:
            from bot.web.serving import serving  # noqa: PLC0415 - only who serves HTTP pays for it

            listening = serving(
                routes(app, leading), settings.http_host, settings.http_port, ending=ending
            )
            app.http_port = await stack.enter_async_context(listening)
        bot = await _introduce(settings, clock)
        await app.begin(leading)
        yield app


Routes = Callable[[App, Leading], "list[BaseRoute]"]


def _http(settings: Settings) -> tuple[Observer, Routes, Callable[[], None]]:
    """Who counts what happens, what is served over HTTP, and what ends answers without an end.

    Nothing where there is no port.
    """
    if settings.http_port is None:
        return Unobserved(), lambda _app, _leading: [], lambda: None
    from bot.web.health import health  # noqa: PLC0415 - as above
    from bot.web.metrics import Metrics, metrics  # noqa: PLC0415 - as above
    from bot.web.webhook import webhook  # noqa: PLC0415 - as above

    counted = Metrics()
    pages, ending = _pages(settings)

    def routes(app: App, leading: Leading) -> "list[BaseRoute]":
        def leads() -> bool:
            return leading.now

        served: list[BaseRoute] = [
            health(app.condition, leads),
            metrics(counted, app.condition, leads),
            *pages(app),
        ]
        if settings.webhook_url is not None:
            take_in = partial(app.take_in, observer=counted)
            served.append(webhook(settings.webhook_path, settings.secret, take_in))
        return served

    return counted, routes, ending


def _pages(settings: Settings) -> "tuple[Callable[[App], Sequence[BaseRoute]], Callable[[], None]]":
    """Pages for people, and what ends their streams; nothing where there is no public address."""
    if settings.public_url is None:
        return lambda _app: (), lambda: None
    from bot.service.wall_view import Look, look  # noqa: PLC0415 - as above
    from bot.web.events import Streams  # noqa: PLC0415 - as above
    from bot.web.wall.routes import MOST_VIEWERS, walls  # noqa: PLC0415 - as above

    streams = Streams(MOST_VIEWERS)

    def pages(app: App) -> "Sequence[BaseRoute]":
        async def read(token: str, before: Look | None) -> Look | None:
            return await app.writer.run(Unfenced(partial(look, token=token, before=before)))

        return walls(read, streams, SystemClock())

    return pages, streams.end


def _duties(settings: Settings, poll_seconds: int, pacer: Pacer | None, *, shared: bool) -> Duties:
    url = settings.webhook_url
    return Duties(
        owners=[ChatId(number) for number in settings.owner_ids],
        time_zone=settings.time_zone,
        webhook=None if url is None else Webhook(url, settings.secret),
        poll_seconds=poll_seconds,
        pacer=pacer or Pacer(per_second=settings.messages_per_second),
        public_url=settings.public_url,
        shared=shared,
    )


async def _connected(
    stack: AsyncExitStack, settings: Settings, may_leave: Callable[[], bool] = lambda: True
) -> Transport:
    """A transport to Telegram that is closed with the stack."""
    token = settings.bot_token.get_secret_value()
    transport = Transport(settings.bot_api_url, token, may_leave=may_leave)
    await transport.initialize()
    stack.push_async_callback(transport.shutdown)
    return transport


async def _introduce(settings: Settings, clock: Clock) -> str:
    """Ask Telegram who this bot is, for as long as it takes; returns the username."""
    async with AsyncExitStack() as stack:
        # One of its own: who stands by may ask this, but send nothing.
        transport = await _connected(stack, settings)
        answer = await ask(transport, clock, "getMe", {})
    return str(answer["result"]["username"])


@asynccontextmanager
async def _emptying(engine: Engine) -> AsyncIterator[Callable[[], None]]:
    """Gives what is to be called after somebody was erased; waits for it at the end."""
    emptying: set[asyncio.Task[None]] = set()

    def erased() -> None:
        task = asyncio.create_task(asyncio.to_thread(empty_log, engine))
        emptying.add(task)
        task.add_done_callback(emptying.discard)

    yield erased
    await asyncio.gather(*emptying)
