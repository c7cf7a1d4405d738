"""Reading what was typed to a question as the kind of answer that it wants."""

import re

from flows.script import Kind, Question, Scale

_SEPARATORS = re.compile(r"[\s,;+&/]+")


def choices_of(question: Question) -> tuple[str, ...]:
    """The ids that an answer may consist of: option ids, or the scale's digits."""
    if question.scale is not None:
        return scale_steps(question.scale)
    return tuple(option.id for option in question.options)


def scale_steps(scale: Scale) -> tuple[str, ...]:
    """The steps of a scale as they are stored, lowest first."""
    return tuple(str(step) for step in range(scale.lowest, scale.highest + 1))


def read_options(question: Question, text: str) -> tuple[str, ...] | None:
    """The options meant by typed words: a label in any language, or its number from 1.

    On a scale the number is the step itself. Several, parted by commas or spaces, only where the
    question allows several. None where the words mean no option. The order is the question's.
    """
    whole = _option(question, text)
    if whole is not None:
        return (whole,)
    if question.kind is not Kind.CHOICES:
        return None
    words = [word for word in _SEPARATORS.split(text.strip()) if word]
    if not all(word.isdecimal() for word in words):
        words = [word for word in text.split(",") if word.strip()]
    meant = {_option(question, word) for word in words}
    if None in meant or not meant:
        return None
    return tuple(option for option in choices_of(question) if option in meant)


def _option(question: Question, text: str) -> str | None:
    said = text.strip().rstrip(".)").casefold()
    steps = choices_of(question)
    if question.scale is not None:
        return said if said in steps else None
    if said.isdecimal() and 1 <= int(said) <= len(steps):
        return steps[int(said) - 1]
    for option in question.options:
        if said in {label.casefold().rstrip(".") for label in option.text.values()}:
            return option.id
    return None
