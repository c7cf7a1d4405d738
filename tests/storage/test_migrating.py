"""From an empty database to the tables, on both kinds of database."""

import importlib.util
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from storage.engine import make_engine
from storage.migrating import (
    ReferencesBroken,
    SchemaUnknown,
    current_revision,
    head_revision,
    is_current,
    upgrade,
)
from storage.migration_steps import config_of_steps, write_revision
from storage.schema.versions import FOLDER
from storage.tables import metadata


def test_an_empty_database_has_no_revision_and_is_not_current(engine: Engine) -> None:
    assert (current_revision(engine), is_current(engine)) == (None, False)


def test_an_upgraded_database_has_exactly_the_tables(engine: Engine) -> None:
    upgrade(engine)

    with engine.begin() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), metadata)
    assert (difference, current_revision(engine)) == ([], head_revision())
    assert is_current(engine)


def test_a_second_upgrade_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    upgrade(engine)

    assert is_current(engine)


def test_two_processes_may_upgrade_at_once(database_url: str) -> None:
    engines = [make_engine(database_url) for _ in range(2)]
    threads = [Thread(target=upgrade, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [is_current(engine) for engine in engines] == [True, True]
    for engine in engines:
        engine.dispose()


def test_references_are_checked_again_after_an_upgrade(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    upgrade(engine)

    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_rows_that_refer_to_nothing_stop_an_upgrade(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE children (of INTEGER REFERENCES parents (id))")
    with engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("INSERT INTO children VALUES (7)")
        connection.commit()
        connection.connection.cursor().execute("PRAGMA foreign_keys = ON")

    with pytest.raises(ReferencesBroken) as raised:
        upgrade(engine)

    assert raised.value.tables == {"children"}
    assert current_revision(engine) is None
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(SchemaUnknown) as raised:
        upgrade(engine)

    assert (raised.value.revision, is_current(engine)) == ("9999", False)


def test_a_step_written_from_the_tables_is_code_that_can_be_read(tmp_path: Path) -> None:
    written = write_revision("first tables", tmp_path)

    spec = importlib.util.spec_from_file_location("written", written)
    assert spec is not None
    assert spec.loader is not None
    step = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(step)
    assert (written.name, step.revision, step.down_revision) == (
        "0001_first_tables.py",
        "0001",
        None,
    )


def test_every_step_is_named_by_its_number_and_follows_the_one_before() -> None:
    steps = list(ScriptDirectory.from_config(config_of_steps()).walk_revisions("base", "head"))
    named = sorted(path.name[:4] for path in FOLDER.glob("0*.py"))
    assert [step.revision for step in reversed(steps)] == named
    assert head_revision() == named[-1]
