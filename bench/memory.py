"""Memory: of `nachklang run` with nothing to do, and as answers come in by the ten thousand.

Everybody answers all five questions of day 1. Beside it what a bot of python-telegram-bot,
APScheduler and SQLAlchemy needs with nothing to do.

    uv run python -m bench.memory [--answers 100000] [--rounds 1] [--short] [--json FILE]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.crowd import LARGE, WARM, crowd, working
from bench.databases import Kind, installed
from bench.measuring.command import finish, parser
from bench.measuring.program import Program
from bench.measuring.results import Contestant, Result, interleaved
from bench.measuring.work import FIRST, REST
from bench.peers.bots import PROGRAMS
from bench.peers.installing import python_of
from bench.send import fan_out
from bench.stub.client import TOKEN, Stub

SHORT: Final = 2000
QUESTIONS: Final = 5
"""Of day 1."""

STEPS: Final = 10
"""Answers come in so many parts."""

WARM_PEOPLE: Final = 20
IDLE: Final = 3.0
"""Seconds after the first poll."""


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours with nothing to do and at work, and the peer."""
    answers = SHORT if given.short else given.answers
    contestants = [
        Contestant("nachklang run, idle", _idle),
        Contestant("nachklang run, answers coming in", lambda: _at_work(answers)),
        Contestant("PTB + APScheduler + SQLAlchemy, idle", _peer),
    ]
    return interleaved("memory", contestants, given.rounds)


def _idle() -> Mapping[str, float]:
    with installed(Kind.DISK, crowd(WARM_PEOPLE, WARM_PEOPLE)) as place, Stub() as stub:
        command = [sys.executable, "-m", "bot.cli", "run"]
        with Program(command, place.environment(stub.url)) as program:
            return _rested(stub, program)


def _at_work(answers: int) -> Mapping[str, float]:
    people = answers // QUESTIONS
    looks = [answers // STEPS, answers // 2, answers]
    figures = {}
    with working(Kind.DISK, crowd(WARM_PEOPLE, people), "--unpaced") as (stub, program):
        fan_out(stub, program, WARM, WARM_PEOPLE)
        fan_out(stub, program, LARGE, people)
        first, given = FIRST + WARM_PEOPLE, 0
        while given < answers:
            # A part of the people at a time: all of them answer one question, then the next.
            many = min(answers // STEPS, people - given % people)
            before = stub.count()
            stub.feed(first=first + given % people, chats=many, many=many)
            stub.wait("sendMessage", before + many)
            given += many
            time.sleep(REST)
            if given in looks:
                figures[f"MB after {given:,}"] = program.memory()
    return figures


def _peer() -> Mapping[str, float]:
    script = PROGRAMS / "with_idle.py"
    with Stub() as stub, tempfile.TemporaryDirectory() as folder:
        facts = [stub.url, TOKEN, str(Path(folder) / "answers.db")]
        with Program([python_of("apscheduler"), str(script), *facts]) as program:
            return _rested(stub, program)


def _rested(stub: Stub, program: Program) -> Mapping[str, float]:
    stub.polled()
    time.sleep(IDLE)
    return {"MB idle": program.memory()}


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__, rounds=1)
    arguments.add_argument("--answers", type=int, default=100_000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
