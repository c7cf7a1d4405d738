"""A rehearsal: a whole workshop with the real program, the stand-in and simulated people."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.grouper import ThreadGrouper
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.direction import Direction, Happening, OnDue, Play
from bot.rehearsal.grouping import WhileTimeStands
from bot.rehearsal.stage import Stuck
from bot.rehearsal.staging import staged
from bot.rehearsal.standin import Faults, NoSuchButton
from bot.service.grouping import Grouper
from flows.script import Flow


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
    chance = random.Random(seed)  # noqa: S311 - a play, no secret
    async with staged(flow, grouper=_in_this_process, mishaps=mishaps) as stage:
        direction = Direction(stage, flow, participants, chance, on_progress, on_due)
        try:
            return await direction.play()
        except NoSuchButton as missing:
            raise Stuck(str(missing)) from missing


def _in_this_process(clock: RehearsalClock) -> Grouper:
    return WhileTimeStands(ThreadGrouper(), clock)
