"""Who may act for a bot: the holder of its lease on PostgreSQL, of a locked file beside SQLite."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, make_url

from storage import lease
from storage.engine import DatabaseUnusable, make_engine
from storage.writer import LeaseLost, Writer

T = TypeVar("T")

A_DAY: Final = 86_400.0


class DatabaseInUse(Exception):
    """Another process runs on the same SQLite file.

    Attributes:
        path: the database.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"another `nachklang run` works with {path}. SQLite serves one; several need PostgreSQL"
        )
        self.path = path


class DatabaseLease:
    """The lease of a bot on PostgreSQL, as one process sees it. `async with` opens and closes it.

    It has a connection of its own, so that much work does not keep it from being renewed.

    Args:
        url: the database, which has its tables when the first method is called.
        name: whose lease.
        seconds: how long it lasts without being renewed.
    """

    def __init__(self, url: str, name: str, seconds: float) -> None:
        self.seconds = seconds
        self._name = name
        self._holder = uuid4().hex
        self._token: int | None = None
        self._engine = make_engine(url, idle_seconds=seconds)
        self._writer = Writer(self._engine, lambda connection: connection)

    async def __aenter__(self) -> Self:
        self._writer.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._writer.close(within=1.0)
        self._engine.dispose()

    def fence(self, connection: Connection) -> None:
        """Prove at the beginning of a transaction that this process may act, to its end.

        Raises:
            LeaseLost: it may not.
        """
        if self._token is None:
            raise LeaseLost
        lease.require(connection, self._name, self._token)

    async def take(self) -> bool:
        """Become the holder if nobody is.

        Raises:
            StorageFailed: the database is out of reach.
            CommitUnknown: perhaps it was taken; asking again is harmless.
        """
        self._token = await self._run(
            lambda found: lease.take(found, self._name, self._holder, self.seconds)
        )
        return self._token is not None

    async def renew(self) -> bool:
        """Stay the holder; False where somebody else is now.

        Raises:
            StorageFailed: the database is out of reach.
            CommitUnknown: perhaps it was renewed; asking again is harmless.
        """
        token = self._token
        if token is None:
            return False
        return await self._run(lambda found: lease.renew(found, self._name, token, self.seconds))

    async def release(self) -> None:
        """Let the next one act at once.

        Raises:
            StorageFailed: the database is out of reach; the lease runs out by itself.
            CommitUnknown: as above.
        """
        token, self._token = self._token, None
        if token is not None:
            await self._run(lambda found: lease.release(found, self._name, token))

    async def _run(self, step: Callable[[Connection], T]) -> T:
        return await self._writer.run(step)


class FileLease:
    """The one process on a SQLite file, by a lock that goes with the process, however it ends.

    Args:
        path: the database; the lock is a file beside it.

    Raises:
        DatabaseInUse: another process holds the lock.
        DatabaseUnusable: the lock's file cannot be made.
    """

    fence = None
    """Nobody else can act, so no transaction needs a proof."""

    seconds = A_DAY

    def __init__(self, path: Path) -> None:
        lock = path.with_name(f"{path.name}.lock")
        try:
            lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file: int | None = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as problem:
            raise DatabaseUnusable(f"{lock} cannot be made ({problem.strerror})") from problem
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise DatabaseInUse(path) from None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the lock back; harmless where that was done."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    async def take(self) -> bool:
        """This process has been the holder since it was made."""
        return True

    async def renew(self) -> bool:
        """Nobody can take the lock away."""
        return True

    async def release(self) -> None:
        """The lock is given back when the block is left, after the database's last use."""


def open_lease(url: str, name: str, seconds: float) -> DatabaseLease | FileLease:
    """The lease that belongs to a database.

    Args:
        url: as for `make_engine`.
        name: whose lease; a word that is no secret.
        seconds: how long it lasts on PostgreSQL without being renewed.

    Raises:
        DatabaseInUse: another process runs on the same SQLite file.
        DatabaseUnusable: the address or the place cannot be used.
    """
    path = sqlite_file(url)
    return FileLease(path) if path is not None else DatabaseLease(url, name, seconds)


def sqlite_file(url: str) -> Path | None:
    """SQLite's file, where the address names one; `make_engine` says what is wrong with others."""
    if not url.startswith("sqlite"):
        return None
    address = make_url(url)
    path = None if address.database is None else Path(address.database)
    return path if path is not None and path.is_absolute() else None
