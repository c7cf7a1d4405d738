"""Setting the stage: the stand-in, the clock and the real program in a folder of their own."""

import socket
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.main import running
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.folder import place
from bot.rehearsal.stage import Stage
from bot.rehearsal.standin import Faults, StandIn
from bot.service.grouping import Grouper
from bot.settings import Settings, load
from flows.library import library
from flows.script import Flow

ZONE = ZoneInfo("Europe/Berlin")
STARTS = datetime(2027, 1, 25, 10, 20, tzinfo=ZONE)
"""The Monday before the workshop, when it is set up."""

HOST = "127.0.0.1"


def _by_default(_clock: RehearsalClock) -> Grouper | None:
    """Group as the program does."""
    return None


@asynccontextmanager
async def staged(
    flow: Flow,
    *,
    grouper: Callable[[RehearsalClock], Grouper | None] = _by_default,
    mishaps: Callable[[Faults], None] = lambda _: None,
    pages: bool = False,
) -> AsyncIterator[Stage]:
    """The program at work on an empty database, until the block is left; then all of it is gone.

    Args:
        flow: can be chosen for a workshop, as those that come along.
        grouper: given the clock, finds what answers share.
        mishaps: plans what Telegram is to do wrong.
        pages: whether the program serves its own pages, on a free port of this machine.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="nachklang-rehearsal-", dir=place())
        )
        clock = RehearsalClock(STARTS)
        standin = await stack.enter_async_context(StandIn(now=clock.now, seconds=clock.seconds))
        mishaps(standin.faults)
        offered = _offered(flow)
        tokens = (f"rehearsal-{number:06}" for number in count(1))
        program = running(
            _settings(Path(folder), standin, _free_port() if pages else None),
            clock,
            token=lambda: next(tokens),
            flows=lambda: offered,
            grouper=grouper(clock),
        )
        app = await stack.enter_async_context(program)
        yield Stage(standin, app, clock)


def _offered(flow: Flow) -> tuple[Flow, ...]:
    """What workshops can be set up with: a flow from a file first.

    It stands in place of one that has its id, or a title by which nobody could tell the two apart.
    """
    if flow in library():
        return library()
    return flow, *(other for other in library() if not _alike(flow, other))


def _alike(one: Flow, other: Flow) -> bool:
    return one.id == other.id or not set(one.title.values()).isdisjoint(other.title.values())


def _free_port() -> int:
    """A port that nothing listens on: its number stands in addresses before anything does."""
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


def _settings(folder: Path, standin: StandIn, port: int | None) -> Settings:
    """Settings that owe nothing to the environment of whoever rehearses."""
    return load(
        _env_file=None,
        bot_token=standin.token,
        bot_token_file=None,
        bot_api_url=standin.url,
        database_url=SecretStr(f"sqlite:///{folder / 'data' / 'nachklang.db'}"),
        database_url_file=None,
        data_dir=folder / "data",
        key_file=folder / "keys",
        owner_ids=(),
        time_zone=ZONE.key,
        http_port=port,
        public_url=None if port is None else f"http://{HOST}:{port}",
        log_level="ERROR",
    )
