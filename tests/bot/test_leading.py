"""Leading: stand by, take the lease, keep it, stop in time when it is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.service.leading import Leading
from storage.writer import LeaseLost, StorageFailed
from tests.patience import PATIENCE

TURNS = 30
"""Of the event loop, in which everybody who was woken does what is to be done."""


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.passed, UTC)

    def seconds(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self.passed + seconds, woken))
        await woken.wait()

    async def goes_on(self, seconds: float) -> None:
        """So much time passes at once, as for a process that slept."""
        self.passed += seconds
        for until, woken in self._sleepers:
            if until <= self.passed:
                woken.set()
        await turns()


async def turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


@dataclass
class Lease:
    """Ten seconds long; says what the test wants it to."""

    free: bool = True
    renewable: bool | Exception = True
    asked: list[str] = field(default_factory=list)
    seconds: float = 10.0

    async def take(self) -> bool:
        self.asked.append("take")
        return self.free

    async def renew(self) -> bool:
        self.asked.append("renew")
        if isinstance(self.renewable, Exception):
            raise self.renewable
        return self.renewable

    async def release(self) -> None:
        self.asked.append("release")


@dataclass
class Play:
    """Leading with its lease, and what was acted."""

    lease: Lease = field(default_factory=Lease)
    clock: Clock = field(default_factory=Clock)
    acted: list[str] = field(default_factory=list)
    raises: Exception | None = None
    finished: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.finished.set()
        self.leading = Leading(self.lease, self._act, self.clock)

    async def _act(self) -> None:
        self.acted.append("begins")
        try:
            if self.raises is not None:
                raise self.raises
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.acted.append("finishes")
            await self.finished.wait()
            self.acted.append("ends")
            raise

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task(self.leading.run())
        await turns()
        yield task
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_who_does_not_get_the_lease_stands_by_and_asks_again() -> None:
    play = Play(Lease(free=False))
    async with play.running():
        await play.clock.goes_on(0.5)
        assert (play.acted, play.leading.now, play.leading.may_send()) == ([], False, False)

        play.lease.free = True
        await play.clock.goes_on(0.5)
        assert (play.acted, play.leading.now, play.leading.may_send()) == (["begins"], True, True)


async def test_a_renewed_lease_goes_on() -> None:
    play = Play()
    async with play.running():
        for _ in range(10):
            await play.clock.goes_on(3)
            assert play.leading.may_send()
        assert play.acted == ["begins"]
    assert play.lease.asked == ["take", *["renew"] * 10, "release"]


async def test_nothing_is_sent_any_more_before_the_lease_has_run_out_for_others() -> None:
    play = Play(Lease(renewable=StorageFailed()))
    async with play.running():
        await play.clock.goes_on(7.9)
        assert play.leading.may_send()
        await play.clock.goes_on(0.2)
        assert not play.leading.may_send()


async def test_a_lease_that_cannot_be_renewed_in_time_is_given_up() -> None:
    play = Play(Lease(renewable=StorageFailed()))
    async with play.running():
        await play.clock.goes_on(3)
        await play.clock.goes_on(3)
        assert play.acted == ["begins"]
        play.lease.free = False
        await play.clock.goes_on(3)
        assert (play.acted, play.leading.now) == (["begins", "finishes", "ends"], False)


async def test_who_wakes_after_its_lease_and_nobody_took_it_goes_on() -> None:
    play = Play()
    async with play.running():
        play.clock.passed += 60
        assert not play.leading.may_send()
        await play.clock.goes_on(0)
        assert (play.acted, play.leading.may_send()) == (["begins"], True)


async def test_who_wakes_when_another_leads_stops_and_stands_by() -> None:
    play = Play(Lease(renewable=False))
    async with play.running():
        play.lease.free = False
        await play.clock.goes_on(60)
        assert (play.acted, play.leading.now) == (["begins", "finishes", "ends"], False)

        play.lease.free = True
        await play.clock.goes_on(1)
        assert play.acted == ["begins", "finishes", "ends", "begins"]


async def test_what_is_under_way_when_the_lease_is_lost_is_dropped() -> None:
    play = Play(Lease(renewable=False))
    play.finished.clear()
    async with play.running():
        play.lease.free = False
        await play.clock.goes_on(3)
        async with asyncio.timeout(PATIENCE):
            while play.leading.now or "release" not in play.lease.asked:
                await turns()
        assert play.acted == ["begins", "finishes"]


async def test_what_is_under_way_at_the_end_is_finished_and_then_the_lease_is_released() -> None:
    play = Play()
    play.finished.clear()
    async with play.running() as task:
        task.cancel()
        await turns()
        assert (play.acted, play.lease.asked) == (["begins", "finishes"], ["take"])

        play.finished.set()
        await turns()
        assert (play.acted[-1], play.lease.asked[-1]) == ("ends", "release")


@pytest.mark.parametrize("error", [LeaseLost(), StorageFailed()])
async def test_a_database_that_is_gone_ends_the_leading_and_not_the_program(
    error: Exception,
) -> None:
    play = Play(raises=error)
    async with play.running() as task:
        assert (play.acted, task.done()) == (["begins"], False)
        play.raises = None
        await play.clock.goes_on(0.5)
        assert (play.acted, play.leading.may_send()) == (["begins", "begins"], True)


async def test_what_only_people_can_mend_ends_the_program() -> None:
    play = Play(raises=LookupError("token"))
    with pytest.raises(LookupError):
        await play.leading.run()
    assert play.lease.asked == ["take", "release"]
