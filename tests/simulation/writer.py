"""The storage's writer without its thread: what waits is committed together at a later moment."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any, TypeVar

from storage.committing import Committer, Outcome, Returned
from storage.work import Work
from storage.writer import Writer
from tests.simulation.database import Killed, SimulatedDatabase

T = TypeVar("T")

MOST = 100
SOONEST, LATEST = 0.0002, 0.008
"""Seconds that a commit takes."""


class SimulatedWriter(Writer[Work]):
    """As the production writer: steps in order, one commit for all that wait, answers after it.

    It belongs to one life of the machine. When that ends, nothing more is run or answered.

    Args:
        database: where the steps run, through the production `Committer`.
        bind: gives a step its stores.
        chance: decides how long commits take.
        committed: called after each attempt to commit, whatever came of it.
        killed: called when the machine dies within a commit.
    """

    def __init__(
        self,
        database: SimulatedDatabase,
        bind: Callable[[Any], Work],
        chance: Random,
        committed: Callable[[], None],
        killed: Callable[[], None],
    ) -> None:
        super().__init__(database.engine, bind)
        self._simulated = Committer(database.engine, bind, self._pause)
        self._waiting: list[tuple[Callable[[Work], Any], asyncio.Future[Outcome]]] = []
        self._chance = chance
        self._noticed = committed
        self._killed = killed
        self._paused = 0.0
        self._busy = False
        self.dead = False

    async def run(self, step: Callable[[Work], T]) -> T:
        """As `Writer.run`."""
        return await self.submit(step)

    def submit(self, step: Callable[[Work], T]) -> Awaitable[T]:
        """As `Writer.submit`."""
        settled: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        if self.dead:
            settled.cancel()
        else:
            self._waiting.append((step, settled))
            self._begin()
        return _value(settled)

    @property
    def busy(self) -> bool:
        """Whether something waits to be committed or is being committed."""
        return self._busy or bool(self._waiting)

    def die(self) -> None:
        """The machine is off: what waits is not run, what was run is not answered."""
        self.dead = True
        self._waiting.clear()
        self._simulated.disconnect()

    def _begin(self) -> None:
        if not self._busy and self._waiting and not self.dead:
            self._busy = True
            seconds = self._chance.uniform(SOONEST, LATEST)
            asyncio.get_running_loop().call_later(seconds, self._commit)

    def _commit(self) -> None:
        if self.dead:
            return
        batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            outcomes = self._simulated.commit([step for step, _ in batch])
        except Killed:
            self._killed()
            self._noticed()
            return
        self._noticed()
        # The answer travels from one thread to another: the next commit can be made before it is
        # heard, and the machine can die on the way.
        paused, self._paused = self._paused, 0.0
        loop = asyncio.get_running_loop()
        loop.call_later(paused, self._go_on)
        loop.call_later(paused + SOONEST, self._answer, batch, outcomes)

    def _go_on(self) -> None:
        self._busy = False
        self._begin()

    def _answer(
        self,
        batch: list[tuple[Callable[[Work], Any], asyncio.Future[Outcome]]],
        outcomes: list[Outcome],
    ) -> None:
        if self.dead:
            return
        for (_, settled), outcome in zip(batch, outcomes, strict=True):
            if not settled.done():
                settled.set_result(outcome)

    def _pause(self, seconds: float) -> None:
        self._paused += seconds


async def _value(settled: asyncio.Future[Outcome]) -> Any:
    outcome = await settled
    if isinstance(outcome, Returned):
        return outcome.value
    raise outcome.error
