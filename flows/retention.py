"""How long answers are kept."""

from collections.abc import Iterable
from datetime import date, timedelta

from flows.rounds import Round

KEPT = timedelta(days=180)
"""How long answers are kept after the last day of a workshop."""


def kept_until(rounds: Iterable[Round]) -> date | None:
    """The last date on which a workshop's answers are kept; None while a day has no date yet.

    Args:
        rounds: all rounds of one workshop.
    """
    last_days = [round_.slot.closes.date() if round_.slot else None for round_ in rounds]
    known = [day for day in last_days if day is not None]
    if not known or len(known) < len(last_days):
        return None
    return max(known) + KEPT
