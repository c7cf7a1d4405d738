"""The stub as a process, and what a measurement asks of it."""

import json
import re
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

TOKEN = "4242:AAbench-bench-bench-bench-bench-bench"
PATIENCE = 300.0


class Late(Exception):
    """What was waited for did not come in time."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came: how often each method, how many were refused, and one method in detail."""

    counts: dict[str, int]
    refused: int
    times: list[float]
    chats: list[int]


class Stub:
    """A stub in its own process; `with` starts and stops it."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.stub"], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        if re.fullmatch(r"http://[\d.:]+", self.url) is None:
            raise RuntimeError("the stub did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    @property
    def pid(self) -> int:
        """The stub's process."""
        return self._process.pid

    def feed(self, *, first: int, chats: int, many: int) -> float:
        """Make texts available; returns when they were, in seconds of the monotonic clock."""
        return float(self._ask("feed", first=first, chats=chats, many=many)["at"])

    def paced(self, *, first: int, chats: int, many: int, pause: float = 0.01) -> list[float]:
        """One text at a time; returns the seconds until each reply."""
        found = self._ask("paced", first=first, chats=chats, many=many, pause=pause)
        return [float(seconds) for seconds in found["latencies"]]

    def wait(self, method: str, count: int, *, patience: float = PATIENCE) -> float:
        """Return when a method was called so often: the time of that call.

        Raises:
            Late: it was not.
        """
        return float(self._ask("wait", method=method, count=count, patience=patience)["at"])

    def polled(self, *, patience: float = 60.0) -> None:
        """Return when a client waits for updates."""
        self._ask("polled", patience=patience)

    def limit(self, per_second: int) -> None:
        """Refuse what is more than this in any second with a 429; 0 for no limit."""
        self._ask("limit", per_second=per_second)

    def reset(self) -> None:
        """Forget calls and updates."""
        self._ask("reset")

    def report(self, method: str = "sendMessage") -> Report:
        """What came."""
        found = self._ask("report", method=method)
        return Report(found["counts"], found["refused"], found["times"], found["chats"])

    def count(self, method: str = "sendMessage") -> int:
        """How often a method was called."""
        return int(self._ask("report")["counts"].get(method, 0))

    def _ask(self, name: str, **given: object) -> dict[str, Any]:
        query = urlencode({"patience": PATIENCE, **given})
        with urllib.request.urlopen(f"{self.url}/control/{name}?{query}") as answer:
            found: dict[str, Any] = json.load(answer)
        if "late" in found:
            raise Late(f"{name} {given}")
        return found
