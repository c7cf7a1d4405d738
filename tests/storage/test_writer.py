"""Steps share commits, but not their failures; and nobody hears of a step before it is stored."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from storage.engine import make_engine
from storage.writer import CommitUnknown, StorageFailed, Writer, WriterClosed
from tests.storage.acknowledging import storing

Steps = Writer[Connection]


def bound(connection: Connection) -> Connection:
    return connection


def numbers_in(connection: Connection) -> list[int]:
    found = connection.exec_driver_sql("SELECT number FROM numbers ORDER BY number")
    return list(found.scalars())


@dataclass
class Gate:
    """A step that holds the writer, so that what comes meanwhile makes up one batch."""

    entered: Event = field(default_factory=Event)
    opened: Event = field(default_factory=Event)

    def step(self, _connection: Connection) -> None:
        self.entered.set()
        assert self.opened.wait(10)


async def as_one_batch(writer: Steps, *steps: Callable[[Connection], Any]) -> list[Any]:
    """What the steps return or raise when they are committed together."""
    gate = Gate()
    held = asyncio.create_task(writer.run(gate.step))
    await asyncio.to_thread(gate.entered.wait, 10)
    tasks = [asyncio.create_task(writer.run(step)) for step in steps]
    asyncio.get_running_loop().call_soon(gate.opened.set)
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    await held
    return outcomes


@pytest.fixture
def numbered(engine: Engine) -> Engine:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
    return engine


@pytest.fixture
async def writer(numbered: Engine) -> AsyncIterator[Steps]:
    async with Writer(numbered, bound, pause=lambda _seconds: None) as writer:
        yield writer


async def test_a_step_returns_what_it_found_and_its_work_is_stored(
    writer: Steps, numbered: Engine
) -> None:
    assert await writer.run(storing(7)) == 7

    with numbered.begin() as connection:
        assert numbers_in(connection) == [7]


async def test_steps_that_wait_share_one_commit(writer: Steps, numbered: Engine) -> None:
    commits: list[Connection] = []
    event.listen(numbered, "commit", commits.append)

    outcomes = await as_one_batch(writer, *(storing(number) for number in range(20)))

    assert (outcomes, len(commits)) == (list(range(20)), 2)


async def test_a_batch_has_an_upper_size(numbered: Engine) -> None:
    commits: list[Connection] = []
    event.listen(numbered, "commit", commits.append)

    async with Writer(numbered, bound, most=5) as writer:
        await as_one_batch(writer, *(storing(number) for number in range(20)))

    assert len(commits) == 1 + 4


async def test_a_step_that_fails_undoes_only_itself(writer: Steps) -> None:
    def failing(connection: Connection) -> None:
        storing(2)(connection)
        raise LookupError("two")

    first, second, twice, last = await as_one_batch(
        writer, storing(1), failing, storing(1), storing(3)
    )

    assert (first, repr(second), type(twice), last) == (
        1,
        "LookupError('two')",
        IntegrityError,
        3,
    )
    assert await writer.run(numbers_in) == [1, 3]


async def test_a_step_that_fails_alone_leaves_nothing(writer: Steps) -> None:
    def failing(connection: Connection) -> None:
        storing(2)(connection)
        raise StopIteration

    with pytest.raises(RuntimeError, match="StopIteration"):
        await writer.run(failing)

    assert await writer.run(numbers_in) == []


async def test_a_batch_in_which_all_fail_leaves_nothing(writer: Steps) -> None:
    def failing(connection: Connection) -> None:
        storing(2)(connection)
        raise LookupError

    outcomes = await as_one_batch(writer, failing, failing)

    assert [type(outcome) for outcome in outcomes] == [LookupError, LookupError]
    assert await writer.run(numbers_in) == []


async def test_a_caller_that_is_cancelled_disturbs_nobody(writer: Steps) -> None:
    gate = Gate()
    held = asyncio.create_task(writer.run(gate.step))
    await asyncio.to_thread(gate.entered.wait, 10)
    impatient, patient = (asyncio.create_task(writer.run(storing(n))) for n in (1, 2))
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    gate.opened.set()

    assert (await patient, impatient.cancelled()) == (2, True)
    await held
    assert await writer.run(numbers_in) == [1, 2]


async def test_closing_finishes_what_waits_and_takes_no_more(numbered: Engine) -> None:
    writer = Writer(numbered, bound)
    with pytest.raises(WriterClosed):
        await writer.run(storing(0))
    writer.start()
    gate = Gate()
    held = asyncio.create_task(writer.run(gate.step))
    await asyncio.to_thread(gate.entered.wait, 10)
    waiting = asyncio.create_task(writer.run(storing(1)))
    closing = asyncio.create_task(writer.close())
    await asyncio.sleep(0)
    gate.opened.set()
    await closing

    await held
    assert await waiting == 1
    with pytest.raises(WriterClosed):
        await writer.run(storing(2))
    await writer.close()


def test_a_command_needs_neither_thread_nor_loop(numbered: Engine) -> None:
    writer = Writer(numbered, bound)

    assert (writer.run_now(storing(4)), writer.run_now(numbers_in)) == (4, [4])
    with pytest.raises(IntegrityError):
        writer.run_now(storing(4))


async def test_a_commit_that_the_database_refuses_stores_nothing(writer: Steps) -> None:
    def schema(connection: Connection) -> None:
        connection.exec_driver_sql(
            "CREATE TABLE references_later (to_number INTEGER"
            " REFERENCES numbers (number) DEFERRABLE INITIALLY DEFERRED)"
        )

    def dangling(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO references_later VALUES (99)")

    def failing(_connection: Connection) -> None:
        raise LookupError

    await writer.run(schema)
    outcomes = await as_one_batch(writer, storing(1), dangling, failing)

    assert [type(outcome) for outcome in outcomes] == [StorageFailed, StorageFailed, LookupError]
    assert isinstance(outcomes[0].__cause__, IntegrityError)
    assert await writer.run(numbers_in) == []


@pytest.mark.parametrize("companions", [0, 1])
async def test_a_step_that_goes_on_after_an_error_of_postgresql_is_not_believed(
    postgresql_url: str, companions: int
) -> None:
    def careless(connection: Connection) -> None:
        try:
            connection.exec_driver_sql("SELECT * FROM nowhere")
        except DBAPIError:
            return

    engine = make_engine(postgresql_url)
    async with Writer(engine, bound) as writer:
        others = [lambda _connection: "fine"] * companions
        first, *rest = await as_one_batch(writer, careless, *others)
    engine.dispose()

    assert (type(first), rest) == (StorageFailed, ["fine"] * companions)


@pytest.mark.parametrize("companions", [0, 1])
async def test_a_batch_whose_transaction_is_gone_fails_as_a_whole(
    writer: Steps, companions: int
) -> None:
    def ending(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")

    outcomes = await as_one_batch(writer, *[storing(1)] * companions, ending)

    assert [type(outcome) for outcome in outcomes] == [StorageFailed] * (companions + 1)
    assert await writer.run(numbers_in) == []


@dataclass
class Lock:
    """Somebody else's write transaction, which can be ended from any thread."""

    url: str

    def __post_init__(self) -> None:
        path = self.url.removeprefix("sqlite:///")
        self.holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.holder.execute("BEGIN IMMEDIATE")
        self.pauses: list[float] = []

    def release_after_two_pauses(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) == 2:
            self.holder.rollback()


@pytest.fixture
def impatient(sqlite_url: str) -> Engine:
    """SQLite that does not wait for a lock, so that the test need not either."""
    engine = make_engine(sqlite_url)
    event.listen(
        engine, "connect", lambda driver, _entry: driver.execute("PRAGMA busy_timeout = 0")
    )
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
    return engine


def test_a_locked_database_is_waited_for(impatient: Engine, sqlite_url: str) -> None:
    lock = Lock(sqlite_url)
    writer = Writer(impatient, bound, pause=lock.release_after_two_pauses)

    assert writer.run_now(storing(1)) == 1
    assert len(lock.pauses) == 2
    lock.holder.close()
    impatient.dispose()


def test_a_database_that_stays_locked_is_an_error_and_nothing_is_run(
    impatient: Engine, sqlite_url: str
) -> None:
    lock = Lock(sqlite_url)
    run: list[Connection] = []
    writer = Writer(impatient, bound, pause=lambda _seconds: None)

    with pytest.raises(StorageFailed) as raised:
        writer.run_now(run.append)

    assert isinstance(raised.value.__cause__, OperationalError)
    assert run == []
    lock.holder.close()
    impatient.dispose()


@pytest.fixture
async def on_postgresql(postgresql_url: str) -> AsyncIterator[Steps]:
    engine = make_engine(postgresql_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
    async with Writer(engine, bound, pause=lambda _seconds: None) as writer:
        yield writer
    engine.dispose()


def own_process(connection: Connection) -> int:
    process: int = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    return process


async def test_a_connection_lost_between_batches_is_replaced_unnoticed(
    on_postgresql: Steps, postgresql_url: str
) -> None:
    process = await on_postgresql.run(own_process)
    other = make_engine(postgresql_url)
    with other.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend({process}, 5000)")
    other.dispose()

    assert await on_postgresql.run(storing(1)) == 1


@pytest.mark.parametrize("companions", [0, 1])
async def test_a_connection_lost_in_a_step_fails_the_batch_and_not_the_next(
    on_postgresql: Steps, companions: int
) -> None:
    def cutting(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    outcomes = await as_one_batch(on_postgresql, *[storing(1)] * companions, cutting)

    assert [type(outcome) for outcome in outcomes] == [StorageFailed] * (companions + 1)
    assert await on_postgresql.run(numbers_in) == []


async def test_a_connection_lost_in_the_commit_is_reported_as_unknown(
    on_postgresql: Steps,
) -> None:
    def cut_the_commit(connection: Connection) -> None:
        connection.exec_driver_sql(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"
        )
        connection.exec_driver_sql(
            "CREATE CONSTRAINT TRIGGER cutting AFTER INSERT ON numbers"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()"
        )

    await on_postgresql.run(cut_the_commit)
    outcomes = await as_one_batch(on_postgresql, storing(1), own_process)

    assert [type(outcome) for outcome in outcomes] == [CommitUnknown, CommitUnknown]
    assert await on_postgresql.run(numbers_in) == []


def test_what_was_acknowledged_survives_a_kill(database_url: str, numbered: Engine) -> None:
    command = [sys.executable, "-m", "tests.storage.acknowledging", database_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        heard = [int(program.stdout.readline()) for _ in range(300)]
        program.kill()
        heard += [int(line) for line in program.stdout if line.endswith("\n")]

    with numbered.begin() as connection:
        assert set(heard) - set(numbers_in(connection)) == set()
