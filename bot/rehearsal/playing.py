"""A rehearsal: a whole workshop with the real program, the stand-in and simulated people."""

import random
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.grouper import ThreadGrouper
from bot.main import running
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.direction import Direction, Happening, OnDue, Play
from bot.rehearsal.grouping import WhileTimeStands
from bot.rehearsal.stage import Stage, Stuck
from bot.rehearsal.standin import Faults, NoSuchButton, StandIn
from bot.settings import Settings, load
from flows.script import Flow

ZONE = ZoneInfo("Europe/Berlin")
STARTS = datetime(2027, 1, 25, 10, 20, tzinfo=ZONE)
"""The Monday before the workshop, when it is set up."""


async def _go_on(_what: Sequence[str], _at: datetime) -> None:
    """Wait for nobody."""


async def play(
    flow: Flow,
    *,
    participants: int,
    seed: int,
    on_progress: Callable[[Happening], None] = lambda _: None,
    on_due: OnDue = _go_on,
    mishaps: Callable[[Faults], None] = lambda _: None,
) -> Play:
    """Play the whole workshop.

    Args:
        flow: what is asked.
        participants: how many take part besides the team.
        seed: the same gives the same people, answers and post.
        on_progress: told what happens.
        on_due: told what is due before it happens, and when; the play waits for it.
        mishaps: plans what Telegram is to do wrong.

    Raises:
        Stuck: somebody waits in vain; with a picture of it.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="nachklang-rehearsal-"))
        clock = RehearsalClock(STARTS)
        standin = await stack.enter_async_context(StandIn(now=clock.now, seconds=clock.seconds))
        mishaps(standin.faults)
        chance = random.Random(seed)  # noqa: S311 - a play, no secret
        tokens = (f"rehearsal-{number:06}" for number in count(1))
        settings = _settings(Path(folder), standin)
        grouper = WhileTimeStands(ThreadGrouper(), clock)
        program = running(settings, clock, token=lambda: next(tokens), grouper=grouper)
        app = await stack.enter_async_context(program)
        stage = Stage(standin, app, clock)
        direction = Direction(stage, flow, participants, chance, on_progress, on_due)
        try:
            return await direction.play()
        except NoSuchButton as missing:
            raise Stuck(str(missing)) from missing


def _settings(folder: Path, standin: StandIn) -> Settings:
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
        log_level="ERROR",
    )
