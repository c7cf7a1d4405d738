from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.calendar import Slot, Times
from flows.ids import RoundId, WorkshopId
from flows.rounds import (
    CloseRound,
    Due,
    OpenRound,
    RemindRound,
    ReportMissed,
    Round,
    RoundState,
    due,
    next_moment,
)

UNHURRIED = settings(deadline=None, derandomize=True)
BERLIN = ZoneInfo("Europe/Berlin")
FIRST, SECOND = RoundId(1), RoundId(2)


def at(hour: int, minute: int = 0, day: int = 30) -> datetime:
    """A moment by the clocks of Berlin in January."""
    return datetime(2027, 1, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


PLANNED = Round(
    id=FIRST,
    workshop_id=WorkshopId(1),
    day=1,
    slot=Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 21)),
    zone=BERLIN,
)
OPEN = replace(PLANNED, opened_at=at(17))
REMINDED = replace(OPEN, reminded_at=at(20))
NEXT_DAY = replace(
    PLANNED,
    id=SECOND,
    day=2,
    slot=Slot(datetime(2027, 1, 31, 15, 30), datetime(2027, 1, 31, 19)),
)


def carried_out(round_: Round, what: Due, now: datetime) -> Round:
    match what:
        case OpenRound():
            return replace(round_, opened_at=now)
        case RemindRound():
            return replace(round_, reminded_at=now)
        case CloseRound():
            return replace(round_, closed_at=now)
        case ReportMissed():
            return replace(round_, missed_at=now)


def test_a_round_stands_where_what_has_happened_puts_it() -> None:
    stages = [
        replace(PLANNED, slot=None),
        PLANNED,
        replace(PLANNED, missed_at=at(22)),
        replace(PLANNED, missed_at=at(22), opened_at=at(23)),
        replace(OPEN, closed_at=at(21)),
    ]
    assert [stage.state for stage in stages] == [
        RoundState.UNSCHEDULED,
        RoundState.PLANNED,
        RoundState.MISSED,
        RoundState.OPEN,
        RoundState.CLOSED,
    ]


def test_a_round_knows_its_moments_once_it_has_a_slot() -> None:
    assert PLANNED.times == Times(at(17), at(20), at(21))
    assert replace(PLANNED, slot=None).times is None


@pytest.mark.parametrize(
    ("round_", "now", "expected"),
    [
        pytest.param(PLANNED, at(16, 59), (), id="nothing is due before the opening"),
        pytest.param(PLANNED, at(17), (OpenRound(FIRST),), id="it opens on time"),
        pytest.param(PLANNED, at(20, 59), (OpenRound(FIRST),), id="it is caught up while it lasts"),
        pytest.param(PLANNED, at(21), (ReportMissed(FIRST),), id="a missed window is reported"),
        pytest.param(replace(PLANNED, missed_at=at(21)), at(22), (), id="but only once"),
        pytest.param(replace(PLANNED, missed_at=at(21)), at(18), (), id="even if the clock jumps"),
        pytest.param(OPEN, at(19, 59), (), id="an open round waits for its reminder"),
        pytest.param(OPEN, at(20), (RemindRound(FIRST),), id="it reminds on time"),
        pytest.param(OPEN, at(20, 50), (RemindRound(FIRST),), id="late with ten minutes left"),
        pytest.param(OPEN, at(20, 51), (), id="not with nine minutes left"),
        pytest.param(REMINDED, at(20, 30), (), id="it reminds once"),
        pytest.param(replace(OPEN, opened_at=at(20)), at(20), (), id="not who has just been asked"),
        pytest.param(OPEN, at(21), (CloseRound(FIRST),), id="it closes, reminded or not"),
        pytest.param(REMINDED, at(23), (CloseRound(FIRST),), id="it closes late"),
        pytest.param(OPEN, at(16), (), id="a clock that is set back does not open it again"),
        pytest.param(replace(OPEN, closed_at=at(21)), at(18), (), id="nor after closing"),
        pytest.param(replace(PLANNED, held=True), at(18), (), id="on hold it does not open"),
        pytest.param(replace(OPEN, held=True), at(22), (), id="on hold it does not close"),
        pytest.param(replace(PLANNED, slot=None), at(18), (), id="without a slot nothing is due"),
        pytest.param(
            replace(OPEN, slot=None), at(22), (), id="opened by hand without a slot it stays open"
        ),
    ],
)
def test_what_is_due_follows_from_what_has_happened(
    round_: Round, now: datetime, expected: tuple[Due, ...]
) -> None:
    assert due([round_], now) == expected


def test_a_reminder_close_to_the_end_is_not_late_at_its_own_moment() -> None:
    slot = Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 21), timedelta(minutes=6))
    late = replace(OPEN, slot=slot)
    assert [due([late], at(20, minute)) for minute in (54, 57, 58)] == [
        (RemindRound(FIRST),),
        (RemindRound(FIRST),),
        (),
    ]


def test_what_is_due_comes_in_the_order_of_its_moments() -> None:
    third = replace(PLANNED, id=RoundId(3))
    assert due([NEXT_DAY, third, REMINDED], at(16, day=31)) == (
        CloseRound(FIRST),
        ReportMissed(RoundId(3)),
        OpenRound(SECOND),
    )


def test_a_missed_round_opens_at_a_new_time() -> None:
    missed = replace(PLANNED, missed_at=at(21))
    later = Slot(datetime(2027, 1, 30, 22), datetime(2027, 1, 30, 23))
    assert missed.rescheduled(later) == replace(PLANNED, slot=later)
    assert due([missed.rescheduled(later)], at(22)) == (OpenRound(FIRST),)


@pytest.mark.parametrize(
    ("rounds", "now", "expected"),
    [
        ([NEXT_DAY, PLANNED], at(12), at(17)),
        ([PLANNED], at(18), at(18)),
        ([PLANNED], at(22), at(22)),
        ([OPEN], at(18), at(20)),
        ([OPEN], at(20, 55), at(21)),
        ([REMINDED, NEXT_DAY], at(20), at(21)),
        ([replace(PLANNED, missed_at=at(21))], at(22), None),
        ([replace(PLANNED, held=True)], at(12), None),
        ([], at(12), None),
    ],
)
def test_the_next_moment_is_when_something_is_due(
    rounds: list[Round], now: datetime, expected: datetime | None
) -> None:
    assert next_moment(rounds, now) == expected


@UNHURRIED
@given(
    st.datetimes(min_value=datetime(2027, 3, 27), max_value=datetime(2027, 3, 29))
    | st.datetimes(min_value=datetime(2027, 10, 30), max_value=datetime(2027, 11, 1)),
    st.timedeltas(min_value=timedelta(minutes=15), max_value=timedelta(hours=24)),
)
def test_waking_only_at_the_next_moment_does_everything_once(
    opens: datetime, window: timedelta
) -> None:
    round_ = replace(PLANNED, slot=Slot(opens, opens + window))
    assert round_.times is not None
    now = datetime(2027, 3, 1, tzinfo=UTC)
    happened: list[tuple[Due, datetime]] = []
    while (moment := next_moment([round_], now)) is not None:
        now = moment
        (what,) = due([round_], now)
        happened.append((what, now))
        round_ = carried_out(round_, what, now)
    moments = round_.times
    assert moments is not None
    expected: list[tuple[Due, datetime]] = [(OpenRound(FIRST), moments.opens_at)]
    if moments.remind_at is not None:
        expected.append((RemindRound(FIRST), moments.remind_at))
    assert happened == [*expected, (CloseRound(FIRST), moments.closes_at)]


@UNHURRIED
@given(st.lists(st.integers(min_value=-600, max_value=600), max_size=30))
def test_each_thing_happens_once_however_the_clock_jumps(jumps: list[int]) -> None:
    round_ = PLANNED
    now = at(17)
    happened: list[Due] = []
    for jump in jumps:
        for what in due([round_], now):
            happened.append(what)
            round_ = carried_out(round_, what, now)
        now += timedelta(minutes=jump)
    assert len(happened) == len(set(happened))
