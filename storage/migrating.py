"""Bring a database up to the tables of this version. There is no way back but the backup.

`python -m storage.migrating revision "what changes"` writes the next step from the tables.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.engine import make_engine

VERSIONS: Final = Path(__file__).parent / "schema" / "versions"

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


def head_revision() -> str | None:
    """The revision that this version of the program works with."""
    return ScriptDirectory.from_config(_config()).get_current_head()


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
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    if revision not in {script.revision for script in scripts}:
        raise SchemaUnknown(revision)


def upgrade_within(connection: Connection) -> None:
    """As `upgrade`, as a part of the caller's transaction.

    Raises:
        SchemaUnknown: the database belongs to a newer version.
        ReferencesBroken: a migration would have left rows that refer to nothing.
    """
    current = _current(connection)
    if current is not None:
        require_known(current)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        _require_references(connection)


def write_revision(message: str, folder: Path = VERSIONS) -> Path:
    """Write the step from the latest one in `folder` to the tables, and format it.

    Args:
        message: what changes, in a few words; it becomes the file's name.
        folder: where the steps are.

    Returns:
        The new file, to be read and put right by hand.
    """
    config = _config(folder)
    for hook, options in (("format", "format --quiet"), ("fix", "check --fix --quiet")):
        config.set_section_option("post_write_hooks", f"{hook}.type", "module")
        config.set_section_option("post_write_hooks", f"{hook}.module", "ruff")
        config.set_section_option(
            "post_write_hooks", f"{hook}.options", f"{options} REVISION_SCRIPT_FILENAME"
        )
    config.set_section_option("post_write_hooks", "hooks", "format, fix")
    number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
    with tempfile.TemporaryDirectory() as place:
        engine = make_engine(f"sqlite:///{place}/empty.db")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()
    return next(folder.glob(f"{number:04}_*.py"))


def _config(versions: Path = VERSIONS) -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:schema")
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


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
            write_revision(what)
        case _:
            sys.exit('usage: python -m storage.migrating revision "what changes"')
