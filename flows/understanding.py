"""Reading what was typed to a question as the kind of answer that it wants."""

import re

from flows.script import Kind, Question, Scale

_BETWEEN_NUMBERS = re.compile(r"[\s,;+&/]+")
_BETWEEN_LABELS = re.compile(r"[,;\n]")
_LONGEST_NUMBER = 4
"""Digits; no question has more options than that, nor a longer scale."""


def choices_of(question: Question) -> tuple[str, ...]:
    """The ids that an answer may consist of: option ids, or the scale's digits."""
    if question.scale is not None:
        return scale_steps(question.scale)
    return tuple(option.id for option in question.options)


def scale_steps(scale: Scale) -> tuple[str, ...]:
    """The steps of a scale as they are stored, lowest first."""
    return tuple(str(step) for step in range(scale.lowest, scale.highest + 1))


def read_options(question: Question, text: str) -> tuple[str, ...] | None:
    """The options meant by typed words: a label in any language, else its number from 1.

    On a scale the number is the step itself. Several, parted by commas, lines or (numbers only)
    spaces, only where the question allows several. None where the words mean no option. The order
    is the question's.
    """
    whole = _option(question, text)
    if whole is not None:
        return (whole,)
    if question.kind is not Kind.CHOICES:
        return None
    words = [word for word in _BETWEEN_NUMBERS.split(text) if word]
    if not all(word.isdecimal() for word in words):
        words = [word for word in _BETWEEN_LABELS.split(text) if word.strip()]
    meant = {_option(question, word) for word in words}
    if None in meant or not meant:
        return None
    return tuple(option for option in choices_of(question) if option in meant)


def _option(question: Question, text: str) -> str | None:
    said = _plain(text)
    number = int(said) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else -1
    if question.scale is not None:
        return str(number) if str(number) in choices_of(question) else None
    for option in question.options:
        if said in {_plain(label) for label in option.text.values()}:
            return option.id
    return question.options[number - 1].id if 1 <= number <= len(question.options) else None


def _plain(words: str) -> str:
    """Words as they are compared: `2.`, `2)` and `2` are the same, `Ja` and `ja` too."""
    return words.strip().rstrip(".)").casefold()
