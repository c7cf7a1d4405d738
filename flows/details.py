"""Details about other people in what somebody wrote: what they are, where they stand.

Rules find them, no model: what has the form of a number or an address, and the names of those who
take part in the same workshop. Nobody is judged by it; the author decides what becomes of them.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import partial

from flows.addresses_in_text import BEGINNINGS, handles_in, mails_in, streets_in, webs_in
from flows.names_in_text import may_be_double, may_stand_in_small_letters, names_in
from flows.numbers_in_text import ibans_in, phones_in

LEFT_OUT = "[…]"
"""What stands in the place of a number or an address."""


class DetailKind(StrEnum):
    """What a detail is."""

    PHONE = auto()
    MAIL = auto()
    WEB = auto()
    HANDLE = auto()
    IBAN = auto()
    STREET = auto()
    NAME = auto()


class Decision(StrEnum):
    """What the author says to the details in an answer; the value is what is stored."""

    OPEN = "open"
    """They have been asked. Until they choose, the answer is not quoted."""
    KEPT = "kept"
    REPLACED = "replaced"
    """The answer holds them no more."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail and where it stands.

    Attributes:
        start: of its first character in the text.
        end: behind its last character.
        words: what stands there.
        instead: what would take its place.
    """

    kind: DetailKind
    start: int
    end: int
    words: str
    instead: str = LEFT_OUT


_FORMED = re.compile(r"[@\d]")
_JOINED = re.compile(r"\.\w\w")
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ſЀ-Я"
_PAIR = re.compile(
    rf"([{_UPPER}](?<!\w.)\w*)(?:(?<!\w{{4}})\.)?\s+(?:(?:v[ao]n|de[rn]?)\s+)*(?=[{_UPPER}])"
)
_NO_CAPITALS = re.compile(r"[\u0590-\u1cff\u3040-\ud7ff]")  # scripts without them
_NO_NAMES = frozenset(BEGINNINGS.split("|"))


def could_hold(text: str) -> bool:
    """Whether a number or an address may stand in it: a look that costs next to nothing."""
    return _FORMED.search(text) is not None or _JOINED.search(text) is not None


def could_name(text: str) -> bool:
    """Whether it is worth while to look for names: two words that may be one stand together.

    What costs least is looked for first: this is asked about every answer and every sentence.
    """
    if any(pair[1] not in _NO_NAMES for pair in _PAIR.finditer(text)):
        return True
    if may_be_double(text) or may_stand_in_small_letters(text):
        return True
    return not text.isascii() and _NO_CAPITALS.search(text) is not None


def find(text: str, names: Collection[str] = (), region: str = "DE") -> tuple[Detail, ...]:
    """The details in a text, in their order; none overlaps another.

    Args:
        text: what somebody wrote.
        names: the full names of other people who take part.
        region: whose telephone numbers are written without a country code (ISO 3166).
    """
    found: list[Detail] = []
    if could_hold(text):
        for kind, spans_in in (
            (DetailKind.IBAN, ibans_in),
            (DetailKind.MAIL, mails_in),
            (DetailKind.WEB, webs_in),
            (DetailKind.HANDLE, handles_in),
            (DetailKind.STREET, streets_in),
            (DetailKind.PHONE, partial(phones_in, region=region)),
        ):
            # What is found hides what else could be seen in it.
            hidden = _hidden(text, found)
            found += [Detail(kind, a, b, text[a:b]) for a, b in spans_in(hidden)]
    if names:
        found += (
            Detail(DetailKind.NAME, a, b, text[a:b], instead)
            for a, b, instead in names_in(_hidden(text, found), names)
        )
    return tuple(sorted(found, key=lambda one: one.start))


def without(text: str, details: Sequence[Detail]) -> str:
    """The text with something else in the place of each of these details of it."""
    return _replaced(text, 0, len(text), details)


def sentences_without(text: str, details: Sequence[Detail]) -> tuple[str, ...]:
    """The sentences that hold these details, as `without` would leave them."""
    ends = _ends_of_sentences(text, details)
    bounds = list(zip([0, *ends], [*ends, len(text)], strict=True))
    return tuple(
        _replaced(text, start, end, details).strip()
        for start, end in bounds
        if any(start <= one.start < end for one in details)
    )


def _hidden(text: str, found: Sequence[Detail]) -> str:
    """The text with what was found made invisible; every character stays in its place."""
    for one in found:
        text = f"{text[: one.start]}[{'…' * (one.end - one.start - 2)}]{text[one.end :]}"
    return text


def _replaced(text: str, start: int, end: int, details: Sequence[Detail]) -> str:
    parts = []
    for one in sorted(details, key=lambda one: one.start):
        if start <= one.start < end:
            parts += [text[start : one.start], one.instead]
            # An initial has its full stop; a sentence needs no second one.
            start = one.end + (one.instead[-1] == "." == text[one.end : one.end + 1])
    return "".join([*parts, text[start:end]])


_END = re.compile(r"(?<=[^\s.]{2})[.!?…]+[\"”“’)]*\s+(?=[^\sa-zäöü])|\n+")
_SHORT = re.compile(r"(?:\b(?:Dr|Fr|Hr|Mr|Mrs|Ms|Nr|Prof|St|Str|Tel|bzw|ca|etc|evtl|ggf|usw)|\d)$")


def _ends_of_sentences(text: str, details: Sequence[Detail]) -> list[int]:
    """Where sentences end in a text; not in a detail, and not after what is only shortened."""
    return [
        found.end()
        for found in _END.finditer(text)
        if not any(one.start < found.end() <= one.end for one in details)
        and ("\n" in found[0] or not _SHORT.search(text, max(0, found.start() - 6), found.start()))
    ]
