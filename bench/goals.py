"""What was to be reached, and whether it was: each goal is worked out from one run's results."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from bench.databases import Kind
from bench.measuring.results import Result, shown
from bench.measuring.work import CPU, RATE

TELEBOT: Final = "telebot"
GRAMMY: Final = "grammY"
P99: Final = "p99 ms"


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one run."""

    results: Sequence[Result]

    def figures(self, bench: str, who: str, what: str) -> Sequence[float]:
        """A contestant's figures, one a round; `who` is how its name begins.

        Raises:
            LookupError: that was not measured.
        """
        for result in self.results:
            if result.bench == bench and result.who.startswith(who):
                return result.figures[what]
        raise LookupError(bench, who, what)

    def middle(self, bench: str, who: str, what: str) -> float:
        """The median."""
        return median(self.figures(bench, who, what))

    def ratio(self, bench: str, who: str, other: str, what: str) -> float:
        """How many times as much as the other: the median over the rounds, each by itself."""
        mine, theirs = self.figures(bench, who, what), self.figures(bench, other, what)
        return median(a / b for a, b in zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal.

    Attributes:
        what: in words.
        most: whether `bound` is the most that it may be; else the least.
        measure: the figure of a run.
        unit: stands behind the figure.
    """

    what: str
    bound: float
    measure: Callable[[Run], float]
    most: bool = True
    unit: str = ""

    def reached(self, figure: float) -> bool:
        """Whether this figure is good enough."""
        return figure <= self.bound if self.most else figure >= self.bound

    def wanted(self) -> str:
        """What is to be reached, as people read it."""
        return f"{'≤' if self.most else '≥'} {shown(self.bound)}{self.unit}"


def _twice_more_than_peers(run: Run, ours: str) -> float:
    """How many more came twice than with the better of the two others."""
    what = "twice after a kill"
    peers = (run.middle("drain", who, what) for who in ("procrastinate", "DBOS"))
    return run.middle("drain", f"our outbox, {ours}", what) - min(peers)


def _growth(run: Run) -> float:
    """Memory at the end over memory after the first part."""
    (result,) = (r for r in run.results if r.bench == "memory" and "coming in" in r.who)
    looks = [median(figures) for figures in result.figures.values()]
    return looks[-1] / looks[0]


TIMES: Final = " ×"
MS: Final = " ms"

GOALS: Final = (
    Goal(
        "fan-out: CPU over telebot's plain send",
        0.9,
        lambda run: run.ratio("send", Kind.DISK, TELEBOT, CPU),
        unit=TIMES,
    ),
    Goal(
        "fan-out on tmpfs: rate over telebot's plain send",
        1.5,
        lambda run: run.ratio("send", Kind.TMPFS, TELEBOT, RATE),
        most=False,
        unit=TIMES,
    ),
    Goal(
        "answer: CPU over grammY's echo",
        1.0,
        lambda run: run.ratio("answer", Kind.DISK, GRAMMY, CPU),
        unit=TIMES,
    ),
    Goal(
        "answer on disk: rate over telebot's echo",
        1.5,
        lambda run: run.ratio("answer", Kind.DISK, TELEBOT, RATE),
        most=False,
        unit=TIMES,
    ),
    Goal(
        "answer on tmpfs: rate over grammY's echo",
        1.0,
        lambda run: run.ratio("answer", Kind.TMPFS, GRAMMY, RATE),
        most=False,
        unit=TIMES,
    ),
    Goal(
        "answer on PostgreSQL: rate over telebot's echo",
        1.0,
        lambda run: run.ratio("answer", Kind.POSTGRESQL, TELEBOT, RATE),
        most=False,
        unit=TIMES,
    ),
    Goal("one at a time: p50", 3, lambda run: run.middle("latency", Kind.DISK, "p50 ms"), unit=MS),
    Goal("one at a time: p99", 11, lambda run: run.middle("latency", Kind.DISK, P99), unit=MS),
    Goal(
        "durable rows: rate over ORM + aiosqlite",
        100,
        lambda run: run.ratio("storage", "our writer, answers together", "ORM", "per s"),
        most=False,
        unit=TIMES,
    ),
    Goal(
        "durable rows: p99 over the median of one fdatasync",
        5,
        lambda run: (
            run.middle("storage", "our writer, answers together", P99)
            / run.middle("storage", "one fdatasync", "p50 ms")
        ),
        unit=TIMES,
    ),
    Goal(
        "outbox on PostgreSQL: rate over procrastinate",
        10,
        lambda run: run.ratio("drain", "our outbox, questions", "procrastinate", RATE),
        most=False,
        unit=TIMES,
    ),
    Goal(
        "questions twice after a kill, more than the better peer",
        0,
        lambda run: _twice_more_than_peers(run, "questions"),
    ),
    Goal(
        "posts twice after a kill, more than the better peer",
        0,
        lambda run: _twice_more_than_peers(run, "posts"),
    ),
    Goal(
        "1,000 people due: first send",
        100,
        lambda run: run.middle("due", Kind.DISK, "first send ms"),
        unit=MS,
    ),
    Goal(
        "1,000 people due: stall of the event loop",
        50,
        lambda run: run.middle("due", Kind.DISK, "stall ms"),
        unit=MS,
    ),
    Goal(
        "pace: of the least possible time",
        101,
        lambda run: run.middle("pace", Kind.DISK, "of the least possible %"),
        unit=" %",
    ),
    Goal("pace: in 100 ms", 4, lambda run: run.middle("pace", Kind.DISK, "most in 100 ms")),
    Goal("pace: in a second", 30, lambda run: run.middle("pace", Kind.DISK, "most in a second")),
    Goal("pace: 429", 0, lambda run: run.middle("pace", Kind.DISK, "refused (429)")),
    Goal(
        "pace: reply meanwhile, p99",
        1000,
        lambda run: run.middle("pace", Kind.DISK, "reply p99 ms"),
        unit=MS,
    ),
    Goal(
        "wall: reply with 500 viewers, p99",
        1000,
        lambda run: run.middle("wall", "500 viewers", "reply p99 ms"),
        unit=MS,
    ),
    Goal("wall: streams of 500 that broke", 0, lambda run: run.middle("wall", "500", "broken")),
    Goal(
        "memory: idle",
        120,
        lambda run: run.middle("memory", "nachklang run, idle", "MB idle"),
        unit=" MB",
    ),
    Goal("memory: growth while answers come in", 1.05, _growth, unit=TIMES),
    Goal(
        "start to first poll",
        2,
        lambda run: run.middle("start", "", "seconds to the first poll"),
        unit=" s",
    ),
    Goal(
        "rehearsal room: from the command to the page",
        3,
        lambda run: run.middle("start_room", "", "seconds to the page"),
        unit=" s",
    ),
)
