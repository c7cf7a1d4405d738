"""The one database thread: everything that waits is committed together, and only then answered."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from sqlalchemy import Connection, Engine

from storage.committing import (
    Committer,
    CommitUnknown,
    LeaseLost,
    Outcome,
    Raised,
    Returned,
    Step,
    StorageFailed,
    Unfenced,
)

__all__ = ["CommitUnknown", "LeaseLost", "StorageFailed", "Unfenced", "Writer", "WriterClosed"]

W = TypeVar("W")
T = TypeVar("T")


class WriterClosed(Exception):
    """A step came before the writer was started or after it was closed; it was not run."""

    def __init__(self) -> None:
        super().__init__("the writer is not running")


@dataclass(frozen=True, slots=True)
class _Job(Generic[W]):
    step: Step[W]
    settled: asyncio.Future[Outcome]


class Writer(Generic[W]):
    """Runs steps on the database, one after the other, in the order in which they come.

    A step is a function that decides and stores; it must not wait for anything but the database.
    The steps that wait while a commit is under way make up the next batch. `async with` starts and
    closes it.

    Args:
        engine: the database.
        bind: gives a step its view of the transaction.
        most: how many steps share a commit at most.
        pause: waits so many seconds between attempts to reach the database.
        fence: raises `LeaseLost` at the beginning of a transaction in which this process may not
            act; see `storage.lease`.
        committed: told after each commit, in the database thread, how many steps it carried and
            how many seconds it took with them.
    """

    def __init__(
        self,
        engine: Engine,
        bind: Callable[[Connection], W],
        *,
        most: int = 100,
        pause: Callable[[float], None] = time.sleep,
        fence: Callable[[Connection], None] | None = None,
        committed: Callable[[int, float], None] | None = None,
    ) -> None:
        self._committer = Committer(engine, bind, pause, fence)
        self._committed = committed
        self._most = most
        self._queue: SimpleQueue[_Job[W] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def start(self) -> None:
        """Start the thread; answers go to the running event loop."""
        loop = self._loop = asyncio.get_running_loop()
        ended = self._ended = loop.create_future()
        # A daemon, for a loop that dies must not keep the program alive; what is not committed by
        # then was not acknowledged to anybody.
        self._thread = Thread(target=self._work, args=(loop, ended), name="writer", daemon=True)
        self._thread.start()

    async def close(self, *, within: float | None = None) -> None:
        """Take no more steps, finish those that wait, and give the connection back.

        Args:
            within: seconds after which the thread is left to itself, as when the database is gone;
                for ever unless given.
        """
        thread, self._thread = self._thread, None
        if thread is not None and self._ended is not None:
            self._queue.put(None)
            await asyncio.wait({self._ended}, timeout=within)

    async def run(self, step: Callable[[W], T]) -> T:
        """Run the step and give back what it returned, once that is on the disk.

        The step runs even if its caller is cancelled meanwhile.

        Raises:
            StorageFailed: the database could not take it; nothing was stored.
            CommitUnknown: it may or may not be stored.
            WriterClosed: the writer is not running; the step was not run.
            Exception: whatever the step itself raised; nothing of it was stored.
        """
        return await self.submit(step)

    def submit(self, step: Callable[[W], T]) -> Awaitable[T]:
        """As `run`, but the step has its place in the order at once, before anything is awaited."""
        if self._thread is None or self._loop is None:
            raise WriterClosed
        settled: asyncio.Future[Outcome] = self._loop.create_future()
        self._queue.put(_Job(step, settled))
        return _result(settled)

    def run_now(self, step: Callable[[W], T]) -> T:
        """As `run`, but at once and in this thread: for commands that never start the writer."""
        try:
            (outcome,) = self._committer.commit([step])
        finally:
            self._committer.disconnect()
        return cast("T", _value(outcome))

    def _work(self, loop: asyncio.AbstractEventLoop, ended: asyncio.Future[None]) -> None:
        while batch := self._next_batch():
            began = time.perf_counter()
            outcomes = self._committer.commit([job.step for job in batch])
            if self._committed is not None:
                self._committed(len(batch), time.perf_counter() - began)
            with suppress(RuntimeError):  # The loop is closed where nobody waited for the end.
                loop.call_soon_threadsafe(_settle, batch, outcomes)
        self._committer.disconnect()
        with suppress(RuntimeError):  # As above.
            loop.call_soon_threadsafe(ended.set_result, None)

    def _next_batch(self) -> list[_Job[W]]:
        """Wait for a step and take all that is there with it; nothing means the end."""
        batch: list[_Job[W]] = []
        job = self._queue.get()
        while job is not None:
            batch.append(job)
            if len(batch) == self._most:
                return batch
            try:
                job = self._queue.get_nowait()
            except Empty:
                return batch
        if batch:
            self._queue.put(None)  # The end comes after this batch.
        return batch


def _settle(batch: list[_Job[W]], outcomes: list[Outcome]) -> None:
    for job, outcome in zip(batch, outcomes, strict=True):
        if not job.settled.done():  # It is done where the caller was cancelled.
            job.settled.set_result(outcome)


async def _result(settled: asyncio.Future[Outcome]) -> Any:
    return _value(await settled)


def _value(outcome: Outcome) -> object:
    match outcome:
        case Returned(value):
            return value
        case Raised(error):
            raise error
