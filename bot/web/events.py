"""Server-sent events: a page hears of what changes, over one answer that does not end.

The form is that of the HTML standard, section 9.2.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would otherwise keep events until there are many
}

FULL: Final = 503


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a page is told.

    Attributes:
        kind: what it is called; a page listens by it.
        data: what JSON can hold.
    """

    kind: str
    data: Any = field(default=None, repr=False)

    def encoded(self) -> bytes:
        """As it goes over the wire. JSON has no line ends of its own, so one line holds it."""
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"event: {self.kind}\ndata: {text}\n\n".encode()


Told = AsyncGenerator[Event | bytes, None]
"""What a page is told, one after the other; bytes were encoded before, for many pages at once."""


class Streams:
    """The streams of one server that are open, until it stops.

    Args:
        most: how many may be open at once.

    Attributes:
        open: how many there are.
    """

    def __init__(self, most: int) -> None:
        self.open = 0
        self._most = most
        self._ended = asyncio.Event()

    def end(self) -> None:
        """End all of them, and every new one at once; a page tries again by itself."""
        self._ended.set()

    def answer(self, told: Told) -> Response:
        """The answer that tells these events, as long as somebody listens.

        Args:
            told: closed when nobody listens any more.

        Returns:
            503 where too many are open.
        """
        if self.open >= self._most:
            return PlainTextResponse("Too many are looking. Try again in a minute.", FULL)
        return _Stream(self, told, self._ended)


class _Stream(Response):
    """One answer that tells events until there are none, nobody listens, or the server stops."""

    media_type = "text/event-stream"

    def __init__(self, streams: Streams, told: Told, ended: asyncio.Event) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["Content-Length"]
        self._streams = streams
        self._told = told
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, as ASGI wants it."""
        del scope
        over = [asyncio.create_task(self._ended.wait()), asyncio.create_task(_gone(receive))]
        self._streams.open += 1
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            while (event := await _unless(over, self._told)) is not None:
                body = event if isinstance(event, bytes) else event.encoded()
                await send({"type": "http.response.body", "body": body, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._streams.open -= 1
            for one in over:
                one.cancel()
            await self._told.aclose()


async def _gone(receive: Receive) -> bool:
    """Return when nobody listens any more."""
    while (await receive())["type"] != "http.disconnect":
        pass
    return True


async def _unless(over: Sequence["asyncio.Task[bool]"], told: Told) -> Event | bytes | None:
    """The next event; None where there is none any more, or it is over before."""
    coming = asyncio.create_task(_next(told))
    try:
        await asyncio.wait({coming, *over}, return_when=asyncio.FIRST_COMPLETED)
        return None if any(one.done() for one in over) else coming.result()
    finally:
        if not coming.done():
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


async def _next(told: Told) -> Event | bytes | None:
    return await anext(told, None)
