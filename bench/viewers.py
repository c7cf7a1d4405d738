"""People who look at a wall, in a process of their own.

    python -m bench.viewers ADDRESS HOW_MANY

It prints `looking` when all have been told a view, then reads lines; at the end of its input it
prints `seen EVENTS BROKEN SILENCE`: how many events each was told on average, how many streams
broke, and the longest time in seconds in which one was told nothing.
"""

import asyncio
import sys
import time
from dataclasses import dataclass
from typing import Final

import aiohttp

A_SECOND: Final = 100
"""So many begin to look in a second; a room does not open a link all at once."""


@dataclass(slots=True)
class Viewer:
    """One stream."""

    events: int = 0
    broken: bool = False
    silence: float = 0.0

    async def look(self, session: aiohttp.ClientSession, address: str) -> None:
        """Follow until cancelled."""
        try:
            async with session.get(address) as answer:
                answer.raise_for_status()
                heard = time.monotonic()
                async for line in answer.content:
                    if line.startswith(b"event:"):
                        now = time.monotonic()
                        self.silence = max(self.silence, now - heard)
                        self.events, heard = self.events + 1, now
        except aiohttp.ClientError:
            pass
        self.broken = True


async def main(address: str, many: int) -> None:
    """Look until the input ends."""
    connector = aiohttp.TCPConnector(limit=0)
    patient = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(connector=connector, timeout=patient) as session:
        viewers = [Viewer() for _ in range(many)]
        tasks = []
        for viewer in viewers:
            tasks.append(asyncio.create_task(viewer.look(session, address)))
            await asyncio.sleep(1 / A_SECOND)
        while not all(viewer.events or viewer.broken for viewer in viewers):
            await asyncio.sleep(0.05)
        print("looking", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        broken = sum(viewer.broken for viewer in viewers)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    events = sum(viewer.events for viewer in viewers) / max(many, 1)
    silence = max((viewer.silence for viewer in viewers), default=0.0)
    print("seen", events, broken, silence, flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
