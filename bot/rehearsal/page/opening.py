"""`nachklang rehearse` with the page: serves the room on this machine, and opens the browser."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

from bot.rehearsal.page.routes import MOST_PAGES, routes
from bot.rehearsal.room import FlowFile, Room, open_room
from bot.web.events import Streams
from bot.web.serving import AddressUnusable, serving

HOST: Final = "127.0.0.1"
"""Nobody but this machine."""

FIRST_PORT: Final = 8765
LAST_PORT: Final = 8785
"""The ports that are tried one after the other where none is asked for."""


class PortTaken(Exception):
    """Nothing can listen there; the message says what to do."""


@asynccontextmanager
async def page_of(room: Room, port: int | None = None) -> AsyncIterator[str]:
    """The page of a room, until the block is left.

    Args:
        room: that is shown and acted on.
        port: to listen on; 0 takes any free one, None 8765 or the next one that is free.

    Yields:
        The page's address.

    Raises:
        PortTaken: another program listens there.
    """
    streams = Streams(MOST_PAGES)
    async with AsyncExitStack() as stack:
        served = routes(room, streams)
        for number in range(FIRST_PORT, LAST_PORT + 1) if port is None else (port,):
            try:
                server = serving(served, HOST, number, ending=streams.end)
                found = await stack.enter_async_context(server)
            except AddressUnusable:
                continue
            yield f"http://{HOST}:{found}/"
            return
    which = f"Port {port}" if port is not None else f"Every port from {FIRST_PORT} to {LAST_PORT}"
    raise PortTaken(f"{which} is taken by another program, or not allowed. Choose another: --port.")


async def rehearsing(
    source: FlowFile, *, seed: int, port: int | None, browser: bool, told: Callable[[str], None]
) -> None:
    """Keep the room open until this is cancelled.

    Args:
        source: the flow that is rehearsed.
        seed: decides what simulated people say.
        port: as in `page_of`.
        browser: whether to open the page in a browser, where there is one.
        told: told the page's address.
    """
    async with open_room(source, seed=seed) as room, page_of(room, port) as address:
        told(address)
        if browser and _has_display():
            # Some browsers are waited for until they have started.
            await asyncio.to_thread(_open, address)
        await asyncio.Event().wait()


def _open(address: str) -> None:
    try:
        webbrowser.open(address)
    except webbrowser.Error:
        return  # The address has been printed.


def _has_display() -> bool:
    """Whether a window can be shown; a browser in the terminal would only be in the way."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
