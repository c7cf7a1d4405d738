"""Metrics for Prometheus: counts and latencies, without ids and names."""

from collections.abc import Callable
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.service.condition import Condition
from bot.service.ports import Outcome
from bot.web.health import Look, looked
from storage.calls import Lane

QUICK: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds in which commits are sorted."""

SLOW: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
"""Seconds in which calls to Telegram are sorted."""

SIZES: Final = (1, 2, 5, 10, 20, 50, 100)


class Metrics:
    """Counts what it is told as an `Observer`, and reads the rest when it is asked for."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # it has no annotations
        self.registry = registry = CollectorRegistry()

        def counter(name: str, what: str, labels: tuple[str, ...] = ()) -> Counter:
            return Counter(f"nachklang_{name}", what, labels, registry=registry)

        def gauge(name: str, what: str) -> Gauge:
            return Gauge(f"nachklang_{name}", what, registry=registry)

        def histogram(name: str, what: str, buckets: tuple[float, ...]) -> Histogram:
            return Histogram(f"nachklang_{name}", what, registry=registry, buckets=buckets)

        self._received = counter("updates_received", "New updates committed to the inbox")
        self._handled = counter("updates_handled", "Updates that had their effect")
        self._failed = counter("updates_failed", "Times that an update broke its handler")
        self._calls = counter("calls", "Calls to Telegram that came back", ("lane", "outcome"))
        self._call_seconds = histogram("call_seconds", "Time of a call to Telegram", SLOW)
        self._commit_seconds = histogram("commit_seconds", "Time of a commit with its steps", QUICK)
        self._commit_steps = histogram("commit_steps", "Steps that shared a commit", SIZES)
        self._leading = gauge("leading", "1 where this process leads, 0 where it stands by")
        self._database = gauge("database_up", "1 where the database answers")
        self._heard = gauge("telegram_heard_seconds", "Since the leader heard of Telegram")
        self._inbox = gauge("inbox_waiting", "Updates that wait to be handled")
        self._aside = gauge("inbox_set_aside", "Updates that could not be handled")
        self._due = gauge("outbox_due", "Calls that could leave or are on their way")
        self._oldest = gauge("outbox_oldest_due_seconds", "How long the oldest of them has waited")
        self._unknown = gauge("outbox_unknown", "Calls of which nobody knows whether they arrived")

    def received(self, updates: int) -> None:
        """So many new updates were committed to the inbox."""
        self._received.inc(updates)

    def handled(self, updates: int, failed: int) -> None:
        """So many updates were taken up; so many of them broke their handler."""
        self._handled.inc(updates - failed)
        self._failed.inc(failed)

    def sent(self, lane: Lane, outcome: Outcome, seconds: float) -> None:
        """A call has come back, so many seconds after it left."""
        self._calls.labels(lane.name.lower(), type(outcome).__name__).inc()
        self._call_seconds.observe(seconds)

    def committed(self, steps: int, seconds: float) -> None:
        """A commit carried so many steps, and took so long with them."""
        self._commit_steps.observe(steps)
        self._commit_seconds.observe(seconds)

    def text(self, found: Condition | None, *, leading: bool) -> bytes:
        """Everything in Prometheus' text form.

        Args:
            found: the condition; None where the database is out of reach.
            leading: whether this process leads.
        """
        self._leading.set(leading)
        self._database.set(found is not None)
        if found is not None:
            self._heard.set(float("nan") if found.heard is None else found.heard)
            self._inbox.set(found.inbox)
            self._aside.set(found.aside)
            self._due.set(found.due)
            self._oldest.set(found.oldest_due)
            self._unknown.set(found.unknown)
        return generate_latest(self.registry)


def metrics(counted: Metrics, look: Look, leading: Callable[[], bool]) -> Route:
    """`GET /metrics`.

    Args:
        counted: what has been counted.
        look: reads the condition.
        leading: whether this process leads.
    """

    async def get(_request: Request) -> Response:
        text = counted.text(await looked(look), leading=leading())
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    return Route("/metrics", get, methods=["GET"])
