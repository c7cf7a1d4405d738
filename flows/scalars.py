"""Single values as they are written in a flow's file: ids, numbers, times, languages."""

import re
from dataclasses import dataclass
from datetime import time, timedelta
from difflib import get_close_matches

from flows.form import (
    ClockForm,
    IdForm,
    LanguageForm,
    NumberForm,
    SpanForm,
    TruthForm,
    WordForm,
)
from flows.mistakes import plain
from flows.sentence import Either, Sentence

ID = r"[a-z0-9-]{1,24}"
CLOCK = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
SPAN = r"(?:([0-9]{1,4})h)? ?(?:([0-9]{1,4})m)?"

SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=24)

_LONGEST_WORD = 24
"""Comparing takes time that grows with the square of the length; no key is longer."""

_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}

ScalarForm = IdForm | NumberForm | WordForm | TruthForm | ClockForm | SpanForm | LanguageForm


@dataclass(frozen=True, slots=True)
class Unfit:
    """The text is no such value."""

    wrong: Sentence
    right: Sentence


Value = str | int | bool | time | timedelta


def convert(text: str, form: ScalarForm) -> Value | Unfit:
    """The value that a text stands for, or what is wrong with it.

    YAML 1.1 would make numbers of `17:00` and a truth of `no`; so nothing is left to it.
    """
    value: Value | Unfit
    match form:
        case IdForm():
            value = _id(text)
        case NumberForm(lowest, highest):
            value = _number(text, lowest, highest)
        case WordForm(words):
            value = text if text in words else _unknown_word(text, words)
        case TruthForm():
            value = _truth(text)
        case ClockForm():
            value = _clock(text)
        case SpanForm():
            value = _span(text)
        case _:
            value = _language(text, form)
    return value


def nearest(word: str, words: tuple[str, ...]) -> str | None:
    """The one of some words that was probably meant; long words mean none of them."""
    close = get_close_matches(word.lower(), words, 1, 0.5) if len(word) <= _LONGEST_WORD else []
    return close[0] if close else None


def _id(text: str) -> str | Unfit:
    if re.fullmatch(ID, text):
        return text
    wrong = Sentence("`{text}` cannot be an id.", text=plain(text))
    return Unfit(wrong, Sentence("Use 1 to 24 small letters (a to z), digits and hyphens."))


def _unknown_word(text: str, words: tuple[str, ...]) -> Unfit:
    meant = nearest(text, words)
    right = Sentence("Use {words}.", words=Either(tuple(f"`{word}`" for word in words)))
    if meant:
        right = Sentence("Did you mean `{meant}`?", meant=meant)
    return Unfit(Sentence("`{text}` is unknown.", text=plain(text)), right)


def _number(text: str, lowest: int, highest: int) -> int | Unfit:
    if re.fullmatch(r"[0-9]{1,6}", text) and lowest <= int(text) <= highest:
        return int(text)
    right = Sentence(
        "Write a whole number from {lowest} to {highest}.",
        lowest=str(lowest),  # as they are typed, 9999
        highest=str(highest),
    )
    return Unfit(Sentence("`{text}` does not fit here.", text=plain(text)), right)


def _truth(text: str) -> bool | Unfit:
    truth = _TRUTHS.get(text.lower())
    if truth is not None:
        return truth
    wrong = Sentence("`{text}` is neither true nor false.", text=plain(text))
    return Unfit(wrong, Sentence("Write `true` or `false`."))


def _clock(text: str) -> time | Unfit:
    clock = re.fullmatch(CLOCK, text)
    if clock is None:
        wrong = Sentence("`{text}` is no time of day.", text=plain(text))
        return Unfit(wrong, Sentence("Write it like `17:00`."))
    return time(int(clock[1]), int(clock[2]))


def _span(text: str) -> timedelta | Unfit:
    parts = re.fullmatch(SPAN, text) if text.strip() else None
    if parts is None:
        wrong = Sentence("`{text}` is no duration.", text=plain(text))
        return Unfit(wrong, Sentence("Write it like `4h`, `90m` or `3h30m`."))
    span = timedelta(hours=int(parts[1] or 0), minutes=int(parts[2] or 0))
    if SHORTEST <= span <= LONGEST:
        return span
    wrong = Sentence("`{text}` is too long.", text=plain(text))
    if span < SHORTEST:
        wrong = Sentence("`{text}` is too short.", text=plain(text))
    right = Sentence("A day stays open for 15 minutes (`15m`) to 24 hours (`24h`).")
    return Unfit(wrong, right)


def _language(text: str, form: LanguageForm) -> str | Unfit:
    if text in form.known:
        return text
    primary = re.split(r"[-_]", text, maxsplit=1)[0].lower()
    right = Sentence("Use the tag of a language, such as `de`, `en`, `uk` or `ar`.")
    if primary in form.known:
        right = Sentence("Write `{tag}`: small letters, without a country.", tag=primary)
    wrong = Sentence("`{text}` is no language tag that is known here.", text=plain(text))
    return Unfit(wrong, right)
