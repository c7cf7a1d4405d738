"""Copies of a database: whole while it is written to, checked, private, never overwritten."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, event, make_url, select

from storage import postgresql_copies
from storage.copies import CopyUnusable, InUse, NotEmpty, ToolMissing
from storage.engine import make_engine
from storage.migrating import current_revision, head_revision, upgrade
from storage.private_files import AlreadyThere
from storage.restoring import back_up as copying
from storage.restoring import database_file, is_sqlite, made_at, restore
from storage.tables import facts
from tests.storage.stocked import NOW

pytestmark = pytest.mark.usefixtures("postgresql_programs")


def stocked(url: str, **values: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    with engine.begin() as connection:
        for key, value in values.items():
            connection.execute(facts.insert().values(key=key, value=value))
    engine.dispose()


def facts_in(url: str) -> dict[str, str]:
    engine = make_engine(url)
    with engine.begin() as connection:
        found = {row.key: row.value for row in connection.execute(select(facts))}
    engine.dispose()
    found.pop("backed_up_at", None)
    return found


def back_up(url: str, target: Path) -> None:
    copying(url, target, NOW)


def nothing(_connection: Connection, _made_at: datetime) -> None:
    """No preparing."""


def put_back(url: str, copy: Path, aside: Path, *, replace: bool = True) -> Path | None:
    return restore(url, copy, aside, nothing, NOW, replace=replace)


def test_a_copy_put_back_is_as_the_database_was(database_url: str, tmp_path: Path) -> None:
    stocked(database_url, a="before")
    copy, aside = tmp_path / "copies" / "one", tmp_path / "aside"
    back_up(database_url, copy)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(facts.update().values(value="after"))
    engine.dispose()
    assert put_back(database_url, copy, aside) == aside
    assert facts_in(database_url) == {"a": "before"}
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    put_back(database_url, aside, tmp_path / "again")
    assert facts_in(database_url) == {"a": "after"}


def test_a_copy_says_when_it_was_made(database_url: str, tmp_path: Path) -> None:
    stocked(database_url)
    copy = tmp_path / "copy"
    back_up(database_url, copy)
    assert made_at(database_url, copy) == NOW


def test_no_copy_is_overwritten(database_url: str, tmp_path: Path) -> None:
    stocked(database_url)
    copy = tmp_path / "copy"
    copy.write_text("mine")
    with pytest.raises(AlreadyThere):
        back_up(database_url, copy)
    assert copy.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_what_is_no_copy_is_not_put_back(database_url: str, tmp_path: Path) -> None:
    stocked(database_url, a="1")
    other = tmp_path / "other"
    other.write_text("something else altogether")
    with pytest.raises(CopyUnusable):
        put_back(database_url, other, tmp_path / "aside")
    assert facts_in(database_url) == {"a": "1"}


def test_nothing_is_put_back_under_a_program_that_runs(database_url: str, tmp_path: Path) -> None:
    stocked(database_url, a="1")
    copy = tmp_path / "copy"
    back_up(database_url, copy)
    engine = make_engine(database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        connection.rollback()
        with pytest.raises(InUse):
            put_back(database_url, copy, tmp_path / "aside")
    engine.dispose()
    assert put_back(database_url, copy, tmp_path / "aside") is not None


def test_if_preparing_goes_wrong_nobody_can_use_what_is_half_done(
    database_url: str, tmp_path: Path
) -> None:
    stocked(database_url, a="1")
    copy = tmp_path / "copy"
    back_up(database_url, copy)

    def broken(_connection: Connection, _made_at: datetime) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        restore(database_url, copy, tmp_path / "aside", broken, NOW, replace=True)
    if is_sqlite(database_url):
        assert facts_in(database_url) == {"a": "1"}
    else:
        engine = make_engine(database_url)
        assert current_revision(engine) is None
        engine.dispose()
    put_back(database_url, copy, tmp_path / "again")
    assert facts_in(database_url) == {"a": "1"}


def test_it_goes_into_a_place_where_nothing_is(database_url: str, tmp_path: Path) -> None:
    stocked(database_url, a="1")
    copy = tmp_path / "copy"
    back_up(database_url, copy)
    if is_sqlite(database_url):
        database_file(database_url).unlink()
    else:
        engine = make_engine(database_url)
        with postgresql_copies.alone(engine) as connection:
            postgresql_copies.drop_all(connection)
        engine.dispose()
    assert put_back(database_url, copy, tmp_path / "aside", replace=False) is None
    assert facts_in(database_url) == {"a": "1"}


def test_postgresqls_tables_are_replaced_only_where_that_was_said(
    postgresql_url: str, tmp_path: Path
) -> None:
    stocked(postgresql_url, a="1")
    copy = tmp_path / "copy"
    back_up(postgresql_url, copy)
    with pytest.raises(NotEmpty):
        put_back(postgresql_url, copy, tmp_path / "aside", replace=False)
    assert facts_in(postgresql_url) == {"a": "1"}


def test_a_connection_of_somebody_who_is_just_leaving_keeps_nobody_waiting_for_long(
    postgresql_url: str,
) -> None:
    other, engine = make_engine(postgresql_url), make_engine(postgresql_url)
    leaving = other.connect()

    @event.listens_for(engine, "before_cursor_execute")
    def leave(*looked: object) -> None:
        if "pg_sleep" in str(looked[2]) and not leaving.closed:
            leaving.close()
            other.dispose()

    with postgresql_copies.alone(engine) as connection:
        assert connection.scalar(select(1)) == 1
    assert leaving.closed
    engine.dispose()


@pytest.fixture
def busy(sqlite_url: str) -> Iterator[str]:
    """A database to which another connection writes pairs all the time."""
    stocked(sqlite_url)
    path, stopped, begun = database_file(sqlite_url), Event(), Event()

    def write() -> None:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            number = 0
            while not stopped.is_set():
                number += 1
                connection.execute("BEGIN IMMEDIATE")
                for name in ("left", "right"):
                    value = (f"{name}{number}", "x" * 500)
                    connection.execute("INSERT INTO facts VALUES (?, ?)", value)
                connection.execute("COMMIT")
                if number == 2000:
                    begun.set()

    writer = Thread(target=write)
    writer.start()
    begun.wait(30)
    yield sqlite_url
    stopped.set()
    writer.join()


def test_a_copy_made_under_a_writer_holds_one_moment(busy: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(busy, copy)
    with closing(sqlite3.connect(copy)) as connection:
        lefts, rights = (
            connection.execute("SELECT count(*) FROM facts WHERE key GLOB ?", (f"{side}*",))
            for side in ("left", "right")
        )
        assert lefts.fetchone() == rights.fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


def test_a_broken_copy_is_found_out(sqlite_url: str, tmp_path: Path) -> None:
    stocked(sqlite_url, **{f"fact{number}": "x" * 3000 for number in range(100)})
    copy = tmp_path / "copy"
    back_up(sqlite_url, copy)
    content = bytearray(copy.read_bytes())
    content[-200_000:-100_000] = b"\xff" * 100_000
    copy.write_bytes(content)
    with pytest.raises(CopyUnusable):
        put_back(sqlite_url, copy, tmp_path / "aside")


def test_a_copy_from_before_copies_said_when_counts_from_the_last_poll(
    sqlite_url: str, tmp_path: Path
) -> None:
    stocked(sqlite_url, last_poll=NOW.isoformat())
    copy = tmp_path / "copy"
    with closing(sqlite3.connect(database_file(sqlite_url))) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    assert made_at(sqlite_url, copy) == NOW


def test_without_postgresqls_programs_it_is_said_which_is_missing(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(postgresql_url)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match="pg_dump is not installed here"):
        back_up(postgresql_url, tmp_path / "copy")


def test_the_password_is_on_no_command_line(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(postgresql_url)
    address = make_url(postgresql_url).set(password="geheim")
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$PGPASSWORD|$*" > "$0.said"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    back_up(address.render_as_string(hide_password=False), tmp_path / "copy")
    password, words = (tmp_path / "pg_dump.said").read_text().split("|")
    assert password == "geheim"
    assert f"--dbname=postgresql://{address.username}@" in words
    assert "geheim" not in words


def test_a_restored_database_is_at_this_versions_tables(database_url: str, tmp_path: Path) -> None:
    stocked(database_url)
    back_up(database_url, tmp_path / "copy")
    put_back(database_url, tmp_path / "copy", tmp_path / "aside")
    engine = make_engine(database_url)
    assert current_revision(engine) == head_revision()
    engine.dispose()
