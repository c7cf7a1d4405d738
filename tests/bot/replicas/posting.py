"""Telegram's side of a webhook: posts the stand-in's updates to processes in turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import cycle

import aiohttp

from bot.rehearsal.standin import StandIn
from tests.bot.replicas.processes import LOOK, Process

LONGEST = aiohttp.ClientTimeout(total=5)


async def _post(telegram: StandIn, processes: list[Process]) -> None:
    """Post one update after the other until cancelled; what is not accepted goes to the next."""
    turn = cycle(processes)
    async with aiohttp.ClientSession(timeout=LONGEST) as session:
        while True:
            waiting = telegram.updates.batch(1)
            if not waiting or await _accepted(telegram, session, next(turn), waiting[0]):
                await asyncio.sleep(0 if waiting else LOOK)


async def _accepted(
    telegram: StandIn, session: aiohttp.ClientSession, process: Process, update: dict[str, object]
) -> bool:
    announced = [call for call in telegram.calls if call.method == "setWebhook" and call.ok]
    if not announced:
        return True
    header = {"X-Telegram-Bot-Api-Secret-Token": announced[-1].parameters["secret_token"]}
    url = f"http://127.0.0.1:{process.port}/telegram"
    try:
        async with session.post(url, json=update, headers=header) as answer:
            accepted = answer.ok
    except (aiohttp.ClientError, TimeoutError):
        accepted = False
    if accepted:
        telegram.updates.acknowledge(int(str(update["update_id"])) + 1)
    return accepted


@asynccontextmanager
async def posting(telegram: StandIn, processes: list[Process]) -> AsyncIterator[None]:
    """While the block lasts, each update goes to the next process, as behind a load balancer."""
    task = asyncio.create_task(_post(telegram, processes))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
