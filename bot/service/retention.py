"""Keeping nothing longer than was promised."""

from datetime import datetime, timedelta

from flows.rounds import Round
from flows.workshop import Workshop
from storage.work import Work

KEPT = timedelta(days=180)
"""How long answers are kept after the last day; the consent says the date."""

WORDS_OF_MESSAGES = timedelta(days=2)
"""How long the bodies of sent messages and the numbers of handled updates are of use."""

TRACES = timedelta(days=30)
"""How long it stays known which messages were sent, and what could not be handled stays stored."""


def keep_until(workshop: Workshop, rounds: tuple[Round, ...]) -> datetime | None:
    """When everything about a workshop is deleted; None while its dates are not known."""
    closing = [round_.times.closes_at for round_ in rounds if round_.times is not None]
    if len(closing) < len(workshop.flow.days):
        return None
    return max(closing) + KEPT


def tidy(work: Work) -> bool:
    """Delete what is older than promised; returns whether somebody's words were among it."""
    work.inbox.forget_before(work.now - WORDS_OF_MESSAGES)
    work.inbox.forget_failed_before(work.now - TRACES)
    work.outbox.forget_before(work.now - WORDS_OF_MESSAGES)
    work.outbox.delete_before(work.now - TRACES)
    deleted = False
    for workshop in work.workshops.all():
        until = keep_until(workshop, work.rounds.of(workshop.id))
        until = until or workshop.created_at + 2 * KEPT
        if until <= work.now:
            work.workshops.delete(workshop.id)
            deleted = True
    if deleted:
        work.people.forget_strangers()
    return deleted
