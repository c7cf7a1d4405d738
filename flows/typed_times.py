"""Times of a round as facilitators type them, in German and English."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from flows.calendar import Slot
from flows.typed_dates import dates_within, spare

_DAY = timedelta(days=1)
_HALF = 12  # hours on the face of a clock


def _clock(name: str) -> str:
    """The pattern of one time; what it finds is named after it."""
    return (
        rf"(?P<{name}_hour>\d{{1,2}})(?: ?(?:[:.h]|uhr) ?(?P<{name}_minute>[0-5]\d))?"
        rf"(?: ?(?P<{name}_half>[ap])\.? ?m\.?)?(?: ?(?:uhr|h|o'clock))?"
    )


_SPAN = re.compile(rf"{_clock('from')}(?: ?(?:-|bis|to|until|till) ?{_clock('to')})?\.?")


def read_slot(text: str, today: date, *, day: date, current: Slot) -> Slot | None:
    """The slot that a text asks for: `31.1. 16 Uhr`, `31 Jan 16:00 to 19:00`, `16-19 Uhr`, `4pm`.

    What is not typed stays: the date, the length of the window, with a date alone also the time
    of day; the reminder always. An end that comes before its beginning is on the next day.

    Args:
        text: what was typed.
        today: the date at the workshop, for dates without a year.
        day: the date that is meant where none is typed.
        current: the slot as it is.

    Returns:
        The slot, at most 24 hours long where its end was typed; None if the text is none.
    """
    return next(_readings(text, today, day, current), None)


def _readings(text: str, today: date, day: date, current: Slot) -> Iterator[Slot]:
    # Without a date first: "15.10" is a time here.
    undated = _SPAN.fullmatch(spare(text))
    if undated is not None:
        yield from _slot(undated, day, current)
    for typed_day, rest in dates_within(text, today):
        span = _SPAN.fullmatch(rest)
        if span is not None:
            yield from _slot(span, typed_day, current)
        elif not rest:
            opens = datetime.combine(typed_day, current.opens.time())
            yield replace(current, opens=opens, closes=opens + current.window)


def _slot(span: re.Match[str], day: date, current: Slot) -> Iterator[Slot]:
    """The slot on a date, if the times that were typed exist."""
    midnight = datetime.combine(day, time())
    start = _since_midnight(span, "from", span["from_half"])
    if span["to_hour"] is None:
        if start is not None and start < _DAY:
            yield replace(current, opens=midnight + start, closes=midnight + start + current.window)
        return
    end = _since_midnight(span, "to", span["to_half"])
    if span["from_half"] is None and span["to_half"] is not None:
        start = _shared_half(span, end)
    if start is None or end is None or start == end or start >= _DAY:
        return
    end = end if start < end else end + _DAY
    yield replace(current, opens=midnight + start, closes=midnight + end)


def _shared_half(span: re.Match[str], end: timedelta | None) -> timedelta | None:
    """The beginning of "4-7pm", "11-2pm" or "16-7pm", where only the end says which half it is."""
    start = _since_midnight(span, "from", span["to_half"])
    if start is None or end is None:
        return _since_midnight(span, "from", None)
    return start if start < end else (start + timedelta(hours=_HALF)) % _DAY


def _since_midnight(span: re.Match[str], name: str, half: str | None) -> timedelta | None:
    """How long after midnight a time is; 24:00 is a day; None if no clock shows it."""
    hour = int(span[f"{name}_hour"])
    if half is not None:
        if not 1 <= hour <= _HALF:
            return None
        hour = hour % _HALF + (_HALF if half == "p" else 0)
    since = timedelta(hours=hour, minutes=int(span[f"{name}_minute"] or 0))
    return since if since <= _DAY else None
