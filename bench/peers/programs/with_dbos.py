"""DBOS, as its documentation does it: fill a queue, or work on it."""

import asyncio
import sys

import aiohttp
from dbos import DBOS

what, database, url = sys.argv[1:4]
config = {
    "name": "bench",
    "system_database_url": database,
    "application_version": "1",
    "executor_id": "bench",
    "log_level": "ERROR",
}
DBOS(config=config)
http = None


@DBOS.step()
async def post(chat):
    async with http.post(url, json={"chat_id": chat, "text": "Was nimmst du mit?"}) as answer:
        await answer.read()


@DBOS.workflow()
async def send(chat):
    await post(chat)


async def register():
    # One second between looks, the default, would be 16 messages a second.
    limits = {"worker_concurrency": 16, "polling_interval_sec": 0.01}
    await DBOS.register_queue_async("sends", **limits)


async def fill(first, many):
    DBOS.listen_queues(["nothing"])
    DBOS.launch()
    await register()
    for chat in range(first, first + many):
        await DBOS.enqueue_workflow_async("sends", send, chat)


async def work():
    global http
    async with aiohttp.ClientSession() as http:
        DBOS.launch()
        await register()
        await asyncio.Event().wait()


async def main():
    if what == "fill":
        await fill(int(sys.argv[4]), int(sys.argv[5]))
        print("filled", flush=True)
        DBOS.destroy()
    else:
        await work()


asyncio.run(main())
