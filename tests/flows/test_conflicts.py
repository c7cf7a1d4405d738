from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.calendar import Slot
from flows.conflicts import (
    ClosesAfterLaterOpens,
    ClosesBeforeItOpens,
    Conflict,
    LiesInThePast,
    OpensBeforeEarlierCloses,
    conflict,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 1, 20, 12, tzinfo=UTC)


def slot(day: int, opens: int, closes: int) -> Slot:
    return Slot(datetime(2027, 1, day, opens), datetime(2027, 1, day, closes))


SLOTS = {1: slot(29, 17, 21), 2: slot(30, 17, 21), 3: slot(31, 15, 19)}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(slot(30, 10, 22), None, id="a free time is no conflict"),
        pytest.param(slot(29, 21, 23), None, id="it may open when the one before closes"),
        pytest.param(slot(31, 13, 15), None, id="it may close when the one after opens"),
        pytest.param(
            slot(30, 17, 17),
            ClosesBeforeItOpens(2, slot(30, 17, 17)),
            id="it must not close as it opens",
        ),
        pytest.param(
            slot(20, 9, 13),
            LiesInThePast(2, slot(20, 9, 13)),
            id="it must not be over already",
        ),
        pytest.param(
            slot(29, 15, 16),
            OpensBeforeEarlierCloses(2, 1, datetime(2027, 1, 29, 21)),
            id="it must not come before the day before it",
        ),
        pytest.param(
            slot(29, 20, 22),
            OpensBeforeEarlierCloses(2, 1, datetime(2027, 1, 29, 21)),
            id="it must not overlap the day before it",
        ),
        pytest.param(
            slot(31, 14, 16),
            ClosesAfterLaterOpens(2, 3, datetime(2027, 1, 31, 15)),
            id="it must not overlap the day after it",
        ),
    ],
)
def test_days_keep_their_order_and_do_not_overlap(wanted: Slot, expected: Conflict | None) -> None:
    assert conflict(SLOTS, 2, wanted, zone=BERLIN, now=NOW) == expected


def test_a_slot_that_has_only_begun_is_no_conflict() -> None:
    assert conflict({}, 1, slot(20, 12, 14), zone=BERLIN, now=NOW) is None
