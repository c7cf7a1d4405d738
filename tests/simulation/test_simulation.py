"""Histories of a fixed set of seeds; `make simulate` runs others without end."""

import pytest

from tests.simulation.database import Fault
from tests.simulation.history import History
from tests.simulation.plan import CRASHES, PARTICIPANTS, TEAM, TIME, Event, Plan, draw
from tests.simulation.running import a_database, explained, simulate
from tests.simulation.shrinking import shrunken
from tests.simulation.telegram import REFUSALS
from tests.simulation.transport import Mishap

pytestmark = pytest.mark.no_cover  # as for all tests that draw many examples

PORTIONS = [range(110), range(110, 220)]
MUST_HAPPEN = {
    *(fault.value for fault in Fault),
    *(mishap.value for mishap in Mishap),
    *(f"crash {where}" for where in CRASHES),
    *REFUSALS,
    *("flood", "revoke", "migrate", "confuse", "end"),
    *PARTICIPANTS,
    *TEAM,
    *TIME,
}
"""All kinds of events and faults; `blocked` is what `block` does, too."""


@pytest.mark.parametrize("seeds", PORTIONS, ids=str)
def test_every_promise_is_kept_in_every_history(seeds: range) -> None:
    with a_database() as database:
        tally = simulate(seeds, database)

    assert [str(failure) for failure in tally.failures] == []
    assert {what for what in MUST_HAPPEN if not tally.happened[what]} <= RARE


RARE = {
    "blocked",
    "chat gone",
    "no rights",
    "never started",
    "kicked",
    "deactivated",
    "crash after a call",
}
"""What may be missing in one portion; all of them together have it."""


def test_one_integer_reproduces_a_history() -> None:
    with a_database() as database:
        stories = [History(draw(8), database, tell=True).run().story for _ in range(2)]

    assert stories[0] == stories[1]
    assert len(stories[0]) > 10


def test_a_failing_history_is_shrunken_to_what_matters() -> None:
    events = tuple(Event(float(n), "say", n) for n in range(12))
    guilty = {events[3], events[7]}

    shortest = shrunken(Plan(0, "usual", 0, events), lambda plan: guilty <= set(plan.events))

    assert shortest.events == (events[3], events[7])


def test_what_breaks_nothing_cannot_be_explained() -> None:
    with a_database() as database, pytest.raises(ValueError, match="breaks nothing"):
        explained(0, database)
