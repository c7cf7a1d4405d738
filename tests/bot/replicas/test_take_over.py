"""Two processes on one PostgreSQL: when the leader dies or sleeps the other goes on, once."""

import asyncio
import signal
from pathlib import Path
from random import Random

from bot.rehearsal.standin import Limits, StandIn
from storage.keys import load_or_create
from tests.bot.replicas.fan_out import FanOut, fan_out
from tests.bot.replicas.processes import Process, site, until

PEOPLE = 100
ON_THE_WAY = 0.03
"""Seconds in which the stand-in, which is served by this loop, takes in what is on the wire."""

AWAKE = (0.07, 0.2)
"""Seconds between two messages at Telegram's pace, and three times as long."""


def everybody_once(round_: FanOut, *, but: set[int]) -> bool:
    """Everybody got the message, and twice only those who may have."""
    copies = round_.copies()
    twice = {chat for chat, times in copies.items() if times > 1}
    return (
        set(copies) == {p.id for p in round_.people} and twice <= but and max(copies.values()) <= 2
    )


async def test_when_the_leader_is_killed_the_other_sends_the_rest(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path, database_url=postgresql_url) as place,
    ):
        first, second = await place.two()
        with fan_out(telegram, postgresql_url, tmp_path, PEOPLE) as questions:
            questions.plan()
            telegram.person("Wera").start()  # What she gets wakes the delivery.
            await until(lambda: len(questions.copies()) >= 10)

            await first.kill()
            perhaps = questions.under_way()
            assert len(questions.copies()) < PEOPLE

            await until(second.leads)
            await until(questions.finished)
            assert everybody_once(questions, but=perhaps)


async def test_a_leader_that_sleeps_beyond_its_lease_doubles_nothing_when_it_wakes(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path, database_url=postgresql_url) as place,
    ):
        first, second = await place.two()
        with fan_out(telegram, postgresql_url, tmp_path, PEOPLE) as questions:
            questions.plan()
            telegram.person("Wera").start()
            await until(lambda: len(questions.copies()) >= 10)

            chance = Random(1)
            await until(lambda: asleep_with_claims(first, questions, chance.uniform(*AWAKE)))
            claimed = questions.under_way()
            await until(second.leads)
            # The other sends again what was claimed, but not before a second has passed.
            arrived = claimed & set(questions.copies())
            held_back = claimed - arrived
            await until(questions.finished)
            first.signal(signal.SIGCONT)
            await until(first.stands_by)
            await until(lambda: "lease" in first.log.read_text())
            await until(questions.finished)

            assert held_back, "nothing was claimed and not sent when it fell asleep"
            assert everybody_once(questions, but=arrived)
            assert await second.leads()


async def asleep_with_claims(process: Process, questions: FanOut, awake: float) -> bool:
    """Put a process to sleep while it has claimed what it has not sent; else let it go on.

    Who sleeps most of the time is late when they wake, and sends at once what they claim. So it
    stays `awake` for some seconds before, another time each time, and gets into its own pace.
    """
    await asyncio.sleep(awake)
    process.signal(signal.SIGSTOP)
    await asyncio.sleep(ON_THE_WAY)
    if questions.under_way() - set(questions.copies()):
        return True
    process.signal(signal.SIGCONT)
    return False


async def test_a_process_with_another_key_file_is_refused_in_words(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path, database_url=postgresql_url) as place,
    ):
        first = await place.run()
        await until(first.leads)
        (tmp_path / "keys" / "keys").rename(tmp_path / "keys" / "elsewhere")
        load_or_create(tmp_path / "keys" / "keys", may_create=True)
        second = await place.run()
        assert await second.ended() == 2
        assert "need the same key file" in second.log.read_text()


async def test_a_leader_that_stops_in_order_hands_over_at_once(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(telegram, tmp_path, database_url=postgresql_url, lease_seconds="20") as place,
    ):
        first, second = await place.two()
        first.signal(signal.SIGTERM)
        assert await first.ended() == 0
        await until(second.leads)
        wera = telegram.person("Wera")
        wera.start()
        await telegram.until(lambda: any(message.from_bot for message in wera.messages))
