"""Serving HTTP in the program's own event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

FINISH_SECONDS: Final = 1
"""Requests that are being answered when the program is to stop may take so long."""


class AddressUnusable(Exception):
    """Nothing can listen there; the message says where and why."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"HTTP cannot be served on {host}, port {port}: {why}")


class _Server(uvicorn.Server):
    """Leaves the signals to the program, and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(
    routes: Sequence[BaseRoute],
    host: str,
    port: int,
    *,
    ending: Callable[[], None] = lambda: None,
) -> AsyncIterator[int]:
    """Serve until the block is left; requests that are being answered then are finished.

    Args:
        routes: what to serve.
        host: the address to listen on.
        port: 0 takes any free one.
        ending: called before it waits for answers under way; ends those that have no end.

    Yields:
        The port.

    Raises:
        AddressUnusable: another program listens there, or the machine has no such address.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as problem:
        raise AddressUnusable(host, port, str(problem)) from problem
    config = uvicorn.Config(
        Starlette(routes=list(routes)),
        lifespan="off",
        ws="none",
        access_log=False,
        log_config=None,
        log_level="critical",  # its errors come with texts that may hold people's words
        server_header=False,
        timeout_graceful_shutdown=FINISH_SECONDS,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve([listener]))
    try:
        await server.listening.wait()
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        ending()
        await task
