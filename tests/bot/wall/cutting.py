"""A bad network: a way to a server on which every connection breaks after a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from random import Random

LONGEST = 1.2
"""Seconds that a connection may last."""


@asynccontextmanager
async def bad_network(port: int, seed: int) -> AsyncIterator[int]:
    """The port of a way to `port`; connections break at moments that are drawn from the seed.

    They break wherever they are, also within an event; one in four is refused at once.
    """
    chance = Random(seed)
    ways: set[asyncio.Task[None]] = set()

    async def way(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if chance.random() < 1 / 4:
            await _cut(writer)
            return
        there, back = await asyncio.open_connection("127.0.0.1", port)
        passing = [
            asyncio.create_task(_pass(reader, back)),
            asyncio.create_task(_pass(there, writer)),
        ]
        try:
            await asyncio.wait(passing, timeout=chance.uniform(0.1, LONGEST))
        finally:
            for one in passing:
                one.cancel()
            await asyncio.gather(*passing, _cut(writer), _cut(back), return_exceptions=True)

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(way(reader, writer))
        ways.add(task)
        task.add_done_callback(ways.discard)

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in ways:
            task.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        await server.wait_closed()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hand on what comes, in pieces that do not keep to events."""
    while piece := await reader.read(700):
        writer.write(piece)
        await writer.drain()


async def _cut(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    with suppress(OSError):
        await writer.wait_closed()
