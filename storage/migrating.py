"""Bring a database up to the tables of this version. There is no way back but the backup.

`python -m storage.migrating revision "what changes"` writes the next step from the tables.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine

from storage.schema.versions import FOLDER

ADVISORY_LOCK: Final = 6_714_285_203
"""Any number will do, as long as no other program on the same database takes it."""


class SchemaUnknown(Exception):
    """The database was written by a newer version of the program.

    Attributes:
        revision: where the database stands.
    """

    def __init__(self, revision: str) -> None:
        super().__init__(f"the database is at {revision}, which this version does not know; update")
        self.revision = revision


class ReferencesBroken(Exception):
    """After a migration rows refer to rows that are gone; the migration was undone.

    Attributes:
        tables: where such rows are.
    """

    def __init__(self, tables: frozenset[str]) -> None:
        super().__init__(f"the migration broke references in {', '.join(sorted(tables))}")
        self.tables = tables


def head_revision() -> str:
    """The revision that this version of the program works with."""
    return _revisions()[-1]


def current_revision(engine: Engine) -> str | None:
    """Where the database stands; None where it is empty."""
    with engine.begin() as connection:
        return _current(connection)


def is_current(engine: Engine) -> bool:
    """Whether the database has exactly the tables of this version."""
    return current_revision(engine) == head_revision()


def upgrade(engine: Engine) -> None:
    """Bring the database to `head_revision`, wholly or not at all; harmless when it is there.

    Two processes may do this at once: one waits for the other and then finds nothing to do.

    Raises:
        SchemaUnknown: the database belongs to a newer version.
        ReferencesBroken: a migration would have left rows that refer to nothing.
    """
    with engine.connect() as connection, _unchecked_references(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
        upgrade_within(connection)


def require_known(revision: str) -> None:
    """Let a database at this revision be one that this version can bring to head.

    Raises:
        SchemaUnknown: it belongs to a newer version.
    """
    if revision not in _revisions():
        raise SchemaUnknown(revision)


def upgrade_within(connection: Connection) -> None:
    """As `upgrade`, as a part of the caller's transaction.

    Raises:
        SchemaUnknown: the database belongs to a newer version.
        ReferencesBroken: a migration would have left rows that refer to nothing.
    """
    current = _current(connection)
    if current == head_revision():
        return
    if current is not None:
        require_known(current)
    from storage.migration_steps import run_steps  # noqa: PLC0415 - see there

    run_steps(connection)
    if connection.dialect.name == "sqlite":
        _require_references(connection)


def _current(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
    return found.scalar_one_or_none()


def _revisions() -> list[str]:
    """All that this version knows, oldest first: a step's file is named by its number."""
    return sorted(path.name.partition("_")[0] for path in FOLDER.glob("[0-9]*_*.py"))


@contextmanager
def _unchecked_references(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by replacing it, and would delete all that refers to the old one."""
    driver: Any = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    # The pragma says nothing and does nothing inside a transaction, so it goes around it.
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _require_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").scalars()
    tables = frozenset(str(table) for table in broken)
    if tables:
        raise ReferencesBroken(tables)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["revision", what]:
            from storage.migration_steps import write_revision

            write_revision(what)
        case _:
            sys.exit('usage: python -m storage.migrating revision "what changes"')
