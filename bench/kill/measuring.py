"""A whole run: the stand-in, the people, the bot, and what is done to it."""

import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bench.kill.counting import count, wrong
from bench.kill.disturbing import Disturbing
from bench.kill.evidence import evidence
from bench.kill.facilitator import Stuck
from bench.kill.figures import Figures
from bench.kill.installation import Installation
from bench.kill.plan import Plan
from bench.kill.stage import Stage
from bench.kill.stored import Stored
from bot.rehearsal.standin import StandIn, transcript

MOST_CALLS = 1000
"""Of the bot's calls, those that the stand-in remembers."""

SETTLED_WITHIN = 90.0
"""Seconds that the bot has in the end to do what is left; what is missing then is counted."""


async def measure(plan: Plan, folder: Path) -> Figures:
    """Do what the plan says.

    Args:
        plan: the run.
        folder: for everything that the run leaves.
    """
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(StandIn(most_calls=MOST_CALLS))
        stages = [Stage(telegram, plan, number) for number in range(1, plan.workshops + 1)]
        installation = Installation(
            telegram,
            data=folder / "disk" / "data",
            keys=folder / "keys",
            owners=[stage.facilitator.phone.id for stage in stages],
            lease_seconds=plan.lease_seconds,
        )
        disturbing = await Disturbing.prepared(plan, installation, folder, stack)
        stuck = await _play(plan, stages, installation, disturbing)
        stored = await installation.stored()
        seconds = time.monotonic() - began
        figures = _figures(plan, stages, installation, disturbing, stored, stuck, seconds)
        if not figures.good:
            _write_chats(stages, folder / "chats")
        return figures


def _write_chats(stages: Sequence[Stage], folder: Path) -> None:
    """For whoever looks into what went wrong."""
    folder.mkdir(exist_ok=True)
    phones = [stage.facilitator.phone for stage in stages]
    phones += [person.phone for stage in stages for person in stage.people]
    for phone in phones:
        (folder / f"{phone.id}.txt").write_text(transcript(phone))


async def _play(
    plan: Plan, stages: Sequence[Stage], installation: Installation, disturbing: Disturbing
) -> str | None:
    """Play and disturb, then let everything come to its end; returns who got stuck."""
    over, until = asyncio.Event(), time.monotonic() + plan.seconds
    broken = disturbing.begin(until)
    playing = asyncio.gather(*(stage.play(over) for stage in stages))
    watching = asyncio.create_task(_watch(plan, stages, disturbing, until, over))
    try:
        while not playing.done():
            either: set[asyncio.Future[Any]] = {playing, *broken}
            done, _ = await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            for task in broken & done:
                if not task.cancelled():
                    task.result()
            broken -= done
        await playing
        end = time.monotonic() + SETTLED_WITHIN
        while not await installation.settled() and time.monotonic() < end:
            await asyncio.sleep(1)
    except Stuck as error:
        return "\n".join([str(error), *disturbing.program.log.last])
    finally:
        playing.cancel()
        watching.cancel()
        await asyncio.gather(playing, watching, return_exceptions=True)
        await disturbing.end()
        await disturbing.program.end(signal.SIGTERM)
    return None


async def _watch(
    plan: Plan,
    stages: Sequence[Stage],
    disturbing: Disturbing,
    until: float,
    over: asyncio.Event,
) -> None:
    """Say how far it is; when it has been enough, let the workshops end in peace."""
    killer = disturbing.killer
    pause, end = (1.0, "\r") if sys.stdout.isatty() else (30.0, "\n")
    shown = time.monotonic()
    while time.monotonic() < until and not 0 < plan.kills <= killer.kills:
        if time.monotonic() - shown > pause:
            shown = time.monotonic()
            said = sum(len(person.said) for stage in stages for person in stage.people)
            print(f"{killer.kills} kills, {said} answers", end=end, flush=True)
        await asyncio.sleep(0.1)
    over.set()
    await disturbing.cease()


def _figures(
    plan: Plan,
    stages: Sequence[Stage],
    installation: Installation,
    disturbing: Disturbing,
    stored: Stored,
    stuck: str | None,
    seconds: float,
) -> Figures:
    killer, server, filling = disturbing.killer, disturbing.server, disturbing.filling
    workshops = [workshop for stage in stages for workshop in stage.workshops]
    people = [person for stage in stages for person in stage.people]
    heard = evidence(workshops)
    facilitators = [stage.facilitator for stage in stages]
    typed_again = sum(person.typed_again for person in people)
    return Figures(
        database=plan.database,
        seed=plan.seed,
        seconds=round(seconds, 1),
        starts=dict(disturbing.program.starts),
        kills=killer.kills,
        before_first_poll=killer.before_first_poll,
        start_seconds=round(killer.start_seconds, 3),
        restarts=dict(server.restarts) if server is not None else {},
        disk=disturbing.disk.kind if disturbing.disk is not None else None,
        disk_full=filling.times if filling is not None else 0,
        ended=killer.ended,
        not_started=killer.not_started,
        looked_in=len(installation.under_way),
        most_under_way=max(installation.under_way, default=0),
        workshops=len(workshops),
        people=len(people),
        counted=count(heard, stored),
        typed_again=typed_again + sum(one.typed_again for one in facilitators),
        looked={kind: sum(one.looked[kind] for one in facilitators) for kind in ("yes", "again")},
        published_again=sum(max(0, one.publishings - 1) for one in workshops),
        wrong=tuple(wrong(heard, stored).values()),
        errors=dict(disturbing.program.log.errors),
        stuck=stuck,
    )
