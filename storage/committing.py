"""One batch of steps, one transaction, one commit: all that is synchronous about writing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from sqlite3 import SQLITE_BUSY, SQLITE_CONSTRAINT, SQLITE_FULL
from typing import Any, Final, Generic, TypeVar

from psycopg import pq
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

W = TypeVar("W")
Step = Callable[[W], Any]

_PAUSES: Final = (0.05, 0.2, 0.8, 2.0)
"""Seconds before each new attempt to begin; a database that restarts is back by then."""

_REFUSED_BY_SQLITE: Final = {SQLITE_BUSY, SQLITE_CONSTRAINT, SQLITE_FULL}
_REFUSED_BY_POSTGRESQL: Final = {"23", "25", "40"}
"""Classes of SQLSTATE after which a transaction is certainly undone (PostgreSQL, appendix A)."""
_COMPLETION_UNKNOWN: Final = "40003"


class StorageFailed(Exception):
    """The database could not take the batch; nothing of it was stored. The cause says why."""

    def __init__(self) -> None:
        super().__init__("the database could not take it; nothing was stored")


class CommitUnknown(Exception):
    """The connection broke during the commit: the batch is stored wholly or not at all.

    Whoever gets this looks into the database before doing the work again.
    """

    def __init__(self) -> None:
        super().__init__("the connection broke during the commit; it may or may not be stored")


@dataclass(frozen=True, slots=True)
class Returned:
    """What a step gave back; it is on the disk."""

    value: Any


@dataclass(frozen=True, slots=True)
class Raised:
    """Why a step left nothing behind, or that nobody knows."""

    error: BaseException


Outcome = Returned | Raised


class Committer(Generic[W]):
    """Keeps one connection and runs batches on it; used by one thread at a time.

    Args:
        engine: where the connection comes from.
        bind: gives a step its view of the transaction.
        pause: waits so many seconds between attempts to begin.
    """

    def __init__(
        self,
        engine: Engine,
        bind: Callable[[Connection], W],
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._engine = engine
        self._bind = bind
        self._pause = pause
        self._connection: Connection | None = None

    def commit(self, steps: Sequence[Step[W]]) -> list[Outcome]:
        """Run the steps in order and commit them together; one outcome for each, in the same order.

        A step that raises undoes only itself. No step is ever run twice.
        """
        try:
            connection = self._begun()
        except SQLAlchemyError as problem:
            return _all_failed(steps, problem)
        try:
            outcomes = (
                [self._alone(connection, steps[0])]
                if len(steps) == 1
                else [self._apart(connection, step) for step in steps]
            )
            _require_whole(connection)
        except (SQLAlchemyError, _TransactionLost) as problem:
            self.disconnect()
            return _all_failed(steps, problem)
        return self._committed(connection, outcomes)

    def disconnect(self) -> None:
        """Give the connection up; what is not committed is undone. The next batch gets a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _begun(self) -> Connection:
        """A transaction that has really begun; waits for a database that is locked or restarting."""
        for seconds in chain(_PAUSES, (None,)):
            try:
                connection = self._connection = self._connection or self._engine.connect()
                connection.begin()
            except OperationalError:
                self.disconnect()
                if seconds is None:
                    raise
                self._pause(seconds)
            else:
                return connection
        raise AssertionError("the last attempt returns or raises")

    def _alone(self, connection: Connection, step: Step[W]) -> Outcome:
        """Without a savepoint: the transaction is the step's own."""
        outcome = self._ran(connection, step)
        if isinstance(outcome, Raised):
            _require_connected(connection, outcome.error)
            connection.rollback()
            connection.begin()
        return outcome

    def _apart(self, connection: Connection, step: Step[W]) -> Outcome:
        savepoint = connection.begin_nested()
        outcome = self._ran(connection, step)
        if isinstance(outcome, Raised):
            _require_connected(connection, outcome.error)
            savepoint.rollback()
        else:
            savepoint.commit()
        return outcome
