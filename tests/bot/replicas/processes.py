"""Real `nachklang run` processes, on loopback, beside each other."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.rehearsal.standin import StandIn
from tests.patience import PATIENCE

LOOK = 0.02
LEASE = 1.5


async def until(condition: Callable[[], Awaitable[object] | object]) -> None:
    """Return as soon as a condition holds.

    Raises:
        TimeoutError: it did not hold in time.
    """
    end = time.monotonic() + PATIENCE
    while True:
        holds = condition()
        if isinstance(holds, Awaitable):
            holds = await holds
        if holds:
            return
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(LOOK)


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Process:
    """One `nachklang run`.

    Attributes:
        port: where it serves HTTP.
        log: the file with what it wrote.
    """

    environment: Mapping[str, str]
    port: int
    log: Path
    _process: asyncio.subprocess.Process | None = field(default=None)

    async def start(self) -> None:
        """Begin."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "run", env=self.environment, stdout=log, stderr=log
            )

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    async def ended(self) -> int:
        """Wait for the end; returns the exit status."""
        assert self._process is not None
        async with asyncio.timeout(PATIENCE):
            return await self._process.wait()

    async def kill(self) -> None:
        """End it at once, in whatever state it is."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def health(self) -> dict[str, Any]:
        """What it says of itself; nothing while it does not answer."""
        try:
            timeout = aiohttp.ClientTimeout(total=4)
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(f"http://127.0.0.1:{self.port}/health") as answer,
            ):
                return dict(await answer.json())
        except (aiohttp.ClientError, TimeoutError, OSError):
            return {}

    async def leads(self) -> bool:
        """Whether it says that it leads."""
        return (await self.health()).get("role") == "leading"

    async def stands_by(self) -> bool:
        """Whether it says that it stands by."""
        return (await self.health()).get("role") == "standing by"


@dataclass
class Site:
    """An installation: processes with the same settings and key file."""

    telegram: StandIn
    folder: Path
    settings: Mapping[str, str]
    processes: list[Process] = field(default_factory=list)

    async def run(self) -> Process:
        """Start one more process."""
        port = free_port()
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("NACHKLANG")
        }
        environment |= {
            "NACHKLANG_BOT_TOKEN": self.telegram.token,
            "NACHKLANG_BOT_API_URL": self.telegram.url,
            "NACHKLANG_DATA_DIR": str(self.folder / "data"),
            "NACHKLANG_KEY_FILE": str(self.folder / "keys" / "keys"),
            "NACHKLANG_OWNER_IDS": "1",
            "NACHKLANG_HTTP_PORT": str(port),
            "NACHKLANG_LEASE_SECONDS": str(LEASE),
            **self.settings,
        }
        log = self.folder / f"process-{len(self.processes)}.log"
        process = Process(environment, port, log)
        self.processes.append(process)
        await process.start()
        return process

    async def two(self) -> tuple[Process, Process]:
        """Start two; of those that are returned the first leads and the second stands by."""
        one, other = await self.run(), await self.run()
        await until(lambda: _any_leads(one, other))
        leader, second = (one, other) if await one.leads() else (other, one)
        await until(second.stands_by)
        return leader, second


async def _any_leads(*processes: Process) -> bool:
    return any([await process.leads() for process in processes])


@asynccontextmanager
async def site(telegram: StandIn, folder: Path, **settings: str) -> AsyncIterator[Site]:
    """An installation; `settings` by their names without prefix. All processes end with it."""
    named = {f"NACHKLANG_{name.upper()}": value for name, value in settings.items()}
    opened = Site(telegram, folder, named)
    try:
        yield opened
    finally:
        for process in opened.processes:
            await process.kill()
