from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.calendar import Slot, Times, instant, shifted, times, wall_clock

UNHURRIED = settings(deadline=None, derandomize=True)
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    [
        BERLIN,
        ZoneInfo("UTC"),
        ZoneInfo("America/St_Johns"),
        ZoneInfo("Australia/Lord_Howe"),  # its clocks change by half an hour
        ZoneInfo("Asia/Kathmandu"),
    ]
)
LOCALS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2037, 1, 1))


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def test_a_wall_clock_time_is_read_in_its_zone() -> None:
    assert instant(datetime(2027, 1, 30, 17), BERLIN) == utc(1, 30, 16)
    assert instant(datetime(2027, 7, 30, 17), BERLIN) == utc(7, 30, 15)


def test_a_time_that_does_not_exist_moves_forward_by_the_gap() -> None:
    moment = instant(datetime(2027, 3, 28, 2, 30), BERLIN)
    assert moment == utc(3, 28, 1, 30)
    assert wall_clock(moment, BERLIN) == datetime(2027, 3, 28, 3, 30)


def test_a_time_that_exists_twice_happens_the_first_time() -> None:
    assert instant(datetime(2027, 10, 31, 2, 30), BERLIN) == utc(10, 31, 0, 30)
    assert instant(datetime(2027, 10, 31, 2, 30, fold=1), BERLIN) == utc(10, 31, 0, 30)


def test_both_passes_of_a_doubled_hour_look_alike_on_the_wall() -> None:
    shown = datetime(2027, 10, 31, 2, 30)
    assert [wall_clock(utc(10, 31, hour, 30), BERLIN) for hour in (0, 1)] == [shown, shown]


@UNHURRIED
@given(LOCALS, ZONES)
def test_a_time_comes_back_as_typed_or_later_by_a_gap(local: datetime, zone: ZoneInfo) -> None:
    moved = wall_clock(instant(local, zone), zone) - local
    assert moved in (timedelta(), timedelta(minutes=30), timedelta(hours=1))


@UNHURRIED
@given(LOCALS, st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=1)), ZONES)
def test_a_window_never_shrinks_to_nothing(
    opens: datetime, window: timedelta, zone: ZoneInfo
) -> None:
    moments = times(Slot(opens, opens + window), zone)
    assert moments.opens_at < moments.closes_at
    if moments.remind_at is not None:
        assert moments.opens_at < moments.remind_at < moments.closes_at


def test_a_slot_opens_reminds_and_closes_on_its_day() -> None:
    slot = Slot.of(date(2027, 1, 30), time(17), timedelta(hours=4))
    assert slot == Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 21), timedelta(hours=1))
    assert times(slot, BERLIN) == Times(utc(1, 30, 16), utc(1, 30, 19), utc(1, 30, 20))


def test_a_slot_may_pass_midnight() -> None:
    slot = Slot.of(date(2027, 1, 30), time(22), timedelta(hours=4))
    assert (slot.closes, slot.window) == (datetime(2027, 1, 31, 2), timedelta(hours=4))


def test_a_shifted_slot_lasts_as_long_and_reminds_as_early() -> None:
    slot = Slot(datetime(2027, 1, 31, 15, 30), datetime(2027, 1, 31, 19), timedelta(minutes=20))
    assert shifted(slot, timedelta(minutes=30)) == Slot(
        datetime(2027, 1, 31, 16), datetime(2027, 1, 31, 19, 30), timedelta(minutes=20)
    )


def test_a_reminder_not_after_the_opening_is_none() -> None:
    day = date(2027, 1, 30)
    short = Slot.of(day, time(17), timedelta(minutes=60))
    longer = Slot.of(day, time(17), timedelta(minutes=61))
    silent = Slot(short.opens, longer.closes, None)
    assert [times(slot, BERLIN).remind_at for slot in (short, longer, silent)] == [
        None,
        utc(1, 30, 16, 1),
        None,
    ]


def test_a_window_that_begins_in_the_gap_keeps_its_length() -> None:
    slot = Slot(datetime(2027, 3, 28, 2, 30), datetime(2027, 3, 28, 3, 15))
    assert times(slot, BERLIN) == Times(utc(3, 28, 1, 30), None, utc(3, 28, 2, 15))
