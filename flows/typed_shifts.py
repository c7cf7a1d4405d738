"""Shifts as facilitators type them, in German and English."""

import re
from datetime import timedelta

from flows.typed_text import evened

LONGEST_SHIFT = timedelta(hours=12)
"""What is more than this is a new date, and asked for as one."""

_PHRASES = {
    "halbe stunde": 30,
    "halbestunde": 30,
    "half hour": 30,
    "half an hour": 30,
    "halb stunde": 30,
    "stunde": 60,
    "hour": 60,
    "viertelstunde": 15,
    "viertel stunde": 15,
    "quarter of an hour": 15,
    "quarter hour": 15,
    "dreiviertelstunde": 45,
    "dreiviertel stunde": 45,
    "three quarters of an hour": 45,
    "anderthalb stunden": 90,
    "eineinhalb stunden": 90,
    "hour and a half": 90,
    "one and a half hours": 90,
}
_HOURS = r"(?:h|hrs?|std|stdn|stunden?|hours?)\.?"
_MINUTES = r"(?:m|min|mins|minuten?|minutes?|')\.?"
_AND = r"(?: ?(?:und|and|,))? ?"
_AMOUNTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<minutes>\d{{1,4}})(?: ?{_MINUTES})?",
        r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?: ?h)?",
        rf"(?P<hours>\d{{1,2}}) ?{_HOURS}",
        rf"(?P<hours>\d{{1,2}}) ?{_HOURS}{_AND}(?P<minutes>\d{{1,3}})(?: ?{_MINUTES})?",
        rf"(?P<hours>\d{{1,2}})[.,](?P<tenths>\d) ?{_HOURS}",
    )
)
_LEAD = re.compile(r"^(?:um|by)\b ?|^(?P<sign>[+-]) ?")
_TAIL = re.compile(r" (?:(?P<earlier>früher|frueher|earlier)|später|spaeter|later)$")
_ARTICLE = re.compile(r"^(?:eine|einer|one|an|a)(?= (?!and ))\s")


def read_shift(text: str) -> timedelta | None:
    """By how much to move a round: `30m`, `+1h`, `-15 min`, `1h30`, `1:30`, `half an hour`, `30`.

    Args:
        text: what was typed; a number alone is minutes; "früher" and "earlier" mean backwards.

    Returns:
        The shift, negative for earlier, within twelve hours either way; None if the text says
        none, or nothing that would move.
    """
    amount = evened(text)
    earlier = False
    lead = _LEAD.match(amount)
    if lead is not None:
        earlier = lead["sign"] == "-"
        amount = amount[lead.end() :]
    tail = _TAIL.search(amount)
    if tail is not None:
        earlier = earlier or tail["earlier"] is not None
        amount = amount[: tail.start()]
    shift = _amount(_ARTICLE.sub("", amount))
    if shift is None or not timedelta() < shift <= LONGEST_SHIFT:
        return None
    return -shift if earlier else shift


def _amount(text: str) -> timedelta | None:
    if text in _PHRASES:
        return timedelta(minutes=_PHRASES[text])
    for pattern in _AMOUNTS:
        found = pattern.fullmatch(text)
        if found is not None:
            parts = {name: int(digits) for name, digits in found.groupdict().items()}
            hours = parts.get("hours", 0) + parts.get("tenths", 0) / 10
            return timedelta(hours=hours, minutes=parts.get("minutes", 0))
    return None
