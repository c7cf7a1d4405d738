"""Answers: a text comes in, is stored durably, and the next question goes out.

Everybody has the first question and answers it, all at once, as after a pause in which the bot was
away. Beside it the peers, which answer each text with a text and store nothing.

    uv run python -m bench.answer [--people 10000] [--rounds 5] [--short] [--json FILE]
"""

import argparse
from collections.abc import Mapping, Sequence

from bench.crowd import LARGE, WARM, crowd, ours, working
from bench.databases import Kind
from bench.measuring.command import finish, parser
from bench.measuring.results import Result, interleaved
from bench.measuring.work import FIRST, echoed
from bench.peers.bots import peers_echoing
from bench.send import SHORT, WARM_PEOPLE, fan_out


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours on each database, and the peers."""
    people = SHORT if given.short else given.people
    filling = crowd(WARM_PEOPLE, people)

    def once(kind: Kind) -> Mapping[str, float]:
        with working(kind, filling, "--unpaced") as (stub, program):
            fan_out(stub, program, WARM, WARM_PEOPLE)
            fan_out(stub, program, LARGE, people)
            echoed(stub, program, WARM_PEOPLE, FIRST)
            return echoed(stub, program, people, FIRST + WARM_PEOPLE)

    return interleaved("answer", [*ours(once), *peers_echoing(people)], given.rounds)


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=10_000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
