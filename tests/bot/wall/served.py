"""The wall over real HTTP: a workshop in chats on one side, browsers on the other."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp

from bot.service.ports import SystemClock
from bot.service.wall_view import Look, look
from bot.web.events import Streams
from bot.web.serving import serving
from bot.web.wall.feed import Read
from bot.web.wall.routes import walls
from storage.writer import Unfenced, Writer
from tests.bot.chatting import Chat
from tests.patience import PATIENCE


@dataclass
class Site:
    """A server with walls, and somebody who asks it.

    Attributes:
        root: its address, without a slash at the end.
    """

    root: str
    session: aiohttp.ClientSession

    async def get(self, path: str) -> tuple[int, str]:
        """Status and text of an answer."""
        async with self.session.get(self.root + path) as answer:
            return answer.status, await answer.text()

    @asynccontextmanager
    async def listening(self, path: str) -> AsyncIterator["Listener"]:
        """Follow a stream of events."""
        async with self.session.get(self.root + path) as answer:
            yield Listener(answer)


@dataclass
class Listener:
    """Hears events one after the other."""

    answer: aiohttp.ClientResponse

    async def next(self) -> tuple[str, Any]:
        """The kind and the data of the next event; `("end", None)` where there is none."""
        kind, data = "end", None
        async with asyncio.timeout(PATIENCE):
            while line := (await self.answer.content.readline()).decode().rstrip("\n"):
                name, _, value = line.partition(": ")
                kind, data = (value, data) if name == "event" else (kind, json.loads(value))
        return kind, data

    async def view(self) -> str:
        """The HTML of the next view, whatever comes before it."""
        while True:
            kind, data = await self.next()
            if kind == "view":
                return str(data["html"])
            assert kind == "alive", kind


def reading(writer: Writer[Any]) -> Read:
    """Looks through a writer, as the program does."""

    async def read(token: str, before: Look | None) -> Look | None:
        return await writer.run(Unfenced(partial(look, token=token, before=before)))

    return read


@asynccontextmanager
async def site(chat: Chat, *, most: int = 2000, port: int = 0) -> AsyncIterator[Site]:
    """Walls on loopback, on the database of these chats."""
    async with (
        Writer(chat.engine, chat.work) as writer,
        served_site(reading(writer), most=most, port=port) as served,
    ):
        yield served


@asynccontextmanager
async def served_site(read: Read, *, most: int = 2000, port: int = 0) -> AsyncIterator[Site]:
    """Walls on loopback that are looked at like this."""
    streams = Streams(most)
    routes = walls(read, streams, SystemClock())
    async with (
        serving(routes, "127.0.0.1", port, ending=streams.end) as here,
        aiohttp.ClientSession() as session,
    ):
        yield Site(f"http://127.0.0.1:{here}", session)
