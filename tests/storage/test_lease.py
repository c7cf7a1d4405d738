"""One process at a time holds the lease of a bot, and a former holder can store nothing more."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from storage.engine import make_engine
from storage.lease import release, renew, require, take
from storage.leaseholder import DatabaseInUse, DatabaseLease, FileLease, open_lease
from storage.migrating import upgrade
from storage.writer import LeaseLost, Unfenced, Writer
from tests.storage.acknowledging import storing

BOT = "1000"
LONG = 60.0
NOTHING = -1.0
"""Seconds of a lease that has run out as soon as it is taken."""


@pytest.fixture
def bots(postgresql_url: str) -> Iterator[Engine]:
    engine = make_engine(postgresql_url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
    yield engine
    engine.dispose()


def taken(engine: Engine, holder: str, seconds: float = LONG) -> int | None:
    with engine.begin() as connection:
        return take(connection, BOT, holder, seconds)


def numbers_in(connection: Connection) -> list[int]:
    return list(connection.exec_driver_sql("SELECT number FROM numbers").scalars())


def test_a_lease_that_is_held_is_not_given_to_anybody_else(bots: Engine) -> None:
    assert (taken(bots, "ana"), taken(bots, "ben")) == (1, None)


def test_leases_of_two_bots_have_nothing_to_do_with_each_other(bots: Engine) -> None:
    with bots.begin() as connection:
        assert take(connection, "1000", "ana", LONG) == 1
        assert take(connection, "2000", "ben", LONG) == 1


def test_a_lease_that_has_run_out_goes_to_the_next_with_a_larger_token(bots: Engine) -> None:
    assert (taken(bots, "ana", NOTHING), taken(bots, "ben")) == (1, 2)


def test_whoever_asks_again_gets_the_lease_with_a_larger_token(bots: Engine) -> None:
    assert (taken(bots, "ana"), taken(bots, "ana")) == (1, 2)


def test_a_lease_that_was_released_is_free_at_once(bots: Engine) -> None:
    taken(bots, "ana")
    with bots.begin() as connection:
        release(connection, BOT, 1)
    assert taken(bots, "ben") == 2


def test_a_late_release_takes_nothing_from_the_new_holder(bots: Engine) -> None:
    taken(bots, "ana", NOTHING)
    taken(bots, "ben")
    with bots.begin() as connection:
        release(connection, BOT, 1)
    assert taken(bots, "cleo") is None


def test_a_renewed_lease_goes_on_even_if_it_had_run_out(bots: Engine) -> None:
    taken(bots, "ana", NOTHING)
    with bots.begin() as connection:
        assert renew(connection, BOT, 1, LONG)
    assert taken(bots, "ben") is None


def test_a_lease_that_somebody_else_took_cannot_be_renewed_nor_proved(bots: Engine) -> None:
    taken(bots, "ana", NOTHING)
    taken(bots, "ben")
    with bots.begin() as connection:
        assert not renew(connection, BOT, 1, LONG)
        require(connection, BOT, 2)
        with pytest.raises(LeaseLost):
            require(connection, BOT, 1)


def test_a_lease_is_not_taken_in_the_middle_of_its_holders_transaction(
    bots: Engine, postgresql_url: str
) -> None:
    taken(bots, "ana", NOTHING)
    other = make_engine(postgresql_url)
    with bots.begin() as working:
        require(working, BOT, 1)
        assert taken(other, "ben") is None
        with other.begin() as renewing:
            assert renew(renewing, BOT, 1, NOTHING)
    assert taken(other, "ben") == 2
    other.dispose()


def test_who_sleeps_in_a_transaction_loses_its_locks(bots: Engine, postgresql_url: str) -> None:
    taken(bots, "ana", NOTHING)
    asleep = make_engine(postgresql_url, idle_seconds=0.05)
    with ExitStack() as stack:
        connection = stack.enter_context(asleep.connect())
        connection.begin()
        require(connection, BOT, 1)
        with bots.begin() as looking:
            process = connection.connection.driver_connection
            assert process is not None
            looking.exec_driver_sql(
                "DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_stat_activity"
                f" WHERE pid = {process.info.backend_pid})"
                " LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$"
            )
        assert taken(bots, "ben") == 2
        connection.invalidate()
    asleep.dispose()


async def test_of_two_processes_one_acts_until_it_releases(
    bots: Engine, postgresql_url: str
) -> None:
    async with (
        DatabaseLease(postgresql_url, BOT, LONG) as ana,
        DatabaseLease(postgresql_url, BOT, LONG) as ben,
    ):
        assert (await ana.take(), await ben.take(), await ana.renew()) == (True, False, True)
        await ana.release()
        assert (await ben.take(), await ana.renew(), await ana.take()) == (True, False, False)


async def test_a_former_holder_stores_nothing_but_what_anybody_may(
    bots: Engine, postgresql_url: str
) -> None:
    async with (
        DatabaseLease(postgresql_url, BOT, LONG) as ana,
        DatabaseLease(postgresql_url, BOT, LONG) as ben,
        Writer(bots, lambda connection: connection, fence=ana.fence) as writer,
    ):
        with pytest.raises(LeaseLost):
            await writer.run(storing(1))
        assert await ana.take()
        assert await writer.run(storing(2)) == 2
        with bots.begin() as connection:
            connection.exec_driver_sql("UPDATE leases SET expires_at = '1970-01-01'")
        assert await ben.take()

        outcomes = await asyncio.gather(
            writer.run(storing(3)),
            writer.run(Unfenced(storing(4))),
            writer.run(storing(5)),
            return_exceptions=True,
        )
        assert [type(outcome) for outcome in outcomes] == [LeaseLost, int, LeaseLost]
        assert await writer.run(Unfenced(numbers_in)) == [2, 4]


async def test_of_two_processes_on_one_sqlite_file_the_second_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data" / "nachklang.db"
    async with FileLease(path) as lease:
        assert (await lease.take(), await lease.renew()) == (True, True)
        with pytest.raises(DatabaseInUse, match="another `nachklang run` works with"):
            FileLease(path)
    async with FileLease(path):
        pass


def test_each_database_has_its_kind_of_lease(tmp_path: Path, postgresql_url: str) -> None:
    file = open_lease(f"sqlite:///{tmp_path}/nachklang.db", BOT, LONG)
    assert (type(file), file.fence) == (FileLease, None)
    assert isinstance(file, FileLease)
    file.close()
    assert type(open_lease(postgresql_url, BOT, LONG)) is DatabaseLease
