"""Putting a copy of a database back: whole, prepared before anybody uses it, the old one aside."""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, make_url

from storage import postgresql_copies, sqlite_copies
from storage.copies import NotEmpty
from storage.engine import make_engine
from storage.migrating import upgrade

Prepare = Callable[[Connection, datetime], None]
"""Makes the copy fit for use, in one transaction: gets the connection, and when it was made."""


def is_sqlite(url: str) -> bool:
    """Whether an address is of a SQLite database."""
    return make_url(url).get_backend_name() == "sqlite"


def database_file(url: str) -> Path:
    """SQLite's file, of an address for which `is_sqlite`."""
    return Path(make_url(url).database or "")


def made_at(url: str, copy: Path) -> datetime:
    """When a copy of such a database was made.

    Raises:
        CopyUnusable: it is none, or broken.
        SchemaUnknown: it was made by a newer version of the program.
        ToolMissing: a program of PostgreSQL's is missing.
    """
    return sqlite_copies.made_at(copy) if is_sqlite(url) else postgresql_copies.made_at(copy)


def back_up(url: str, target: Path, now: datetime) -> None:
    """Copy a database that may be in use into a new file.

    Raises:
        AlreadyThere: `target` exists.
        CopyUnusable: the copy is broken, which means that the database is.
        ToolMissing: a program of PostgreSQL's is missing or failed.
    """
    if is_sqlite(url):
        sqlite_copies.back_up(database_file(url), target, now)
    else:
        postgresql_copies.back_up(url, target, now)


def restore(
    url: str, copy: Path, aside: Path, prepare: Prepare, now: datetime, *, replace: bool
) -> Path | None:
    """Let the database be what the copy holds, brought to head and prepared.

    If anything goes wrong before the last moment, SQLite's database is as it was. PostgreSQL's
    tables are then gone, and in `aside`.

    Args:
        url: the database.
        copy: made by `back_up`.
        aside: where what is replaced is kept; must not exist.
        prepare: see there; what it raises undoes the restore.
        now: the moment.
        replace: put PostgreSQL's tables aside where there are any.

    Returns:
        `aside`, if there was anything to keep.

    Raises:
        InUse: another program has the database open.
        NotEmpty: PostgreSQL's has tables, and `replace` was not said.
        CopyUnusable: it is no copy of this program's database, or broken.
        SchemaUnknown: it was made by a newer version of the program.
        ToolMissing: a program of PostgreSQL's is missing or failed.
    """
    if is_sqlite(url):
        return _sqlite(database_file(url), copy, aside, prepare, now)
    return _postgresql(url, copy, aside, prepare, now, replace=replace)


def _sqlite(path: Path, copy: Path, aside: Path, prepare: Prepare, now: datetime) -> Path | None:
    at = sqlite_copies.made_at(copy)
    kept = path.exists() and path.stat().st_size > 0
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    with (
        sqlite_copies.alone(path) as database,
        tempfile.TemporaryDirectory(prefix=".restoring-", dir=path.parent) as folder,
    ):
        prepared = Path(folder) / "prepared.db"
        os.close(os.open(prepared, os.O_CREAT | os.O_WRONLY, 0o600))
        sqlite_copies.copy_to(copy, prepared)
        engine = make_engine(f"sqlite:///{prepared}")
        try:
            upgrade(engine)
            with engine.begin() as connection:
                prepare(connection, at)
        finally:
            engine.dispose()
        sqlite_copies.compact(prepared)
        if kept:
            sqlite_copies.keep_aside(database, aside, now)
        sqlite_copies.place(prepared, database)
    return aside if kept else None


def _postgresql(
    url: str, copy: Path, aside: Path, prepare: Prepare, now: datetime, *, replace: bool
) -> Path | None:
    at = postgresql_copies.made_at(copy)
    engine = make_engine(url)
    try:
        with postgresql_copies.alone(engine) as connection:
            empty = postgresql_copies.is_empty(connection)
            if not empty and not replace:
                raise NotEmpty
            if not empty:
                postgresql_copies.back_up(url, aside, now)
                postgresql_copies.drop_all(connection)
            with postgresql_copies.filled(connection, url, copy):
                prepare(connection, at)
    finally:
        engine.dispose()
    return None if empty else aside
