"""Telegram's pace in real time: a round for 10,000 people, with the stub refusing what is too much.

The stub answers 429 to the 31st message in any second. Meanwhile every five seconds somebody of
another round answers a question. 10,000 questions and the replies take 335 to 340 seconds.

    uv run python -m bench.pace [--prompts 10000] [--rounds 1] [--short] [--json FILE]
"""

import argparse
import time
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Final

from bench.crowd import LARGE, WARM, crowd, working
from bench.databases import Kind
from bench.measuring.command import finish, parser
from bench.measuring.results import Contestant, Result, interleaved
from bench.measuring.work import FIRST, quantile
from bench.send import fan_out

SHORT: Final = 600
A_SECOND: Final = 30
EVERY: Final = 5.0
"""Seconds between answers."""

SPARE: Final = 30
"""People beyond those who answer by plan, should the round take longer."""


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours on SQLite; the limits are the same for every database."""
    prompts = SHORT if given.short else given.prompts
    people = int(prompts / A_SECOND / EVERY) + SPARE
    contestants = [Contestant(Kind.DISK, lambda: _paced(prompts, people))]
    return interleaved("pace", contestants, given.rounds)


def _paced(prompts: int, people: int) -> Mapping[str, float]:
    with working(Kind.DISK, crowd(people, prompts)) as (stub, program):
        fan_out(stub, program, WARM, people)
        time.sleep(1.0)
        stub.limit(A_SECOND)
        before, began = stub.count(), time.monotonic()
        program.say(f"open {LARGE}")
        answered: dict[int, float] = {}
        while stub.count() - before < prompts + len(answered):
            chat = FIRST + len(answered)
            if len(answered) < people and time.monotonic() - began > EVERY * (1 + len(answered)):
                answered[chat] = stub.feed(first=chat, chats=1, many=1)
            time.sleep(0.02)
        report = stub.report()
    times, chats = report.times[before:], report.chats[before:]
    ideal = len(times) / A_SECOND
    return {
        "seconds": times[-1] - began,
        "of the least possible %": (times[-1] - began) / ideal * 100,
        "most in a second": most_within(times, 1.0),
        "most in 100 ms": most_within(times, 0.1),
        "refused (429)": report.refused,
        **delays(answered, times, chats),
    }


def most_within(times: Sequence[float], seconds: float) -> int:
    """The most of these moments, in order, that lie in any stretch of so many seconds."""
    window: deque[float] = deque()
    most = 0
    for moment in times:
        window.append(moment)
        while window[0] <= moment - seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def delays(
    answered: Mapping[int, float], times: Sequence[float], chats: Sequence[int]
) -> Mapping[str, float]:
    """From an answer's being available to the reply's arrival."""
    replied = {chat: at for chat, at in zip(chats, times, strict=True) if chat in answered}
    waited = sorted(replied[chat] - at for chat, at in answered.items())
    return {
        "replies": len(waited),
        "reply p50 ms": quantile(waited, 0.5) * 1000,
        "reply p99 ms": quantile(waited, 0.99) * 1000,
    }


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__, rounds=1)
    arguments.add_argument("--prompts", type=int, default=10_000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
