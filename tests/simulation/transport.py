"""The way to the simulated Telegram, with all that can happen to a request on it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from random import Random
from typing import Any, Protocol

import aiohttp

from bot.chat.transport import Answer, Transport
from bot.service.ports import Upload
from tests.simulation.loop import SimulatedLoop
from tests.simulation.telegram import SimulatedTelegram, done, refused

SOONEST, LATEST = 0.01, 0.12
"""Seconds that a request and its answer are on their way, each."""

SLOW = 1.5
GIVEN_UP = 4.0
"""Seconds after which the simulated transport runs out of patience; the real one takes longer."""


class Mishap(Enum):
    """What can happen to a request. `BEFORE`: Telegram never got it. `AFTER`: it did it."""

    NO_CONNECTION = "no connection"
    CUT_BEFORE = "cut before"
    CUT_AFTER = "cut after"
    TIMEOUT_BEFORE = "timeout before"
    TIMEOUT_AFTER = "timeout after"
    BROKEN_BEFORE = "5xx before"
    BROKEN_AFTER = "5xx after"
    SLOW = "slow"


LOST = {Mishap.CUT_BEFORE, Mishap.TIMEOUT_BEFORE, Mishap.BROKEN_BEFORE}
TOLD_LATE = {Mishap.TIMEOUT_BEFORE, Mishap.TIMEOUT_AFTER}


class Fate(Enum):
    """What the bot got to know about a call."""

    DONE = "done"
    NOT_DONE = "not done"
    PERHAPS = "perhaps"


class Trip(Protocol):
    """What a watcher remembers of one call; `kind` is `reminder`, `post` or something else."""

    @property
    def kind(self) -> str: ...

    def arrived(self, answer: Answer, number: int | None) -> None:
        """Telegram carried the call out, or refused it."""

    def told(self, fate: Fate) -> None:
        """The bot got to know this."""


class Watcher(Protocol):
    """Sees every call of the bot."""

    def leaves(self, method: str, body: Mapping[str, Any]) -> Trip:
        """A call leaves the machine."""

    def struck(self, mishap: str) -> None:
        """Something went wrong on the way."""

    def halted(self, seconds: float) -> None:
        """The bot was told to send nothing for so long."""


class Weather:
    """What will happen to the next requests.

    Attributes:
        sends: to the next calls that are no polls.
        reserved: to the next `reminder` or `post`, whenever that is.
        polls: to the next polls: a `Mishap`, or a status that Telegram answers.
    """

    def __init__(self) -> None:
        self.sends: list[Mishap] = []
        self.reserved: dict[str, Mishap] = {}
        self.polls: list[Mishap | int] = []

    def clear(self) -> None:
        """Every request gets there, and every answer back."""
        self.sends.clear()
        self.reserved.clear()
        self.polls.clear()


class SimulatedTransport(Transport):
    """As the production transport, for one life of the machine.

    Args:
        loop: counts the seconds.
        telegram: where calls go.
        weather: what happens to them on the way.
        chance: decides how long they take.
        watcher: sees all of it.
    """

    def __init__(
        self,
        loop: SimulatedLoop,
        telegram: SimulatedTelegram,
        weather: Weather,
        chance: Random,
        watcher: Watcher,
    ) -> None:
        super().__init__("http://simulated", "0:simulated")
        self._loop = loop
        self._telegram = telegram
        self._weather = weather
        self._chance = chance
        self._watcher = watcher
        self.dead = False
        self.died: Callable[[str], bool] = lambda _where: False
        """Asked at the places where the machine may die; True if it does, here."""

    async def call(
        self,
        method: str,
        body: Mapping[str, object],
        files: Sequence[Upload] = (),
        *,
        patience: float | None = None,
    ) -> Answer:
        """As `Transport.call`."""
        del files, patience
        if self.dead:
            raise asyncio.CancelledError
        if method == "getUpdates":
            return await self._poll(body)
        if self.died("before a call"):
            raise asyncio.CancelledError
        trip = self._watcher.leaves(method, body)
        mishap = self._weather.reserved.pop(trip.kind, None)
        if mishap is None and self._weather.sends:
            mishap = self._weather.sends.pop(0)
        if mishap is not None:
            self._watcher.struck(mishap.value)
        future: asyncio.Future[Answer] = self._loop.create_future()
        if mishap is Mishap.NO_CONNECTION:
            self._tell(future, trip, aiohttp.ConnectionTimeoutError())
        elif mishap in LOST:
            self._tell(future, trip, _problem(mishap), late=mishap in TOLD_LATE)
        else:
            seconds = SLOW if mishap is Mishap.SLOW else self._way()
            self._loop.call_later(seconds, self._arrive, method, dict(body), trip, future, mishap)
        if self.died("after a call"):
            raise asyncio.CancelledError
        return await future

    def _arrive(
        self,
        method: str,
        body: dict[str, Any],
        trip: Trip,
        future: asyncio.Future[Answer],
        mishap: Mishap | None,
    ) -> None:
        """The request reaches Telegram, whether or not the machine that sent it still lives."""
        now = self._loop.time()
        number = None
        if self._telegram.revoked_until > now:
            answer = refused(401, "Unauthorized")
        elif self._telegram.halted_until > now:
            rest = self._telegram.halted_until - now
            answer = refused(429, "Too Many Requests", retry_after=max(int(rest + 0.999), 1))
        else:
            answer, number = self._telegram.do(method, body)
        trip.arrived(answer, number)
        if self.dead:
            return
        if mishap in {None, Mishap.SLOW}:
            self._tell(future, trip, answer)
        else:
            assert mishap is not None
            self._tell(future, trip, _problem(mishap), late=mishap in TOLD_LATE)

    def _tell(
        self,
        future: asyncio.Future[Answer],
        trip: Trip,
        outcome: Answer | Exception,
        *,
        late: bool = False,
    ) -> None:
        def tell() -> None:
            if self.dead or future.done() or self.died("before an answer"):
                return
            trip.told(_fate(outcome))
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
                return
            if outcome.status == 429:
                self._watcher.halted(float(outcome.body["parameters"]["retry_after"]))
            future.set_result(outcome)

        self._loop.call_later(GIVEN_UP if late else self._way(), tell)

    async def _poll(self, body: Mapping[str, Any]) -> Answer:
        weather = self._weather.polls.pop(0) if self._weather.polls else None
        if weather is not None:
            known = weather.value if isinstance(weather, Mishap) else str(weather)
            self._watcher.struck(f"poll {known}")
        await self._travel()
        if self._telegram.revoked_until > self._loop.time():
            return refused(401, "Unauthorized")
        if isinstance(weather, int):
            extra: dict[str, object] = {"retry_after": 2} if weather == 429 else {}
            return refused(weather, "Conflict or worse", **extra)
        if weather in LOST or weather is Mishap.NO_CONNECTION:
            return _met(weather)
        updates = self._telegram.pending(body.get("offset"))
        if not updates:
            await self._something_happens(float(body["timeout"]))
            updates = self._telegram.pending(body.get("offset"))
        await self._travel()
        if weather is not None and weather is not Mishap.SLOW:
            return _met(weather)
        return done(updates)

    async def _something_happens(self, seconds: float) -> None:
        happened = self._loop.create_future()

        def happen() -> None:
            if not happened.done():
                happened.set_result(None)

        self._telegram.arrived = happen
        timer = self._loop.call_later(seconds, happen)
        await happened
        timer.cancel()

    async def _travel(self) -> None:
        await asyncio.sleep(self._way())

    def _way(self) -> float:
        return self._chance.uniform(SOONEST, LATEST)


def _met(mishap: Any) -> Answer:
    problem = _problem(mishap)
    if isinstance(problem, Exception):
        raise problem
    return problem


def _problem(mishap: Mishap) -> Answer | Exception:
    """How a mishap looks to the program."""
    match mishap:
        case Mishap.NO_CONNECTION:
            return aiohttp.ConnectionTimeoutError()
        case Mishap.CUT_BEFORE | Mishap.CUT_AFTER:
            return aiohttp.ServerDisconnectedError()
        case Mishap.TIMEOUT_BEFORE | Mishap.TIMEOUT_AFTER:
            return TimeoutError()
        case Mishap.BROKEN_BEFORE | Mishap.BROKEN_AFTER | Mishap.SLOW:
            return Answer(502, {})


def _fate(outcome: Answer | Exception) -> Fate:
    if isinstance(outcome, aiohttp.ConnectionTimeoutError):
        return Fate.NOT_DONE
    if isinstance(outcome, Exception) or outcome.status >= 500:
        return Fate.PERHAPS
    if outcome.body.get("ok") or "not modified" in str(outcome.body.get("description")):
        return Fate.DONE
    return Fate.NOT_DONE
