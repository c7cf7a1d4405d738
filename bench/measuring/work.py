"""How fast a bot does its work, and what it takes: rate and processor time between two moments."""

import time
from collections.abc import Callable, Mapping
from typing import Final

from bench.measuring.program import Program
from bench.stub.client import Stub

FIRST: Final = 10_000_000
"""The number of the first chat; the others follow."""

RATE: Final = "per s"
CPU: Final = "CPU s per 1,000"
REST: Final = 0.3
"""Seconds after the last send in which a program records what it has to; then its time is read."""


def measured(
    stub: Stub, program: Program, many: int, begin: Callable[[], object]
) -> Mapping[str, float]:
    """Let something begin that ends in so many messages more."""
    before, cpu, began = stub.count(), program.cpu(), time.monotonic()
    begin()
    ended = stub.wait("sendMessage", before + many)
    time.sleep(REST)
    used = program.cpu() - cpu
    return {RATE: many / (ended - began), CPU: used / many * 1000}


def echoed(stub: Stub, program: Program, many: int, first: int) -> Mapping[str, float]:
    """One text from each of so many chats, all there at once, each answered with a message."""
    stub.polled()
    return measured(stub, program, many, lambda: stub.feed(first=first, chats=many, many=many))


def one_at_a_time(stub: Stub, many: int, first: int) -> Mapping[str, float]:
    """One text from each of so many chats, the next only when the one before was answered."""
    stub.polled()
    waited = sorted(stub.paced(first=first, chats=many, many=many))
    return {"p50 ms": quantile(waited, 0.5) * 1000, "p99 ms": quantile(waited, 0.99) * 1000}


def quantile(ordered: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
