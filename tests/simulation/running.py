"""Many histories, on all cores, until somebody says stop or a promise is broken."""

import logging
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.queues import Queue

import structlog

from tests.simulation.database import SimulatedDatabase
from tests.simulation.history import History
from tests.simulation.plan import Plan, draw
from tests.simulation.shrinking import shrunken

A_PORTION = 20
"""Histories after which a process tells how far it is."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A promise that was broken, and the shortest history that breaks it."""

    seed: int
    rule: str
    facts: str
    shortest: Plan
    story: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"BROKEN: {self.rule}",
                f"  {self.facts}",
                "",
                "The shortest history that breaks it:",
                str(self.shortest),
                "",
                "What happened in it:",
                *self.story,
                "",
                f"Replay the whole with: python -m tests.simulation --seed {self.seed}",
            ]
        )


@dataclass(slots=True)
class Tally:
    """What was found in a number of histories."""

    histories: int = 0
    updates: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count what another one counted."""
        self.histories += other.histories
        self.updates += other.updates
        self.happened += other.happened
        self.failures += other.failures


def hush() -> None:
    """Keep the program's log out of it; it costs time and tells nothing that the story does not."""
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet, logger_factory=structlog.ReturnLoggerFactory())


@contextmanager
def a_database() -> Iterator[SimulatedDatabase]:
    """A database for any number of histories."""
    database = SimulatedDatabase()
    try:
        yield database
    finally:
        database.close()


def simulate(seeds: range, database: SimulatedDatabase, *, stop_at_failure: bool = True) -> Tally:
    """Carry out the histories of these seeds."""
    tally = Tally()
    for seed in seeds:
        outcome = History(draw(seed), database).run()
        tally.histories += 1
        tally.updates += outcome.updates
        tally.happened.update(outcome.happened)
        if outcome.broken is not None:
            tally.failures.append(explained(seed, database))
            if stop_at_failure:
                break
    return tally


def explained(seed: int, database: SimulatedDatabase) -> Failure:
    """The shortest history that breaks what the history of a seed breaks."""
    plan = draw(seed)
    broken = History(plan, database).run().broken
    if broken is None:
        raise ValueError(f"seed {seed} breaks nothing")

    def breaks(smaller: Plan) -> bool:
        found = History(smaller, database).run().broken
        return found is not None and found.rule == broken.rule

    shortest = shrunken(plan, breaks)
    outcome = History(shortest, database, tell=True).run()
    found = outcome.broken or broken
    return Failure(seed, found.rule, found.facts, shortest, tuple(outcome.story))


def on_all_cores(first: int, histories: int | None, seconds: float | None) -> Iterator[Tally]:
    """Tallies of portions of seeds, as they come in, from as many processes as there are cores.

    Args:
        first: the seed to begin with.
        histories: how many to carry out; None for no end.
        seconds: how long to go on; None for no end.
    """
    cores = len(os.sched_getaffinity(0))
    context = multiprocessing.get_context("spawn")
    told: Queue[Tally] = context.Queue()
    last = None if histories is None else first + histories
    workers = [
        context.Process(target=_work, args=(first + A_PORTION * n, cores, last, told), daemon=True)
        for n in range(cores)
    ]
    began, counted = time.monotonic(), 0
    for worker in workers:
        worker.start()
    try:
        while histories is None or counted < histories:
            tally = told.get()
            counted += tally.histories
            yield tally
            if tally.failures or (seconds is not None and time.monotonic() - began > seconds):
                return
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _work(start: int, cores: int, last: int | None, told: "Queue[Tally]") -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hush()
    with a_database() as database:
        while last is None or start < last:
            stop = start + A_PORTION if last is None else min(start + A_PORTION, last)
            told.put(simulate(range(start, stop), database))
            start += A_PORTION * cores
