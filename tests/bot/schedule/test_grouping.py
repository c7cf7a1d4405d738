"""The duty to group, with the real database thread and a clock that jumps."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.schedule.grouping import FIRST_REST, GroupingDuty
from bot.service.grouping import NotGrouped
from storage.work import Work
from storage.writer import Writer
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import open_chat
from tests.bot.schedule.test_alarm import Jumping
from tests.bot.themes.by_word import ByFirstWord
from tests.bot.themes.day_one import DayOne, answer_day_one
from tests.patience import PATIENCE


@pytest.fixture
def log() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged, which the other tests do not want to see."""
    quiet = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    with capture_logs() as lines:
        yield lines
    structlog.configure(**quiet)


RESTS = timedelta(seconds=FIRST_REST)


@dataclass(slots=True)
class Working:
    """A workshop whose first day has closed, and the duty."""

    day: DayOne
    duty: GroupingDuty
    grouper: ByFirstWord

    async def rests(self) -> None:
        """Return when all is done that can be done now."""
        async with asyncio.timeout(PATIENCE):
            while not self.duty.idle:
                await asyncio.sleep(0)


@pytest.fixture
async def working(tmp_path: Path) -> AsyncIterator[Working]:
    chat = open_chat(tmp_path)
    day = answer_day_one(arrange(chat))
    grouper = ByFirstWord()
    writer: Writer[Work] = Writer(chat.engine, chat.work, pause=lambda _: None)
    async with writer:
        duty = GroupingDuty(writer, grouper, Jumping(chat))
        running = asyncio.create_task(duty.run())
        yield Working(day, duty, grouper)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    chat.engine.dispose()


async def test_it_groups_what_waits_when_it_begins(working: Working) -> None:
    await asyncio.sleep(0)
    await working.rests()

    assert sorted(working.day.themes) == ["Listen", "Vertrauen"]
    assert len(working.grouper.grouped) == 1


async def test_it_does_nothing_where_nothing_has_changed(working: Working) -> None:
    await asyncio.sleep(0)
    await working.rests()
    working.duty.wake()
    await working.rests()

    assert len(working.grouper.grouped) == 1


async def test_it_groups_again_when_it_is_woken_and_answers_have_changed(
    working: Working,
) -> None:
    await asyncio.sleep(0)
    await working.rests()
    oksana = working.day.answers["Listen teilen."]
    with working.day.workshop.chat.begin() as step:
        step.work.summaries.leave_out(oksana, left_out=True)
    working.duty.wake()
    await working.rests()

    assert list(working.day.themes) == ["Vertrauen"]


@pytest.mark.parametrize("error", [NotGrouped("MemoryError"), ValueError("Vertrauen wächst.")])
async def test_what_cannot_be_grouped_is_tried_again_later_and_logged_without_words(
    working: Working, error: Exception, log: list[MutableMapping[str, Any]]
) -> None:
    working.grouper.failing = [error, error]
    await asyncio.sleep(0)
    await working.rests()
    working.duty.wake()
    await working.rests()
    assert len(working.grouper.grouped) == 1
    for _ in range(2):
        working.day.workshop.chat.now += 2 * RESTS
        working.duty.wake()
        await working.rests()

    assert sorted(working.day.themes) == ["Listen", "Vertrauen"]
    assert len(working.grouper.grouped) == 3
    assert [line["event"] for line in log] == ["not grouped", "not grouped"]
    assert "Vertrauen" not in str(log)


async def test_a_database_out_of_reach_does_not_end_it(working: Working) -> None:
    await asyncio.sleep(0)
    await working.rests()
    workshop: Arranged = working.day.workshop
    with workshop.chat.engine.begin() as connection:
        connection.execute(text("ALTER TABLE groupings RENAME TO gone"))
    working.duty.wake()
    await working.rests()
    with workshop.chat.engine.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO groupings"))
    workshop.chat.now = at(30, "22:00")
    oksana = working.day.answers["Listen teilen."]
    with workshop.chat.begin() as step:
        step.work.summaries.leave_out(oksana, left_out=True)
    working.duty.wake()
    await working.rests()

    assert list(working.day.themes) == ["Vertrauen"]
