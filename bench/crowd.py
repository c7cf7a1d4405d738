"""The crowd that measurements use: a small workshop to become warm with, and a large one."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from bench.arranging import add_people, add_workshop
from bench.databases import Filling, Kind, installed
from bench.measuring.program import Program
from bench.measuring.results import Contestant
from bench.measuring.work import FIRST
from bench.stub.client import Stub
from flows.ids import WorkshopId
from storage.work import Work

WARM, LARGE = 1, 2
"""The numbers of the two workshops."""

A_STEP = 500
"""People added in one transaction."""


def crowd(warm: int, large: int) -> Filling:
    """Chats from `FIRST` on: so many in the small workshop, the rest in the large one."""
    steps: list[Callable[[Work], object]] = [add_workshop, add_workshop]
    steps += _joining(WARM, range(FIRST, FIRST + warm))
    steps += _joining(LARGE, range(FIRST + warm, FIRST + warm + large))
    return Filling(f"{warm} and {large} people", tuple(steps))


def _joining(workshop: int, chats: range) -> list[Callable[[Work], object]]:
    return [
        partial(
            add_people,
            workshop_id=WorkshopId(workshop),
            chats=chats[begin : begin + A_STEP],
        )
        for begin in range(0, len(chats), A_STEP)
    ]


def ours(measure: Callable[[Kind], Mapping[str, float]]) -> list[Contestant]:
    """Our bot on each kind of database as a contestant."""
    return [Contestant(kind, partial(measure, kind)) for kind in Kind]


@contextmanager
def working(
    kind: Kind, filling: Filling, *arguments: str, **settings: str
) -> Iterator[tuple[Stub, Program]]:
    """Our bot at work on this content, against a stub of its own; `settings` without the prefix."""
    with installed(kind, filling) as place, Stub() as stub:
        command = [sys.executable, "-m", "bench.ours", *arguments]
        with Program(command, place.environment(stub.url, **settings)) as program:
            program.hear("ready")
            stub.polled()
            yield stub, program
