"""Start: from the process's beginning to the first request for updates, with a full database.

uv run python -m bench.start [--answers 1000000] [--rounds 5] [--short] [--json FILE]
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Final

from bench.archive import archive
from bench.databases import Installation, Kind, installed
from bench.measuring.command import finish, parser
from bench.measuring.program import Program
from bench.measuring.results import Contestant, Result, interleaved
from bench.stub.client import Stub

SHORT: Final = 20_000


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """`nachklang run` on SQLite on disk, again and again on the same content."""
    answers = SHORT if given.short else given.answers
    with installed(Kind.DISK, archive(answers)) as place:
        contestants = [Contestant(f"{answers:,} stored answers", lambda: _started(place))]
        return interleaved("start", contestants, given.rounds)


def _started(place: Installation) -> Mapping[str, float]:
    with Stub() as stub:
        command, began = [sys.executable, "-m", "bot.cli", "run"], time.monotonic()
        with Program(command, place.environment(stub.url)):
            return {"seconds to the first poll": stub.wait("getUpdates", 1) - began}


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__)
    arguments.add_argument("--answers", type=int, default=1_000_000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
