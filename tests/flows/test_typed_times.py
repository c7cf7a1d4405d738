from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.calendar import Slot
from flows.typed_dates import read_date
from flows.typed_shifts import read_shift
from flows.typed_times import read_slot

UNHURRIED = settings(deadline=None, derandomize=True)
TODAY = date(2027, 1, 20)
SATURDAY, SUNDAY = date(2027, 1, 30), date(2027, 1, 31)
CURRENT = Slot(datetime(2027, 1, 31, 15, 30), datetime(2027, 1, 31, 19), timedelta(minutes=20))

GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
ENGLISH = "January February March April May June July August September October November December"
DATES = st.dates(min_value=TODAY, max_value=date(2099, 12, 31))


def slot(day: date, opens: tuple[int, int], closes: tuple[int, int], nights: int = 0) -> Slot:
    return Slot(
        datetime.combine(day, time(*opens)),
        datetime.combine(day + timedelta(days=nights), time(*closes)),
        CURRENT.reminder,
    )


@pytest.mark.parametrize(
    "text",
    [
        "30.1.",
        "30.1",
        "30.01.2027",
        "30. 1. 2027",
        "30.1.27",
        "2027-01-30",
        "30 Jan",
        "30 January 2027",
        "30. Januar",
        "30. Jänner 2027",
        "Jan 30",
        "January 30th, 2027",
        "Sa 30.1.",
        "Sa., 30.1.",
        " „am Samstag, den 30. Januar 2027“ ",
        "the 30th of January",
    ],
)
def test_a_date_is_read_in_german_and_english(text: str) -> None:
    assert read_date(text, TODAY) == SATURDAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heute", TODAY),
        ("Today", TODAY),
        ("morgen", date(2027, 1, 21)),
        ("tomorrow", date(2027, 1, 21)),
        ("übermorgen", date(2027, 1, 22)),
        ("Mittwoch", TODAY),
        ("Saturday", date(2027, 1, 23)),
        ("20.1.", TODAY),
        ("19.1.", date(2028, 1, 19)),
        ("29.2.", date(2028, 2, 29)),
        ("19.1.2027", date(2027, 1, 19)),
    ],
)
def test_without_a_year_the_next_such_date_is_meant(text: str, expected: date) -> None:
    assert read_date(text, TODAY) == expected


@pytest.mark.parametrize(
    "text",
    ["", "31.2.", "31.4.2027", "0.1.", "30.13.", "30 Foo", "10 am", "x", "30.1. 16 Uhr", "²"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, TODAY) is None


@UNHURRIED
@given(DATES, st.booleans())
def test_a_date_as_we_write_it_is_read_back(day: date, dashed: bool) -> None:
    german, english = GERMAN.split()[day.month - 1], ENGLISH.split()[day.month - 1]
    written = [
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}.{day.month}.{day:%y}",
        day.isoformat().replace("-", "–" if dashed else "-"),
        f"{day.day}.\u00a0{german} {day.year}",
        f"{day.day} {english} {day.year}",
        f"{english} {day.day}, {day.year}",
        f"{day.day} {english[:3]} {day.year}",
    ]
    assert {text: read_date(text, TODAY) for text in written} == dict.fromkeys(written, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31.1. 16 Uhr", slot(SUNDAY, (16, 0), (19, 30))),
        ("31.1 16:00", slot(SUNDAY, (16, 0), (19, 30))),
        ("31.1. 15:30 bis 19:00", slot(SUNDAY, (15, 30), (19, 0))),
        ("am 31.1. von 16 Uhr bis 19 Uhr.", slot(SUNDAY, (16, 0), (19, 0))),
        ("31 Jan 16:00 to 19:00", slot(SUNDAY, (16, 0), (19, 0))),
        ("2027-01-30 17:00", slot(SATURDAY, (17, 0), (20, 30))),
        ("2027-01-30T17:00", slot(SATURDAY, (17, 0), (20, 30))),
        ("2027-01-30 17:00-21:00", slot(SATURDAY, (17, 0), (21, 0))),
        ("30.1.17 Uhr", slot(SATURDAY, (17, 0), (20, 30))),
        ("5 p.m. on Jan 30", slot(SATURDAY, (17, 0), (20, 30))),
        ("morgen um 9 Uhr", slot(date(2027, 1, 21), (9, 0), (12, 30))),
    ],
)
def test_a_slot_is_read_with_its_date(text: str, expected: Slot) -> None:
    assert read_slot(text, TODAY, day=SUNDAY, current=CURRENT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16:00", slot(SUNDAY, (16, 0), (19, 30))),
        ("16–19 Uhr", slot(SUNDAY, (16, 0), (19, 0))),
        ("15.30 Uhr", slot(SUNDAY, (15, 30), (19, 0))),
        ("15.10", slot(SUNDAY, (15, 10), (18, 40))),
        ("17 Uhr 30", slot(SUNDAY, (17, 30), (21, 0))),
        ("16h30", slot(SUNDAY, (16, 30), (20, 0))),
        ("23 Uhr", slot(SUNDAY, (23, 0), (2, 30), 1)),
        ("4pm", slot(SUNDAY, (16, 0), (19, 30))),
        ("12 am", slot(SUNDAY, (0, 0), (3, 30))),
        ("12 pm", slot(SUNDAY, (12, 0), (15, 30))),
        ("4-7pm", slot(SUNDAY, (16, 0), (19, 0))),
        ("11-2pm", slot(SUNDAY, (11, 0), (14, 0))),
        ("11-2 am", slot(SUNDAY, (23, 0), (2, 0), 1)),
        ("11pm-2am", slot(SUNDAY, (23, 0), (2, 0), 1)),
        ("16-7pm", slot(SUNDAY, (16, 0), (19, 0))),
        ("22-1 Uhr", slot(SUNDAY, (22, 0), (1, 0), 1)),
        ("0-24 Uhr", slot(SUNDAY, (0, 0), (0, 0), 1)),
    ],
)
def test_without_a_date_the_day_is_kept(text: str, expected: Slot) -> None:
    assert read_slot(text, TODAY, day=SUNDAY, current=CURRENT) == expected


def test_with_a_date_alone_the_time_of_day_is_kept() -> None:
    assert read_slot("30.1.", TODAY, day=SUNDAY, current=CURRENT) == slot(
        SATURDAY, (15, 30), (19, 0)
    )


@pytest.mark.parametrize(
    "text",
    ["", "x", "24 Uhr", "25 Uhr", "13pm", "4-13pm", "16-16", "16-25", "25-16", "24-3", "16:75"],
)
def test_what_is_no_slot_is_none(text: str) -> None:
    assert read_slot(text, TODAY, day=SUNDAY, current=CURRENT) is None
    assert read_slot(f"31.1. {text} foo", TODAY, day=SUNDAY, current=CURRENT) is None


@UNHURRIED
@given(DATES, st.times(), st.integers(min_value=1, max_value=24 * 60))
def test_a_slot_as_we_write_it_is_read_back(day: date, opens: time, minutes: int) -> None:
    start = datetime.combine(day, opens.replace(second=0, microsecond=0))
    expected = Slot(start, start + timedelta(minutes=min(minutes, 1439)), CURRENT.reminder)
    weekday = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")[day.weekday()]
    span = f"{expected.opens:%H:%M}–{expected.closes:%H:%M}"
    written = [
        f"{weekday} {day:%d.%m.%Y}, {span} Uhr",
        f"{ENGLISH.split()[day.month - 1]} {day.day}, {day.year} {span}",
        f"{day.isoformat()} {span}",
    ]
    assert {
        text: read_slot(text, TODAY, day=SUNDAY, current=CURRENT) for text in written
    } == dict.fromkeys(written, expected)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30m", 30),
        ("30 min", 30),
        ("30", 30),
        ("+ 30 Minuten", 30),
        ("um 30 Minuten später", 30),
        ("by 30 minutes", 30),
        ("20'", 20),
        ("+1h", 60),
        ("an hour", 60),
        ("1 Stunde", 60),
        ("-15m", -15),
        ("−15 Minuten", -15),
        ("15 min earlier", -15),
        ("1h30", 90),
        ("1:30", 90),
        ("1,5 h", 90),
        ("1 Std. 30 Min.", 90),
        ("1 hour and 15 minutes", 75),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("eine halbe Stunde", 30),
        ("half an hour", 30),
        ("eine Viertelstunde früher", -15),
        ("12h", 720),
    ],
)
def test_a_shift_is_read_in_german_and_english(text: str, minutes: int) -> None:
    assert read_shift(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "0", "x", "12:01", "13h", "-13h", "99999", "1:75", "30 Uhr"])
def test_what_is_no_shift_or_too_far_is_none(text: str) -> None:
    assert read_shift(text) is None


@UNHURRIED
@given(st.integers(min_value=1, max_value=720), st.booleans())
def test_a_shift_as_we_write_it_is_read_back(minutes: int, earlier: bool) -> None:
    sign = "-" if earlier else ""
    written = [
        f"{sign}{minutes}m",
        f"{sign}{minutes} min",
        f"{sign}{minutes // 60}:{minutes % 60:02}",
        f"{minutes} Minuten {'früher' if earlier else 'später'}",
    ]
    expected = timedelta(minutes=-minutes if earlier else minutes)
    assert {text: read_shift(text) for text in written} == dict.fromkeys(written, expected)


@UNHURRIED
@given(st.text(max_size=40) | st.text(alphabet="0123456789.:- apmhuhrjanbis", max_size=20))
def test_nothing_typed_is_too_strange(text: str) -> None:
    read_date(text, TODAY)
    read_slot(text, TODAY, day=SUNDAY, current=CURRENT)
    read_shift(text)


def test_a_slot_keeps_its_reminder() -> None:
    silent = replace(CURRENT, reminder=None)
    assert read_slot("16-19", TODAY, day=SUNDAY, current=silent) == replace(
        slot(SUNDAY, (16, 0), (19, 0)), reminder=None
    )
