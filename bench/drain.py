"""An outbox on PostgreSQL is worked off: how fast, and what a kill in the middle does.

Beside ours procrastinate and DBOS, each with 16 jobs at once; a job sends one message. Its effect
is counted where it arrives: twice, or never. After the kill the program is started again,
procrastinate with its documentation's recipe for the jobs of a worker that died. A question may
come once more, for nobody knows whether it arrived; a post may not, and a person is asked instead.

    uv run python -m bench.drain [--messages 5000] [--rounds 5] [--short] [--json FILE]
"""

import argparse
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from bench.measuring.command import finish, parser
from bench.measuring.results import Contestant, Result, interleaved
from bench.measuring.work import CPU, RATE, REST
from bench.queues import Queue, queues
from bench.stub.client import Late, Stub

SHORT: Final = 1000
WARM_SHARE: Final = 10
KILL_SHARE: Final = 10
SILENCE: Final = 12.0
"""Seconds without a message after which nothing more is expected."""


def rate(queue: Queue, many: int) -> Mapping[str, float]:
    """Messages a second, without the first tenth in which the program becomes warm."""
    warm = many // WARM_SHARE
    with queue.filled(many) as filled, Stub() as stub, filled.start(stub.url, False) as program:
        began = stub.wait("sendMessage", warm)
        cpu = program.cpu()
        ended = stub.wait("sendMessage", many)
        time.sleep(REST)
        used = program.cpu() - cpu
    return {RATE: (many - warm) / (ended - began), CPU: used / (many - warm) * 1000}


def killed(queue: Queue, many: int) -> Mapping[str, float]:
    """How many messages arrived twice and never, where the program was killed half way."""
    with queue.filled(many) as filled, Stub() as stub:
        with filled.start(stub.url, False) as program:
            stub.wait("sendMessage", many // 2)
            program.kill()
        with filled.start(stub.url, True):
            _settled(stub, many)
            times = Counter(stub.report().chats)
    return {
        "twice after a kill": sum(count > 1 for count in times.values()),
        "never after a kill": many - len(times),
    }


def _settled(stub: Stub, many: int) -> None:
    """Return when all have come, or nothing has for a while."""
    seen = -1
    while (count := stub.count()) != seen:
        seen = count
        try:
            stub.wait("sendMessage", max(count + 1, many), patience=SILENCE)
        except Late:
            continue
        time.sleep(1.0)


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Each queue."""
    messages = SHORT if given.short else given.messages

    def once(queue: Queue) -> Mapping[str, float]:
        many = messages // queue.share
        return {**rate(queue, many), **killed(queue, messages // KILL_SHARE)}

    contestants = [Contestant(queue.who, partial(once, queue)) for queue in queues()]
    return interleaved("drain", contestants, given.rounds)


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__)
    arguments.add_argument("--messages", type=int, default=5000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
