"""One batch of steps, one transaction, one commit: all that is synchronous about writing."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import SQLITE_BUSY, SQLITE_CONSTRAINT, SQLITE_FULL
from typing import Any, Final, Generic, TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.erasure_log import ErasureLogUnreadable

W = TypeVar("W")
T = TypeVar("T")
Step = Callable[[W], Any]

_PAUSES: Final = (0.05, 0.2, 0.8, 2.0)
"""Seconds before each new attempt to begin; a database that restarts is back by then."""

_REFUSED_BY_SQLITE: Final = {SQLITE_BUSY, SQLITE_CONSTRAINT, SQLITE_FULL}
_REFUSED_BY_POSTGRESQL: Final = {"23", "25", "40"}
"""Classes of SQLSTATE after which a transaction is certainly undone (PostgreSQL, appendix A)."""
_COMPLETION_UNKNOWN: Final = "40003"


class StorageFailed(Exception):
    """The database could not take the batch; nothing of it was stored. The cause says why."""

    def __init__(self, why: str = "the database could not take it; nothing was stored") -> None:
        super().__init__(why)


class CommitUnknown(Exception):
    """The connection broke during the commit: the batch is stored wholly or not at all.

    Whoever gets this looks into the database before doing the work again.
    """

    def __init__(self) -> None:
        super().__init__("the connection broke during the commit; it may or may not be stored")


class LeaseLost(StorageFailed):
    """Another process has taken this one's part; nothing of the step was stored, nor will be."""

    def __init__(self) -> None:
        super().__init__("another process acts for this bot; nothing was stored")


class Unfenced(Generic[W, T]):
    """A step that any process may run, with the lease or without: it only takes in or looks.

    Args:
        step: what to run.
    """

    def __init__(self, step: Callable[[W], T]) -> None:
        self._step = step

    def __call__(self, work: W) -> T:
        """Run the step."""
        return self._step(work)


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
        fence: called when a transaction has begun, raises `LeaseLost` where this process may not
            act any more; then only steps that are `Unfenced` are run.
    """

    def __init__(
        self,
        engine: Engine,
        bind: Callable[[Connection], W],
        pause: Callable[[float], None] = time.sleep,
        fence: Callable[[Connection], None] | None = None,
    ) -> None:
        self._engine = engine
        self._bind = bind
        self._pause = pause
        self._fence = fence
        self._connection: Connection | None = None

    def commit(self, steps: Sequence[Step[W]]) -> list[Outcome]:
        """Run the steps in order and commit them together; one outcome for each, in the same order.

        A step that raises undoes only itself. No step is ever run twice.
        """
        try:
            connection = self._begun()
            outcomes = self._fenced(connection, steps)
            if not any(isinstance(outcome, Returned) for outcome in outcomes):
                connection.rollback()
                return outcomes
        except Exception as problem:  # noqa: BLE001 - whoever waits must hear of it, whatever it is
            self.disconnect()
            return _all_failed(steps, problem)
        return self._committed(connection, outcomes)

    def disconnect(self) -> None:
        """Give the connection up, undoing what is not committed; the next batch gets a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _begun(self) -> Connection:
        """A transaction that has really begun; waits while the database is locked or restarts."""
        for seconds in _PAUSES:
            try:
                return self._begin()
            except DBAPIError:
                self.disconnect()
                self._pause(seconds)
        return self._begin()

    def _begin(self) -> Connection:
        connection = self._connection = self._connection or self._engine.connect()
        connection.begin()
        return connection

    def _fenced(self, connection: Connection, steps: Sequence[Step[W]]) -> list[Outcome]:
        """As `_outcomes`, but first find out whether this process may still act."""
        lost = self._lost(connection, steps)
        if lost is None:
            return self._outcomes(connection, steps)
        free = [step for step in steps if isinstance(step, Unfenced)]
        outcomes = iter(self._outcomes(connection, free) if free else ())
        return [next(outcomes) if isinstance(step, Unfenced) else Raised(lost) for step in steps]

    def _lost(self, connection: Connection, steps: Sequence[Step[W]]) -> LeaseLost | None:
        if self._fence is None or all(isinstance(step, Unfenced) for step in steps):
            return None
        try:
            # Once for all steps, and outside their savepoints: its lock holds to the commit.
            self._fence(connection)
        except LeaseLost as lost:
            return lost
        return None

    def _outcomes(self, connection: Connection, steps: Sequence[Step[W]]) -> list[Outcome]:
        if len(steps) > 1:
            return [self._apart(connection, step) for step in steps]
        outcome = self._ran(connection, steps[0])
        _require_transaction(connection)
        if isinstance(outcome, Returned) and _is_aborted(connection):
            # The step went on after an error of the database; COMMIT would undo it without a word.
            return [Raised(StorageFailed())]
        return [outcome]

    def _apart(self, connection: Connection, step: Step[W]) -> Outcome:
        driver: Any = connection.connection.driver_connection
        # Said to the driver itself: SQLAlchemy would take ten times as long for it.
        driver.execute("SAVEPOINT step")
        outcome = self._ran(connection, step)
        _require_transaction(connection)
        if isinstance(outcome, Returned) and _is_aborted(connection):
            outcome = Raised(StorageFailed())
        if isinstance(outcome, Raised):
            driver.execute("ROLLBACK TO SAVEPOINT step")
        driver.execute("RELEASE SAVEPOINT step")
        return outcome

    def _ran(self, connection: Connection, step: Step[W]) -> Outcome:
        try:
            return Returned(step(self._bind(connection)))
        except BaseException as error:  # noqa: BLE001 - whatever a step raises is its caller's
            return Raised(error)

    def _committed(self, connection: Connection, outcomes: list[Outcome]) -> list[Outcome]:
        try:
            connection.commit()
        except Exception as problem:  # noqa: BLE001 - as above
            self.disconnect()
            if _is_refusal(problem):
                return _all_failed(outcomes, problem)
            unknown = CommitUnknown()
            unknown.__cause__ = problem
            # A step that had raised before keeps its own reason: it left nothing behind anyway.
            return [item if isinstance(item, Raised) else Raised(unknown) for item in outcomes]
        return outcomes


class _TransactionLost(Exception):
    """The database undid the transaction by itself, or the connection broke."""


def _require_transaction(connection: Connection) -> None:
    """A statement after this would otherwise stand alone, outside what is undone together."""
    if connection.invalidated:
        raise _TransactionLost
    match connection.connection.driver_connection:
        case sqlite3.Connection() as driver:
            inside = driver.in_transaction
        case psycopg.Connection() as driver:
            status = driver.info.transaction_status
            inside = status in {TransactionStatus.INTRANS, TransactionStatus.INERROR}
        case other:
            raise TypeError(type(other))
    if not inside:
        raise _TransactionLost


def _is_aborted(connection: Connection) -> bool:
    driver = connection.connection.driver_connection
    return (
        isinstance(driver, psycopg.Connection)
        and driver.info.transaction_status is TransactionStatus.INERROR
    )


def _is_refusal(problem: Exception) -> bool:
    """Whether a commit certainly stored nothing, because the database itself said no."""
    if isinstance(problem, ErasureLogUnreadable):
        return True  # It is written before the database is told to commit.
    if not isinstance(problem, DBAPIError) or problem.connection_invalidated:
        return False
    match problem.orig:
        case sqlite3.Error() as refused:
            # Extended codes hold the plain one in their lowest byte.
            return refused.sqlite_errorcode & 0xFF in _REFUSED_BY_SQLITE
        case psycopg.Error(sqlstate=str(state)):
            return state[:2] in _REFUSED_BY_POSTGRESQL and state != _COMPLETION_UNKNOWN
        case _:
            return False


def _all_failed(work: Sequence[object], cause: Exception) -> list[Outcome]:
    failed = StorageFailed()
    failed.__cause__ = cause
    return [item if isinstance(item, Raised) else Raised(failed) for item in work]
