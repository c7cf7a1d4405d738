"""Event streams: what a page hears, and how a stream ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.events import Event, Streams, Told
from bot.web.serving import serving
from tests.patience import PATIENCE


class Source:
    """Tells what it is given, until it is closed."""

    def __init__(self) -> None:
        self.next: asyncio.Queue[Event | bytes] = asyncio.Queue()
        self.closed = asyncio.Event()

    async def told(self) -> Told:
        try:
            while True:
                yield await self.next.get()
        finally:
            self.closed.set()


@asynccontextmanager
async def listened(
    streams: Streams, source: Source
) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    async def events(_request: Request) -> Response:
        return streams.answer(source.told())

    route = Route("/events", events)
    server = serving([route], "127.0.0.1", 0, ending=streams.end)
    async with server as port, aiohttp.ClientSession() as session:
        yield session, f"http://127.0.0.1:{port}/events"


async def test_a_page_hears_one_event_after_the_other() -> None:
    source = Source()
    async with listened(Streams(2), source) as (session, url), session.get(url) as answer:
        source.next.put_nowait(Event("joined", {"n": 3, "title": "Zeile 1\nZeile 2 – „gut“"}))
        source.next.put_nowait(b"event: beat\ndata: null\n\n")
        said = await answer.content.readuntil(b"null\n\n")
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert said.decode() == (
        'event: joined\ndata: {"n":3,"title":"Zeile 1\\nZeile 2 – „gut“"}\n\n'
        "event: beat\ndata: null\n\n"
    )


async def test_a_stream_ends_when_its_listener_goes() -> None:
    source, streams = Source(), Streams(2)
    async with listened(streams, source) as (session, url):
        async with session.get(url) as answer:
            source.next.put_nowait(Event("beat"))
            await answer.content.readuntil(b"\n\n")
            assert streams.open == 1
        await asyncio.wait_for(source.closed.wait(), PATIENCE)
    assert streams.open == 0


async def test_all_streams_end_when_the_server_stops() -> None:
    source = Source()
    async with aiohttp.ClientSession() as session:
        async with listened(Streams(2), source) as (_, url):
            answer = await session.get(url)
            source.next.put_nowait(Event("beat"))
            await answer.content.readuntil(b"\n\n")
        assert await answer.content.read() == b""
    assert source.closed.is_set()


async def test_a_stream_ends_when_there_is_nothing_more_to_tell() -> None:
    async def told() -> Told:
        yield Event("last")

    async def events(_request: Request) -> Response:
        return Streams(1).answer(told())

    server = serving([Route("/events", events)], "127.0.0.1", 0)
    async with server as port, aiohttp.ClientSession() as session:
        answer = await session.get(f"http://127.0.0.1:{port}/events")
        assert await answer.read() == b"event: last\ndata: null\n\n"


async def test_who_comes_when_too_many_listen_is_asked_to_come_later() -> None:
    source = Source()
    async with listened(Streams(1), source) as (session, url), session.get(url):
        late = await session.get(url)
        said = await late.text()
    assert (late.status, said) == (503, "Too many are looking. Try again in a minute.")
