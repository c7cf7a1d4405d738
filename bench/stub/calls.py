"""What was called, when, and for which chat."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from time import monotonic

SECOND = 1.0


@dataclass(slots=True)
class Calls:
    """The calls of one method, in the order in which they came.

    Attributes:
        times: seconds of the machine's monotonic clock, which all processes share.
        chats: the chat of each, 0 where it has none.
    """

    times: "array[float]" = field(default_factory=lambda: array("d"))
    chats: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, chat: int) -> None:
        """One has come."""
        self.times.append(monotonic())
        self.chats.append(chat)


class Log:
    """All calls, by method; and those that were refused."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.of: defaultdict[str, Calls] = defaultdict(Calls)
        self.refused = 0

    def count(self, method: str) -> int:
        """How often a method was called."""
        return len(self.of[method].times) if method in self.of else 0

    def in_last_second(self, method: str) -> int:
        """How many of the calls came in the second that ends now."""
        times = self.of[method].times
        return len(times) - bisect_right(times, monotonic() - SECOND)
