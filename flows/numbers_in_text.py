"""Telephone numbers and bank accounts (IBAN) in a text.

Dates, years, times, sums of money and lists are none.
"""

import re
from collections.abc import Iterator
from string import ascii_uppercase

Span = tuple[int, int]

# Nothing is used up, so that one may stand right behind another.
_IBAN = re.compile(r"(?<!\w)(?=[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30})", re.ASCII | re.IGNORECASE)
# Of the countries in SWIFT's IBAN registry whose people are met in Europe.
_LENGTHS = (
    "AD:24 AL:28 AT:20 BA:20 BE:16 BG:22 CH:21 CY:28 CZ:24 DE:22 DK:18 EE:20 ES:24 FI:18 FR:27 "
    "GB:22 GE:22 GI:23 GR:27 HR:21 HU:28 IE:22 IL:23 IS:26 IT:27 LB:28 LI:21 LT:20 LU:20 LV:21 "
    "MC:27 MD:24 ME:22 MK:19 MT:31 NL:18 NO:15 PL:28 PT:25 RO:24 RS:22 SE:24 SI:19 SK:24 SM:27 "
    "TR:26 UA:29 XK:20"
)
_IBAN_LENGTHS = {
    country: int(length) for country, length in (one.split(":") for one in _LENGTHS.split())
}
_CHECK = 97

_CANDIDATE = re.compile(r"(?:\d[\s/().–-]{0,3}){7}")
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<!\d)(?<!\d[./-]){_DAY}([./-])\s?{_MONTH}(?:\1\s?(?:19|20)?\d\d|\.)(?![./]?\d)"
    r"|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
)
# As people write numbers that do not exist: an area code with a zero, and what follows.
_WRITTEN = re.compile(r"(?<![\w.,])(?:\+\d{1,3}|\(?0\d{1,5}\)?)(?:[ /–-]{1,3}\d+){1,6}(?![\w])")
_FEWEST, _MOST = 9, 15


def ibans_in(text: str) -> Iterator[Span]:
    """Where accounts stand whose check digits are right (ISO 13616)."""
    taken = 0
    for found in _IBAN.finditer(text):
        start = found.start()
        length = _IBAN_LENGTHS.get(text[start : start + 2].upper(), 0)
        end = _end_of(text, start, length)
        if start >= taken and length and end is not None and _is_sound(text[start:end]):
            yield start, end
            taken = end


def phones_in(text: str, region: str) -> Iterator[Span]:
    """Where telephone numbers stand that can be called, or are written as such.

    `region` is the country whose numbers need no country code.
    """
    text = _DATE.sub(lambda date: "…" * len(date[0]), text)
    if not _CANDIDATE.search(text):
        return
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415 - 7 MB; most texts need none

    for match in PhoneNumberMatcher(text, region):
        yield match.start, match.end
        text = f"{text[: match.start]}{'…' * (match.end - match.start)}{text[match.end :]}"
    for found in _WRITTEN.finditer(text):
        if _FEWEST <= sum(one.isdigit() for one in found[0]) <= _MOST:
            yield found.span()


def _end_of(text: str, start: int, length: int) -> int | None:
    """Behind so many letters and digits; None where the word goes on or there are too few."""
    seen = 0
    for place in range(start, len(text)):
        seen += text[place].isalnum()
        if seen == length:
            behind = text[place + 1 : place + 2]
            return None if behind.isalnum() else place + 1
    return None


def _is_sound(iban: str) -> bool:
    plain = iban.replace(" ", "").upper()
    turned = plain[4:] + plain[:4]
    digits = (str(ascii_uppercase.find(one) + 10) if one.isalpha() else one for one in turned)
    return int("".join(digits)) % _CHECK == 1
