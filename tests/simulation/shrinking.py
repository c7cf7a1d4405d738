"""Making a history that breaks a promise as short as it can be."""

from collections.abc import Callable
from dataclasses import replace

from tests.simulation.plan import Plan

Breaks = Callable[[Plan], bool]
"""Whether a plan still breaks the same promise."""


def shrunken(plan: Plan, breaks: Breaks) -> Plan:
    """The plan without the events that have nothing to do with it.

    Takes out halves, then quarters, and so on down to single events, for as long as the rest still
    breaks the promise.
    """
    size = max(len(plan.events) // 2, 1)
    while True:
        smaller = _without_some(plan, size, breaks)
        if smaller is not None:
            plan = smaller
        elif size > 1:
            size //= 2
        else:
            return plan


def _without_some(plan: Plan, size: int, breaks: Breaks) -> Plan | None:
    for start in range(0, len(plan.events), size):
        rest = plan.events[:start] + plan.events[start + size :]
        smaller = replace(plan, events=rest)
        if breaks(smaller):
            return smaller
    return None
