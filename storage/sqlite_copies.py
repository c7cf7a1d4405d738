"""Copies of a SQLite database: made while it is written to, checked, and put back.

All of it goes through SQLite's online backup (sqlite.org/backup.html); copying the file would miss
what stands in the write-ahead log.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from storage.copies import BACKED_UP_AT, CopyUnusable, InUse
from storage.private_files import private_draft

PAGES: Final = 256
"""So many pages (a mebibyte) are copied at a time."""

PAUSE: Final = 0.005
"""Seconds between them, so that the running bot has the disk to itself for most of the time."""

_MAGIC: Final = b"SQLite format 3\0"


def back_up(source: Path, target: Path, now: datetime) -> None:
    """Copy a database that may be in use into a new file, which is checked.

    Args:
        source: the database.
        target: where the copy goes; must not exist.
        now: the moment, kept in the copy.

    Raises:
        AlreadyThere: `target` exists.
        CopyUnusable: the copy is broken, which means that the database is.
        OSError: it cannot be written.
        sqlite3.Error: the database cannot be read.
    """
    with private_draft(target) as draft, closing(_opened(draft)) as copy:
        with closing(_opened(source)) as database:
            # The transaction holds one state of the database still: without it every commit of the
            # bot would make the copy begin anew. Writers go on meanwhile (sqlite.org/wal.html).
            database.execute("BEGIN")
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            database.backup(copy, pages=PAGES, sleep=PAUSE)
            database.execute("COMMIT")
        copy.execute("PRAGMA journal_mode = DELETE")
        _stamp(copy, now)
        _require_sound(copy, draft)


def made_at(copy: Path) -> datetime:
    """When a copy was made.

    Raises:
        CopyUnusable: it is no copy of this program's database, or is broken.
    """
    with copy.open("rb") as file:
        begins = file.read(len(_MAGIC))
    if begins != _MAGIC:
        raise CopyUnusable(f"{copy} is no copy of a SQLite database")
    try:
        with closing(_opened(copy)) as database:
            _require_sound(database, copy)
            # A copy made by other means says at least when the bot was last at work.
            found = database.execute(
                "SELECT value FROM facts WHERE key IN (?, 'last_poll') ORDER BY key",
                (BACKED_UP_AT,),
            )
            row = found.fetchone()
    except sqlite3.DatabaseError:
        raise CopyUnusable(f"{copy} is broken, or no copy of this program's database") from None
    if row is None:
        raise CopyUnusable(
            f"{copy} does not say when it was made; `db backup` makes copies that do"
        )
    return datetime.fromisoformat(row[0])


def copy_to(source: Path, target: Path) -> None:
    """Copy a database that nobody uses."""
    with closing(_opened(source)) as database, closing(_opened(target)) as copy:
        database.backup(copy)


@contextmanager
def alone(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, with nobody else in it until the block is left; it is made where missing.

    Raises:
        InUse: somebody has it open.
    """
    with closing(_opened(path)) as database:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            # Possible only where no other connection is open, however idle it may be
            # (sqlite.org/wal.html#activating_and_configuring_wal_mode).
            database.execute("PRAGMA journal_mode = DELETE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("COMMIT")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise InUse from None
            raise
        yield database


def compact(path: Path) -> None:
    """Let a copy be a database: a file without free pages, which does not say it is a copy."""
    with closing(_opened(path)) as database:
        database.execute("DELETE FROM facts WHERE key = ?", (BACKED_UP_AT,))
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("VACUUM")


def place(prepared: Path, database: sqlite3.Connection) -> None:
    """Let a database hold what another holds, wholly or not at all."""
    with closing(_opened(prepared)) as source:
        source.backup(database)


def keep_aside(database: sqlite3.Connection, target: Path, now: datetime) -> None:
    """A copy of a database that is about to be replaced, in whatever state that is."""
    with private_draft(target) as draft, closing(_opened(draft)) as copy:
        database.backup(copy)
        with suppress(sqlite3.DatabaseError):
            _stamp(copy, now)


def _stamp(copy: sqlite3.Connection, now: datetime) -> None:
    copy.execute("DELETE FROM facts WHERE key = ?", (BACKED_UP_AT,))
    copy.execute("INSERT INTO facts VALUES (?, ?)", (BACKED_UP_AT, now.isoformat()))


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _require_sound(database: sqlite3.Connection, path: Path) -> None:
    if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise CopyUnusable(f"{path} is broken: SQLite's quick_check finds mistakes in it")
