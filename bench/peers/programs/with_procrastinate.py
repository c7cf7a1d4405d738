"""procrastinate, as its documentation does it: fill a queue, or work on it."""

import asyncio
import logging
import sys

import aiohttp
import procrastinate

logging.getLogger("procrastinate").setLevel(logging.ERROR)
what, database, url = sys.argv[1:4]
app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=database))
http = None

SILENT = 2
"""Seconds without a sign of life after which a worker counts as gone."""


@app.task(queue="sends")
async def send(chat):
    async with http.post(url, json={"chat_id": chat, "text": "Was nimmst du mit?"}) as answer:
        await answer.read()


async def fill(first, many):
    await app.schema_manager.apply_schema_async()
    await send.batch_defer_async(*({"chat": chat} for chat in range(first, first + many)))


async def retry_stalled():
    """The documentation's recipe for jobs of a worker that has died."""
    await asyncio.sleep(2 * SILENT)
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        await app.job_manager.retry_job(job)


async def work(after_death):
    global http
    async with aiohttp.ClientSession() as http:
        if after_death:
            await retry_stalled()
        await app.run_worker_async(
            queues=["sends"],
            concurrency=16,
            update_heartbeat_interval=SILENT / 2,
            stalled_worker_timeout=SILENT,
        )


async def main():
    async with app.open_async():
        if what == "fill":
            await fill(int(sys.argv[4]), int(sys.argv[5]))
            print("filled", flush=True)
        else:
            await work(what == "again")


asyncio.run(main())
