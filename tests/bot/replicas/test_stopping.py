"""A stop is over in ten seconds, whatever hangs; a second signal ends the process at once."""

import signal
import time
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bot.rehearsal.standin import Fault, Limits, Phone, StandIn
from tests.bot.replicas.fan_out import fan_out
from tests.bot.replicas.processes import Process, site, until

TEN_SECONDS = 10.0


async def stopped(process: Process) -> tuple[int, float]:
    """Tell a process to stop; its exit status, and after how many seconds it came."""
    began = time.monotonic()
    process.signal(signal.SIGTERM)
    return await process.ended(), time.monotonic() - began


def greeted(phone: Phone) -> bool:
    return any(message.from_bot for message in phone.messages)


async def test_what_hangs_at_telegram_is_dropped_in_time_and_counts_as_perhaps_delivered(
    tmp_path: Path,
) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path) as place,
    ):
        wera = telegram.person("Wera")
        process = await place.run()
        await until(process.leads)
        telegram.faults.next("sendMessage", Fault.timeout_after())
        wera.start()
        await until(lambda: greeted(wera))

        status, seconds = await stopped(process)

        url = f"sqlite:///{tmp_path}/data/nachklang.db"
        with fan_out(telegram, url, tmp_path, 0) as stored, stored.work() as work:
            hanging = [claimed.draft.chat for claimed in work.outbox.interrupted()]
        assert (status, hanging) == (0, [wera.id])
        assert seconds < TEN_SECONDS


async def test_a_call_that_is_answered_in_time_is_recorded_before_the_end(tmp_path: Path) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path) as place,
    ):
        wera = telegram.person("Wera")
        process = await place.run()
        await until(process.leads)
        wera.start()
        await until(lambda: greeted(wera))

        status, seconds = await stopped(process)

        url = f"sqlite:///{tmp_path}/data/nachklang.db"
        with fan_out(telegram, url, tmp_path, 0) as stored, stored.work() as work:
            assert (status, work.outbox.interrupted()) == (0, ())
        assert seconds < TEN_SECONDS


async def test_a_database_that_is_gone_does_not_keep_the_program_from_ending(
    tmp_path: Path, postgresql_url: str, postgresql_server: str
) -> None:
    name = conninfo_to_dict(postgresql_url)["dbname"]
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path, database_url=postgresql_url) as place,
    ):
        process = await place.run()
        await until(process.leads)
        with psycopg.connect(postgresql_server, autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
        telegram.person("Wera").start()

        async def unwell() -> bool:
            return (await process.health()).get("database") is False

        await until(unwell)
        _, seconds = await stopped(process)
        assert seconds < TEN_SECONDS


async def test_a_second_signal_ends_the_process_at_once(tmp_path: Path) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path) as place,
    ):
        wera = telegram.person("Wera")
        process = await place.run()
        await until(process.leads)
        telegram.faults.next("sendMessage", Fault.timeout_after())
        wera.start()
        await until(lambda: greeted(wera))
        process.signal(signal.SIGTERM)
        await until(lambda: no_longer_served(process))

        process.signal(signal.SIGTERM)
        # Who ends in order ends with a status of their own.
        assert await process.ended() == -signal.SIGTERM


async def no_longer_served(process: Process) -> bool:
    """The first signal was heard: nothing is taken in any more."""
    return not await process.health()


async def test_a_second_program_on_the_same_file_is_refused_in_words(tmp_path: Path) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path) as place,
    ):
        first = await place.run()
        await until(first.leads)
        second = await place.run()
        assert await second.ended() == 2
        assert "SQLite serves one; several need PostgreSQL" in second.log.read_text()
