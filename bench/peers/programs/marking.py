"""What the Python programs share: their arguments, and sends between marks."""

import argparse
import asyncio
import sys

TEXT = "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?"
FIRST = 10_000_000


def options():
    """What to do, where, with how much at once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["send", "echo"])
    parser.add_argument("url")
    parser.add_argument("token")
    parser.add_argument("--concurrency", type=int, default=16)
    return parser.parse_args()


async def marked(send, concurrency):
    """Send as many messages as each line of the input says, and print `done` after each."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        chats = iter(range(FIRST, FIRST + int(line)))
        await asyncio.gather(*(_worker(send, chats) for _ in range(concurrency)))
        print("done", flush=True)


async def _worker(send, chats):
    for chat in chats:
        await send(chat, TEXT)
