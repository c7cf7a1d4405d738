"""The duty that sends posts out and changes them, on the real storage; it dies and begins anew."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import update

from bot.service import withdrawing
from bot.service.posting import PAUSES, Posting
from bot.service.printing import Form
from bot.service.step import Step
from flows.summary import Summary
from storage.posts import PostState
from storage.tables import posts
from storage.writer import Writer
from tests.bot.chatting import BOT
from tests.bot.printing import FakePrinter, printed
from tests.bot.publishing.conftest import Unsteady
from tests.bot.publishing.out import LEO, Out, out
from tests.bot.publishing.test_withdrawing import forget
from tests.patience import PATIENCE

GIVEN_UP = 60.0
"""Seconds of the clock; the files are tried for the last time after 12."""


class HastyClock:
    """Its moment stands; its seconds pass as quickly as somebody waits for them."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self.passed = 0.0

    def now(self) -> datetime:
        return self._moment

    def seconds(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0.001)
        self.passed += seconds


@dataclass(slots=True)
class Interrupted:
    """A printer during whose work something happens."""

    happens: Callable[[], None]
    times: int = 1
    asked: list[Summary] = field(default_factory=list)

    async def print(
        self, summary: Summary, language: str, _forms: frozenset[Form]
    ) -> Mapping[Form, bytes]:
        self.asked.append(summary)
        if len(self.asked) <= self.times:
            self.happens()
        return printed(summary, language)


def no_power() -> None:
    raise asyncio.CancelledError


async def one_life(post: Out, printer: FakePrinter | Interrupted, *, delivers: bool = True) -> None:
    """The program starts, and works until it has nothing left to do or dies."""
    clock = HastyClock(post.chat.now)
    async with Writer(post.chat.engine, post.chat.work) as writer:

        def planned() -> None:
            if delivers:
                post.chat.deliver()
                posting.settled()

        posting = Posting(writer, printer, clock, BOT, planned)
        running = asyncio.create_task(posting.run())
        try:
            async with asyncio.timeout(PATIENCE):
                while not running.done() and await writer.run(_is_left) and clock.passed < GIVEN_UP:
                    await asyncio.sleep(0.001)
                    planned()
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def _is_left(work: Any) -> bool:
    return bool(work.posts.unfinished_count())


def in_group(post: Out) -> list[tuple[bool, tuple[str, ...]]]:
    """Of each message in the group, whether it quotes Leo, and its file."""
    return [(LEO in seen.text, seen.files) for seen in post.group]


ALL_SENT = [(False, ("netzwerkarbeit.png",)), (True, ())]
ALL_CHANGED = [(False, ("netzwerkarbeit.png",)), (False, ())]


@pytest.fixture
def post(chat: Unsteady) -> Out:
    """Somebody has pressed Publish, and nothing has left yet."""
    found = out(chat)
    found.publish()
    assert found.post.state is PostState.NEW
    return found


async def test_what_is_to_be_published_leaves_with_its_files(post: Out) -> None:
    printer = FakePrinter()
    await one_life(post, printer)

    assert in_group(post) == ALL_SENT
    assert len(post.renate.sees()) == 7
    assert len(printer.asked) == 1
    assert "Veröffentlicht um 19:00 Uhr." in str(post.workshop.jonna.sees())


async def test_a_program_that_dies_over_the_files_makes_them_at_its_next_start(post: Out) -> None:
    await one_life(post, Interrupted(no_power))
    assert post.group == []

    await one_life(post, FakePrinter())

    assert in_group(post) == ALL_SENT
    assert len(post.renate.sees()) == 7


async def test_what_was_planned_before_a_program_died_is_not_planned_twice(post: Out) -> None:
    await one_life(post, FakePrinter(), delivers=False)
    await one_life(post, FakePrinter())
    post.chat.deliver()

    assert in_group(post) == ALL_SENT
    assert len(post.renate.sees()) == 7


async def test_a_withdrawal_before_a_program_died_is_finished_at_its_next_start(post: Out) -> None:
    await one_life(post, FakePrinter())
    forget(post)
    await one_life(post, Interrupted(no_power))
    assert in_group(post) == ALL_SENT
    assert LEO not in str(post.post.summary)

    await one_life(post, FakePrinter())

    assert in_group(post) == ALL_CHANGED
    assert LEO.encode() not in post.everything()
    assert post.leo.last.text.startswith("Deleted. Your 2 quotes are no longer in the post")


async def test_changes_on_their_way_when_a_program_died_are_told_of_at_its_next_start(
    post: Out,
) -> None:
    await one_life(post, FakePrinter())
    forget(post)
    await one_life(post, Interrupted(no_power, times=0), delivers=False)
    assert post.post.state is PostState.EDITING
    post.chat.deliver()

    await one_life(post, FakePrinter())

    assert in_group(post) == ALL_CHANGED
    told = [seen for seen in post.workshop.jonna.sees() if "zurückgezogen" in seen.text]
    assert len(told) == 1


async def test_what_is_taken_back_while_the_files_are_made_is_not_sent(post: Out) -> None:
    answers = post.answers_of(post.leo)

    def takes_back() -> None:
        with post.chat.engine.begin() as connection:
            step = Step(post.chat.work(connection), "meanwhile", BOT)
            workshop = step.work.workshops.get(post.workshop.id)
            withdrawing.withdrawn(step, workshop, answers)

    printer = Interrupted(takes_back)
    await one_life(post, printer)

    assert in_group(post) == ALL_CHANGED
    assert LEO.encode() not in b"".join(c for seen in post.renate.sees() for c in seen.contents)
    assert [LEO in str(summary) for summary in printer.asked] == [True, False]


async def test_files_that_cannot_be_made_at_first_are_tried_again(post: Out) -> None:
    def breaks() -> None:
        raise RuntimeError(LEO)

    printer = Interrupted(breaks, times=len(PAUSES))
    await one_life(post, printer)

    assert len(printer.asked) == len(PAUSES) + 1
    assert in_group(post) == ALL_SENT


async def test_a_post_whose_files_cannot_be_made_at_all_goes_out_without_them(
    post: Out,
) -> None:
    await one_life(post, FakePrinter(broken=True))

    assert in_group(post) == [(True, ())]
    assert "ohne sie hinausgegangen" in str(post.workshop.jonna.sees())


async def test_a_post_that_cannot_be_read_keeps_no_other_from_going_out(
    post: Out, chat: Unsteady
) -> None:
    chat.now = chat.now.replace(minute=7)
    post.workshop.jonna.says("/publish")
    post.workshop.jonna.presses("Noch einmal veröffentlichen")
    older, newer = min(_versions(post)), max(_versions(post))
    with chat.engine.begin() as connection:
        broken = update(posts).where(posts.c.version == older)
        connection.execute(broken.values(summary=b"broken"))

    await one_life(post, FakePrinter())

    assert in_group(post) == ALL_SENT
    with chat.begin() as step:
        assert step.work.posts.unfinished() == ((post.workshop.id, older),)
        assert step.work.posts.find(post.workshop.id, newer) is not None


def _versions(post: Out) -> list[int]:
    with post.chat.begin() as step:
        return [version for _, version in step.work.posts.unfinished()]
