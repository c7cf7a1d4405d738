"""Connections to SQLite and PostgreSQL, set up so that what is committed is kept."""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

_SQLITE_PRAGMAS: Final = (
    "PRAGMA busy_timeout = 10000",  # milliseconds
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL can lose the last commits when the power fails
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased must not stay readable in the file
    "PRAGMA temp_store = MEMORY",
)
_BUSY_ATTEMPTS: Final = 100
_BUSY_PAUSE: Final = 0.05
_POSTGRESQL_SETTINGS: Final = (
    "SET statement_timeout = '30s'",
    "SET lock_timeout = '10s'",
)


class DatabaseUnusable(Exception):
    """The database's address or place cannot be used; the message never holds the address."""


def make_engine(url: str, *, idle_seconds: float = 60.0) -> Engine:
    """An engine for `sqlite:////absolute/path` or `postgresql://…` (psycopg 3).

    Every transaction begins at once (on SQLite with the write lock), so two that read and then
    write never meet there. A missing SQLite file is made with mode 0600, its folders with 0700.

    Args:
        url: the address.
        idle_seconds: after which PostgreSQL ends a transaction in which nothing happens, with its
            locks: whoever holds it sleeps or is gone.

    Raises:
        DatabaseUnusable: the address cannot be read, or the file cannot be made.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise DatabaseUnusable("the database address is not a URL") from None
    match address.drivername:
        case "sqlite" | "sqlite+pysqlite":
            return _sqlite(address)
        case "postgresql" | "postgresql+psycopg":
            return _postgresql(address.set(drivername="postgresql+psycopg"), idle_seconds)
        case other:
            raise DatabaseUnusable(
                f"{other} is no database for this program; use sqlite or postgresql"
            )


def _sqlite(address: URL) -> Engine:
    if address.database is None or not Path(address.database).is_absolute():
        raise DatabaseUnusable(
            "a SQLite database needs an absolute path, with four slashes: sqlite:////var/lib/nachklang/…"
        )
    _make_private_file(Path(address.database))
    engine = create_engine(address, pool_size=1, max_overflow=1, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _make_private_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            # Never opened here: closing it would drop the locks of every connection in this process
            # (sqlite.org/howtocorrupt.html, 2.2).
            path.chmod(0o600)
        else:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as problem:
        raise DatabaseUnusable(f"{path} cannot be made ({problem.strerror})") from problem


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = (
        None  # sqlite3 would begin by itself, without the lock and too late
    )
    for pragma in _SQLITE_PRAGMAS:
        _patiently(connection, pragma)


def _patiently(connection: sqlite3.Connection, pragma: str) -> None:
    """Two processes that open a new file meet at the change to WAL, where SQLite never waits."""
    for _ in range(_BUSY_ATTEMPTS):
        try:
            connection.execute(pragma)
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_BUSY_PAUSE)
        else:
            return
    connection.execute(pragma)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(address: URL, idle_seconds: float) -> Engine:
    limits: dict[str, Any] = {"connect_timeout": 10, "tcp_user_timeout": 30_000}  # s, ms
    engine = create_engine(
        address,
        pool_size=1,
        max_overflow=1,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={name: value for name, value in limits.items() if name not in address.query},
    )

    def set_up(connection: psycopg.Connection[Any], _entry: ConnectionPoolEntry) -> None:
        # psycopg would send BEGIN with the first statement only; then a step would find out that
        # the connection is gone, instead of whoever begins.
        connection.autocommit = True
        for setting in _POSTGRESQL_SETTINGS:
            connection.execute(setting)
        connection.execute(
            "SELECT set_config('idle_in_transaction_session_timeout', %s, false)",
            [f"{idle_seconds * 1000:.0f}ms"],
        )

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
