"""One update at a time: from its being available at Telegram to the reply's arrival there.

Ours stores the update and the answer with two durable commits in between; the peers store nothing.
The next update comes when the bot polls again and has rested for ten milliseconds.

    uv run python -m bench.latency [--updates 400] [--rounds 5] [--short] [--json FILE]
"""

import argparse
from collections.abc import Mapping, Sequence

from bench.crowd import LARGE, WARM, crowd, ours, working
from bench.databases import Kind
from bench.measuring.command import finish, parser
from bench.measuring.results import Result, interleaved
from bench.measuring.work import FIRST, echoed, one_at_a_time
from bench.peers.bots import peers_one_at_a_time
from bench.send import WARM_PEOPLE, fan_out

SHORT = 200


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours on each database, and the peers."""
    updates = SHORT if given.short else given.updates
    filling = crowd(WARM_PEOPLE, updates)

    def once(kind: Kind) -> Mapping[str, float]:
        with working(kind, filling, "--unpaced") as (stub, program):
            fan_out(stub, program, WARM, WARM_PEOPLE)
            fan_out(stub, program, LARGE, updates)
            echoed(stub, program, WARM_PEOPLE, FIRST)
            return one_at_a_time(stub, updates, FIRST + WARM_PEOPLE)

    return interleaved("latency", [*ours(once), *peers_one_at_a_time(updates)], given.rounds)


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__)
    arguments.add_argument("--updates", type=int, default=400)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
