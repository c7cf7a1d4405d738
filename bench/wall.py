"""The wall: 500 people look at it for a minute, while a round runs and others answer.

Twenty answers a second come in, so the wall changes every second and every viewer is told. Beside
it the same round with nobody looking.

    uv run python -m bench.wall [--viewers 500] [--seconds 60] [--rounds 1] [--short] [--json FILE]
"""

import argparse
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Final

from bench.crowd import LARGE, WARM, crowd, working
from bench.databases import Filling, Kind
from bench.measuring.command import finish, parser
from bench.measuring.program import Program
from bench.measuring.results import Contestant, Result, interleaved
from bench.measuring.work import FIRST, echoed
from bench.pace import delays
from bench.send import WARM_PEOPLE, fan_out
from bench.stub.client import Stub
from flows.ids import WorkshopId
from storage.work import Work

TOKEN: Final = "bench-wall-token"
A_SECOND: Final = 20
"""Answers."""

SHORT: Final = 5
"""Seconds."""


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours on SQLite, with and without viewers."""
    seconds = SHORT if given.short else given.seconds
    contestants = [
        Contestant(f"{many} viewers", partial(_watched, many, seconds))
        for many in (0, given.viewers)
    ]
    return interleaved("wall", contestants, given.rounds)


def _watched(viewers: int, seconds: int) -> Mapping[str, float]:
    people = A_SECOND * seconds
    plain = crowd(WARM_PEOPLE, people)
    filling = Filling(f"{plain.name}, a wall", (*plain.steps, _wall))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    root = f"http://127.0.0.1:{port}"
    served = {"HTTP_PORT": str(port), "PUBLIC_URL": root}
    with (
        working(Kind.DISK, filling, "--unpaced", **served) as (stub, program),
        ExitStack() as stack,
    ):
        fan_out(stub, program, WARM, WARM_PEOPLE)
        fan_out(stub, program, LARGE, people)
        echoed(stub, program, WARM_PEOPLE, FIRST)
        command = [sys.executable, "-m", "bench.viewers", f"{root}/wall/{TOKEN}/events"]
        looking = stack.enter_context(Program([*command, str(viewers)]))
        looking.hear("looking")
        cpu, began = program.cpu(), time.monotonic()
        figures = dict(_answering(stub, people))
        took = time.monotonic() - began
        figures["CPU of a core %"] = (program.cpu() - cpu) / took * 100
        looking.say("enough")
        events, broken, silence = map(float, looking.hear("seen"))
        figures |= {
            "events a viewer": events,
            "longest silence s": silence,
            "broken": broken,
            "MB": program.memory(),
        }
    return figures


def _answering(stub: Stub, people: int) -> Mapping[str, float]:
    """One after the other answers, whether or not others have their reply."""
    before, began = stub.count(), time.monotonic()
    answered: dict[int, float] = {}
    for number in range(people):
        time.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))
        chat = FIRST + WARM_PEOPLE + number
        answered[chat] = stub.feed(first=chat, chats=1, many=1)
    stub.wait("sendMessage", before + people)
    report = stub.report()
    return delays(answered, report.times[before:], report.chats[before:])


def _wall(work: Work) -> None:
    work.walls.put(WorkshopId(LARGE), TOKEN)


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__, rounds=1)
    arguments.add_argument("--viewers", type=int, default=500)
    arguments.add_argument("--seconds", type=int, default=60)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
