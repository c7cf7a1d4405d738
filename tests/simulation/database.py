"""A SQLite database in memory whose every operation can fail the way real ones fail.

The faults sit below SQLAlchemy, at the driver, so that everything above it is the production code:
its engine, its error handling, its transactions. Closing a connection undoes what is not committed;
the database itself survives, as a file does.
"""

import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from storage.engine import make_engine


class Fault(Enum):
    """What can be wrong with a database."""

    LOCKED = "locked"
    GONE = "gone"
    STATEMENT = "statement"
    FULL = "full"
    BUSY_COMMIT = "busy commit"
    UNKNOWN_STORED = "unknown, stored"
    UNKNOWN_LOST = "unknown, lost"


_CODES = {
    Fault.LOCKED: (sqlite3.SQLITE_BUSY, "database is locked"),
    Fault.GONE: (sqlite3.SQLITE_CANTOPEN, "unable to open database file"),
    Fault.STATEMENT: (sqlite3.SQLITE_IOERR_READ, "disk I/O error"),
    Fault.FULL: (sqlite3.SQLITE_FULL, "database or disk is full"),
    Fault.BUSY_COMMIT: (sqlite3.SQLITE_BUSY, "database is locked"),
    Fault.UNKNOWN_STORED: (sqlite3.SQLITE_IOERR_FSYNC, "disk I/O error"),
    Fault.UNKNOWN_LOST: (sqlite3.SQLITE_IOERR_FSYNC, "disk I/O error"),
}


class Killed(BaseException):
    """The machine dies here; no `except Exception` holds that up."""


def _error(fault: Fault) -> sqlite3.OperationalError:
    code, words = _CODES[fault]
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@dataclass
class Faults:
    """What will go wrong next.

    Attributes:
        begins: so many transactions cannot begin, each for its reason.
        statement: after so many statements one fails, and with it its transaction.
        commit: how the next commit ends.
        struck: called with every fault that has happened.
        at_commit: called before and after each commit; may raise `Killed`.
    """

    begins: list[Fault] = field(default_factory=list)
    statement: int | None = None
    commit: Fault | None = None
    struck: Callable[[Fault], None] = lambda _fault: None
    at_commit: Callable[[str], None] = lambda _when: None

    def clear(self) -> None:
        """Everything works again."""
        self.begins.clear()
        self.statement = self.commit = None

    def before_statement(self, connection: "SimulatedConnection", sql: str) -> None:
        """Let a statement fail if it is its turn."""
        if sql == "BEGIN IMMEDIATE":
            if self.begins:
                fault = self.begins.pop(0)
                self.struck(fault)
                raise _error(fault)
        elif self.statement is not None and not sql.startswith("PRAGMA"):
            self.statement -= 1
            if self.statement < 0:
                self.statement = None
                self.struck(Fault.STATEMENT)
                connection.undo()
                raise _error(Fault.STATEMENT)


class SimulatedCursor(sqlite3.Cursor):
    """A cursor whose statements can fail."""

    connection: "SimulatedConnection"

    def execute(self, sql: str, parameters: Any = (), /) -> "SimulatedCursor":
        """As the driver's."""
        self.connection.faults.before_statement(self.connection, sql)
        super().execute(sql, parameters)
        return self

    def executemany(self, sql: str, parameters: Any, /) -> "SimulatedCursor":
        """As the driver's."""
        self.connection.faults.before_statement(self.connection, sql)
        super().executemany(sql, parameters)
        return self


class SimulatedConnection(sqlite3.Connection):
    """The driver's connection; the same one is handed out again after it was closed."""

    faults: Faults

    def cursor(self, factory: Any = SimulatedCursor, /) -> Any:
        """As the driver's."""
        return super().cursor(factory)

    def commit(self) -> None:
        """As the driver's, if the disk allows it."""
        if not self.in_transaction:
            return
        faults = self.faults
        faults.at_commit("before")
        fault, faults.commit = faults.commit, None
        if fault in {Fault.FULL, Fault.BUSY_COMMIT, Fault.UNKNOWN_LOST}:
            super().rollback()
        else:
            super().commit()
        if fault is not None:
            faults.struck(fault)
            raise _error(fault)
        faults.at_commit("after")

    def close(self) -> None:
        """Give the connection up; what is not committed is undone."""
        self.undo()

    def undo(self) -> None:
        """Roll back, whatever state it is in."""
        if self.in_transaction:
            super().rollback()


class SimulatedDatabase:
    """One database with an engine on it, to be filled anew for each history."""

    def __init__(self) -> None:
        self.driver = sqlite3.connect(
            ":memory:", isolation_level=None, factory=SimulatedConnection, cached_statements=512
        )
        self.driver.faults = Faults()
        # The engine wants a place for its file, which stays empty.
        self._folder = tempfile.TemporaryDirectory(prefix="nachklang-simulation-")
        path = Path(self._folder.name) / "never-written.db"
        self.engine: Engine = make_engine(f"sqlite:///{path}")
        event.listen(self.engine, "do_connect", self._connect)

    @property
    def faults(self) -> Faults:
        """What will go wrong next."""
        return self.driver.faults

    def restore(self, image: bytes) -> None:
        """Let it hold what an image holds."""
        self.driver.undo()
        self.driver.deserialize(image)

    def image(self) -> bytes:
        """All that it holds."""
        return self.driver.serialize()

    def close(self) -> None:
        """Give everything back."""
        self.engine.dispose()
        sqlite3.Connection.close(self.driver)
        self._folder.cleanup()

    def _connect(self, *_arguments: object) -> SimulatedConnection:
        return self.driver
