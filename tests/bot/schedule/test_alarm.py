"""The alarm clock, with the real database thread and a clock that jumps."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import text

from bot.schedule.alarm import Alarm
from flows.rounds import RoundState
from storage.work import Work
from storage.writer import StorageFailed, Writer
from tests.bot.arranging import SATURDAY, Arranged, arrange, at
from tests.bot.chatting import Chat, open_chat
from tests.patience import PATIENCE

T = TypeVar("T")


@dataclass(slots=True)
class Jumping:
    """A clock that stands still until it is set."""

    chat: Chat

    def now(self) -> datetime:
        return self.chat.now

    def seconds(self) -> float:
        return self.chat.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.chat.now += timedelta(seconds=seconds)


@dataclass(slots=True)
class Running:
    """A workshop with its alarm clock."""

    workshop: Arranged
    writer: Writer[Work]
    alarm: Alarm
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def state(self, day: int) -> RoundState:
        return self.workshop.round(day).state


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    chat = open_chat(tmp_path)
    workshop = arrange(chat)
    writer = Writer(chat.engine, chat.work)
    happened = asyncio.Event()
    alarm = Alarm(writer, Jumping(chat), lambda: "nachklang_test_bot", happened.set)
    async with writer:
        yield Running(workshop, writer, alarm, happened)
    chat.engine.dispose()


async def test_waking_does_all_that_is_due(running: Running) -> None:
    amira = running.workshop.joins("Amira Haddad")
    running.workshop.chat.now = at(30, "17:00")

    await running.alarm.wake()
    await running.alarm.wake()

    running.workshop.chat.deliver()
    assert running.state(1) is RoundState.OPEN
    assert running.changed.is_set()
    assert len(amira.sees()) == 1


async def test_several_things_that_are_due_happen_one_after_the_other(running: Running) -> None:
    running.workshop.chat.now = at(31, "15:30")

    await running.alarm.wake()

    # Saturday's window is over, Sunday's has begun.
    assert [running.state(1), running.state(2)] == [RoundState.MISSED, RoundState.OPEN]


async def test_the_alarm_rings_when_the_next_moment_has_come(running: Running) -> None:
    running.workshop.chat.now = at(30, "12:00")
    running.alarm.start()
    await running.alarm.wake()
    assert not running.changed.is_set()

    running.workshop.chat.now = at(30, "17:00")
    running.alarm.rearm()
    await asyncio.wait_for(running.changed.wait(), timeout=PATIENCE)
    await running.alarm.stop()

    assert running.state(1) is RoundState.OPEN


async def test_many_changes_at_once_set_the_alarm_to_what_holds_in_the_end(
    running: Running,
) -> None:
    running.workshop.chat.now = at(30, "12:00")
    running.alarm.start()
    await running.alarm.wake()

    running.alarm.rearm()
    round_ = running.workshop.round(1)
    earlier = replace(round_, slot=replace(SATURDAY, opens=SATURDAY.opens - timedelta(hours=5)))
    await running.writer.run(lambda work: work.rounds.save(earlier))
    running.alarm.rearm()
    await asyncio.wait_for(running.changed.wait(), timeout=PATIENCE)
    await running.alarm.stop()

    assert running.state(1) is RoundState.OPEN


async def test_without_anything_planned_no_alarm_is_set(running: Running) -> None:
    running.alarm.start()
    await running.alarm.wake()
    for day in (1, 2):
        running.workshop.reschedule(day, None)

    await running.alarm.wake()
    await running.alarm.wake()
    await running.alarm.stop()

    assert [running.state(1), running.state(2)] == [RoundState.UNSCHEDULED] * 2


async def test_a_round_that_cannot_be_done_does_not_keep_the_others_from_theirs(
    running: Running,
) -> None:
    other = arrange(running.workshop.chat, number=2)
    running.workshop.joins("Amira Haddad")
    with running.workshop.chat.engine.begin() as connection:
        connection.execute(text("UPDATE people SET name = x'00' WHERE telegram_id > 1000"))
    running.workshop.chat.now = at(30, "17:00")

    await running.alarm.wake()

    assert [running.state(1), other.round(1).state] == [RoundState.PLANNED, RoundState.OPEN]


class OutOfReach(Writer[Work]):
    """A database that cannot be reached."""

    async def run(self, step: Callable[[Work], T]) -> T:  # noqa: ARG002 - as the Writer has it
        raise StorageFailed


async def test_a_storage_out_of_reach_is_asked_again_at_the_next_sweep(running: Running) -> None:
    chat = running.workshop.chat
    writer = OutOfReach(chat.engine, chat.work)
    alarm = Alarm(writer, Jumping(chat), lambda: "", running.changed.set)
    alarm.start()

    await alarm.wake()
    alarm.rearm()
    await alarm.stop()

    assert not running.changed.is_set()
