"""The condition of the running program: a few numbers from the database, without ids."""

from dataclasses import dataclass
from datetime import datetime

from storage.work import Work

LAST_POLL = "last_poll"
"""The fact that tells when Telegram was last heard of."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How the work stands.

    Attributes:
        heard: seconds since the leader last heard of Telegram; None for never.
        inbox: updates that wait to be handled.
        aside: updates that could not be handled.
        due: calls that could leave or are on their way.
        oldest_due: seconds for which the oldest of those has waited; 0 where there is none.
        unknown: calls of which nobody knows whether they arrived.
    """

    heard: float | None
    inbox: int
    aside: int
    due: int
    oldest_due: float
    unknown: int


def condition(work: Work) -> Condition:
    """Read it; changes nothing."""
    heard = work.facts.get(LAST_POLL)
    oldest = work.outbox.oldest_due(work.now)
    return Condition(
        heard=None if heard is None else _seconds(work.now, datetime.fromisoformat(heard)),
        inbox=work.inbox.waiting(),
        aside=work.inbox.set_aside(),
        due=work.outbox.due_count(work.now),
        oldest_due=0.0 if oldest is None else _seconds(work.now, oldest),
        unknown=work.outbox.unknown_count(),
    )


def _seconds(now: datetime, since: datetime) -> float:
    return round(max((now - since).total_seconds(), 0.0), 1)
