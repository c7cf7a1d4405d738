"""The command line that all measurements share."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.measuring.results import Result, save, show

PLACE = Path(__file__).parents[2] / ".bench"
"""What measurements fetch and fill: peers, databases, results; not under version control."""

RESULTS = PLACE / "results.json"
"""Where a whole run puts its results."""


def parser(doc: str | None, *, rounds: int = 5) -> argparse.ArgumentParser:
    """Arguments that every measurement takes."""
    made = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--rounds", type=int, default=rounds, help=f"default {rounds}")
    made.add_argument("--short", action="store_true", help="a quick look: little, one round")
    made.add_argument("--json", type=Path, help="put the results into this file too")
    return made


def finish(
    given: argparse.Namespace, measure: Callable[[argparse.Namespace], Sequence[Result]]
) -> None:
    """Measure, print, and write."""
    # Ended from outside, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if given.short:
        given.rounds = 1
    results = [replace(result, short=given.short) for result in measure(given)]
    show(results)
    if given.json is not None:
        save(given.json, results)
