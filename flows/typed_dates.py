"""Dates as facilitators type them, in German and English."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from flows.typed_text import evened

_MONTHS = (
    ("januar", "january", "jänner"),
    ("februar", "february", "feber"),
    ("märz", "maerz", "march"),
    ("april",),
    ("mai", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august",),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("dezember", "december"),
)
_WEEKDAYS = (
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag", "saturday"),
    ("sonntag", "sunday"),
)
_DAYS_AHEAD = {
    "heute": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "übermorgen": 2,
    "uebermorgen": 2,
}
_LEAP_GAP = 8  # the longest wait for a 29 February, around 2100

# "am" stays behind a digit or a stop, where it is English for the morning.
_FILLER = re.compile(
    r"\b(?:um|at|ab|von|vom|from|on|the|of|den|dem|der)\b|(?<![\d.])(?<!\d )\bam\b"
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_NAME = r"(?P<month_name>[^\W\d_]{3,})\.?"
_DAY = r"(?<![\d.:])(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_YEAR = r"(?P<year>2[01]\d\d)(?![\d:])"
_ORDINAL = r"(?:\.|st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}-{_MONTH}-(?P<day>\d{{1,2}})(?!\d)",
        rf"{_DAY}\. ?{_MONTH}\. ?{_YEAR}",
        rf"{_DAY}\. ?{_MONTH}\.(?P<year>\d\d)(?!\d)",
        rf"{_DAY}\. ?{_MONTH}\.",
        rf"{_DAY}\.{_MONTH}(?![\d.:])",
        rf"{_DAY}{_ORDINAL} ?{_NAME} {_YEAR}",
        rf"{_DAY}{_ORDINAL} ?{_NAME}",
        rf"\b{_NAME} (?P<day>\d{{1,2}}){_ORDINAL} {_YEAR}",
        rf"\b{_NAME} (?P<day>\d{{1,2}})(?![\d:]){_ORDINAL}",
    )
)


def read_date(text: str, today: date) -> date | None:
    """The date that a text names: `30.1.`, `30. Januar 2027`, `Jan 30`, `2027-01-30`, `morgen`.

    Args:
        text: what was typed; a weekday beside a date is allowed and not checked.
        today: the date at the workshop; without a year the next such date from it on is meant.

    Returns:
        The date, which may be past if its year was typed; None if the text names none that exists.
    """
    return next((day for day, rest in dates_within(text, today) if not rest), None)


def dates_within(text: str, today: date) -> Iterator[tuple[date, str]]:
    """All readings of a text as a date and something else, the likeliest first.

    Returns:
        Pairs of a date and the evened rest of the text, without words such as "um" and "at".
    """
    bare = spare(text)
    undated = _without_weekdays(bare)
    for pattern in _PATTERNS:
        for found in pattern.finditer(undated):
            day = _day_of(found, today)
            if day is not None:
                yield day, _rest(undated, found)
    for found in _WORD.finditer(bare):
        ahead = _days_ahead(found[0].rstrip("."), today)
        if ahead is not None:
            yield today + timedelta(days=ahead), _rest(bare, found)


def spare(text: str) -> str:
    """The evened text without commas and the little words that say nothing."""
    # "2027-01-30T17:00" is what a computer's clock says.
    spaced = re.sub(r"(?<=\d)t(?=\d)", " ", evened(text).replace(",", " "))
    return " ".join(_FILLER.sub(" ", spaced).split())


def _rest(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip()


def _without_weekdays(text: str) -> str:
    words = (word for word in text.split() if _index(_WEEKDAYS, word.rstrip("."), 2) is None)
    return " ".join(words)


def _days_ahead(word: str, today: date) -> int | None:
    if word in _DAYS_AHEAD:
        return _DAYS_AHEAD[word]
    weekday = _index(_WEEKDAYS, word, 2)
    return None if weekday is None else (weekday - today.weekday()) % 7


def _day_of(found: re.Match[str], today: date) -> date | None:
    """The date in a match, if there is such a date."""
    parts = found.groupdict()
    if "month" in parts:
        month = int(parts["month"])
    else:
        index = _index(_MONTHS, parts["month_name"], 3)
        if index is None:
            return None
        month = index + 1
    day = int(parts["day"])
    if "year" in parts:
        return _existing(int(parts["year"]) % 2000 + 2000, month, day)
    years = range(today.year, today.year + _LEAP_GAP + 1)
    days = (_existing(year, month, day) for year in years)
    return next((day for day in days if day is not None and day >= today), None)


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(names: tuple[tuple[str, ...], ...], word: str, least: int) -> int | None:
    """Which of the names a word abbreviates to no fewer than `least` letters."""
    if len(word) < least:
        return None
    matches = (i for i, same in enumerate(names) if any(name.startswith(word) for name in same))
    return next(matches, None)
