"""The rehearsal room: from the command to the page, answered with everything that it shows.

uv run python -m bench.start_room [--rounds 5] [--json FILE]
"""

import argparse
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory

from bench.measuring.command import finish, parser
from bench.measuring.program import Program
from bench.measuring.results import Contestant, Result, interleaved

COMMAND = (sys.executable, "-m", "bot.cli", "rehearse", "--no-browser", "--port", "0")


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """`nachklang rehearse`, again and again."""
    return interleaved("start_room", [Contestant("rehearse", _started)], given.rounds)


def _started() -> Mapping[str, float]:
    began = time.monotonic()
    # It is killed in the end, and cannot put its files away itself.
    with TemporaryDirectory() as place, Program(COMMAND, {"TMPDIR": place}) as program:
        address = program.hear("The")[-1]
        with urllib.request.urlopen(address) as page:
            page.read()
        shown = time.monotonic() - began
        with urllib.request.urlopen(f"{address}events") as events:
            events.readline()
        return {"seconds to the page": shown, "seconds to its chats": time.monotonic() - began}


def main() -> None:
    """Parse the command line and measure."""
    finish(parser(__doc__).parse_args(), measure)


if __name__ == "__main__":
    main()
