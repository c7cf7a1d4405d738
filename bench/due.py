"""A thousand people are due in the same second: how soon the first question leaves, and who waits.

Ours is one round that opens by itself, with Telegram's limits kept. Beside it a job of APScheduler
for each person, as bots are often written, without any limit. `first send` is from the moment when
it is due to the first message's arrival; `stall` is the longest that the event loop stood still.

    uv run python -m bench.due [--people 1000] [--rounds 5] [--short] [--json FILE]
"""

import argparse
import time
from collections.abc import Mapping, Sequence
from typing import Final

from bench.crowd import LARGE, WARM, crowd, ours, working
from bench.databases import Kind
from bench.measuring.command import finish, parser
from bench.measuring.program import Program
from bench.measuring.results import Contestant, Result, interleaved
from bench.measuring.work import FIRST
from bench.peers.bots import PROGRAMS
from bench.peers.installing import python_of
from bench.send import fan_out
from bench.stub.client import TOKEN, Stub

SHORT: Final = 300
WARM_PEOPLE: Final = 20
AHEAD: Final = 4.0
"""Seconds between planning and the moment when it is due."""

AFTER: Final = 3.0
"""Seconds after it in which standstills count."""


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours on each database, and the peer."""
    people = SHORT if given.short else given.people
    filling = crowd(WARM_PEOPLE, people)

    def once(kind: Kind) -> Mapping[str, float]:
        with working(kind, filling) as (stub, program):
            fan_out(stub, program, WARM, WARM_PEOPLE)
            program.say(f"due {LARGE} {AHEAD}")
            return _watched(stub, program)

    contestants = [*ours(once), Contestant("a job of APScheduler each", lambda: _jobs(people))]
    return interleaved("due", contestants, given.rounds)


def _jobs(people: int) -> Mapping[str, float]:
    script = PROGRAMS / "with_apscheduler.py"
    with Stub() as stub:
        facts = [stub.url, TOKEN, str(FIRST), str(people), str(AHEAD)]
        with Program([python_of("apscheduler"), str(script), *facts]) as program:
            return _watched(stub, program)


def _watched(stub: Stub, program: Program) -> Mapping[str, float]:
    before = stub.count()
    due = float(program.hear("due")[0])
    first = stub.wait("sendMessage", before + 1)
    time.sleep(max(due + AFTER - time.monotonic(), 0))
    program.say("stall")
    stall = float(program.hear("stall")[0])
    return {"first send ms": (first - due) * 1000, "stall ms": stall * 1000}


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=1000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
