"""Fan-out: a round opens, and its first question goes to everybody through the durable outbox.

Beside it the peers' plain sends of as many messages, 16 at once, with nothing stored. Our figures
hold everything from the moment when the round is due: planning, storing, sending, recording. The
columns `sending` leave out what came before all questions were planned.

    uv run python -m bench.send [--people 10000] [--rounds 5] [--short] [--json FILE]
"""

import argparse
import time
from collections.abc import Mapping, Sequence

from bench.crowd import LARGE, WARM, crowd, ours, working
from bench.databases import Kind
from bench.measuring.command import finish, parser
from bench.measuring.program import Program
from bench.measuring.results import Result, interleaved
from bench.measuring.work import CPU, RATE, REST
from bench.peers.bots import peers_sending
from bench.stub.client import Stub

SHORT = 1000
WARM_PEOPLE = 500


def fan_out(stub: Stub, program: Program, workshop: int, people: int) -> Mapping[str, float]:
    """Open a round for so many people; return when all have their question and that is stored."""
    before, cpu, began = stub.count(), program.cpu(), time.monotonic()
    program.say(f"open {workshop}")
    opened, used = map(float, program.hear("opened"))
    ended = stub.wait("sendMessage", before + people)
    time.sleep(REST)
    total = program.cpu() - cpu
    times = stub.report().times[before:]
    later = sum(at > opened for at in times)
    figures = {RATE: people / (ended - began), CPU: total / people * 1000}
    if later:
        figures["sending per s"] = later / (ended - opened)
        figures["sending CPU s per 1,000"] = (total - used) / later * 1000
    return figures


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours on each database, and the peers."""
    people = SHORT if given.short else given.people
    filling = crowd(WARM_PEOPLE, people)

    def once(kind: Kind) -> Mapping[str, float]:
        with working(kind, filling, "--unpaced") as (stub, program):
            fan_out(stub, program, WARM, WARM_PEOPLE)
            return fan_out(stub, program, LARGE, people)

    return interleaved("send", [*ours(once), *peers_sending(people)], given.rounds)


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=10_000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
