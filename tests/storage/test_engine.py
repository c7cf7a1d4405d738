"""What a connection promises before anybody uses it."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from storage.engine import DatabaseUnusable, make_engine


def test_a_sqlite_connection_keeps_what_is_committed_and_forgets_what_is_erased(
    sqlite_url: str,
) -> None:
    engine = make_engine(sqlite_url)
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")

    with engine.begin() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
    }
    engine.dispose()


@pytest.mark.parametrize("existing", [False, True])
def test_a_sqlite_file_belongs_to_its_owner_only(tmp_path: Path, existing: bool) -> None:
    path = tmp_path / "data" / "nachklang.db"
    if existing:
        path.parent.mkdir()
        path.touch(0o644)

    make_engine(f"sqlite:///{path}").dispose()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert existing or stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_statement_that_fails_does_not_show_what_it_was_about(engine: Engine) -> None:
    marker = "?" if engine.dialect.name == "sqlite" else "%s"
    statement = f"SELECT * FROM nowhere WHERE it = {marker}"

    with engine.begin() as connection, pytest.raises(DBAPIError, match="hidden") as raised:
        connection.exec_driver_sql(statement, ("secret",))

    assert "secret" not in str(raised.value)


def test_both_spellings_of_a_postgresql_address_are_understood(postgresql_url: str) -> None:
    for url in (postgresql_url, postgresql_url.replace("postgresql:", "postgresql+psycopg:")):
        engine = make_engine(url)
        with engine.begin() as connection:
            assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "30s"
        engine.dispose()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("secret", "not a URL"),
        ("mysql://secret@host/name", "mysql is no database for this program"),
        ("sqlite://", "absolute path"),
        ("sqlite:///secret.db", "absolute path"),
        ("sqlite:////dev/null/nachklang.db", "cannot be made"),
    ],
)
def test_an_address_that_cannot_work_is_refused_without_repeating_it(url: str, why: str) -> None:
    with pytest.raises(DatabaseUnusable, match=why) as raised:
        make_engine(url)

    assert "secret" not in str(raised.value)
