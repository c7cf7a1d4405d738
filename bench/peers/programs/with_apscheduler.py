"""A job of APScheduler for everybody, each of which sends a message, as bots are often written."""

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot
from telegram.request import HTTPXRequest

TICK = 0.005


async def tick(stalls):
    while True:
        began = time.monotonic()
        await asyncio.sleep(TICK)
        stalls.append(time.monotonic() - began - TICK)


async def main(url, token, first, people, seconds):
    request = HTTPXRequest(connection_pool_size=256, pool_timeout=60)
    async with Bot(token, base_url=f"{url}/bot", request=request) as bot:

        async def ask(chat):
            await bot.send_message(chat, "Was nimmst du mit?")

        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.start()
        at = datetime.now(UTC) + timedelta(seconds=seconds)
        due = time.monotonic() + seconds
        for chat in range(first, first + people):
            # The default would drop what is found one second late.
            scheduler.add_job(ask, "date", run_date=at, args=[chat], misfire_grace_time=None)
        stalls = []
        ticking = asyncio.create_task(tick(stalls))
        print("due", due, flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            ticking.cancel()
            print("stall", max(stalls), flush=True)


asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:5]), float(sys.argv[5])))
