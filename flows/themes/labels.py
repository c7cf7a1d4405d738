"""The name of a theme, in words that its people used."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Final

from flows.themes.values import Voice
from flows.themes.words import (
    UNKNOWN,
    asked_for,
    names_something,
    stem,
    surfaces,
    tokens,
    vocabulary,
    written_in,
)

UNNAMED: Final = "…"
"""Stands where nobody who may be quoted used a word that could name the theme."""

_MOST_WORDS: Final = 2
_NOUN: Final = 1.5
"""How much more a word is worth that is written with a capital: in German it is a noun."""


@dataclass(slots=True)
class Used:
    """Who used a word, in whichever form.

    Attributes:
        texts: the texts that hold it; the same text of several people once.
        forms: how quotable people wrote it, and how often.
    """

    texts: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)


def label_of(question: str, members: Sequence[Voice], others: Sequence[Voice]) -> str:
    """Name a theme.

    Args:
        question: what was asked; its words name nothing.
        members: who is in the theme.
        others: everybody else who answered the question.

    Returns:
        One or two words, divided by a comma, in the form that quotable members used most; words
        that many members and few others used. UNNAMED where there is none.
    """
    return name(vocabulary([question]), words_of(members), words_of([*members, *others]))


def name(asked: Collection[str], inside: Mapping[str, Used], everywhere: Mapping[str, Used]) -> str:
    """Name a theme as `label_of` does, from the words of its members and those of everybody."""
    texts = {text for used in everywhere.values() for text in used.texts}

    def worth(key: str) -> float:
        rarity = log(1 + len(texts) / len(everywhere[key].texts))
        noun = form_of(inside[key].forms)[0].isupper()
        return len(inside[key].texts) * rarity * (_NOUN if noun else 1)

    eligible = [
        key
        for key, used in inside.items()
        if not asked_for(key, asked)
        and any(form.casefold() not in asked and names_something(form) for form in used.forms)
    ]
    eligible.sort(key=lambda key: (-worth(key), key))
    often = [key for key in eligible if len(inside[key].texts) > 1]
    best = (often or eligible)[:_MOST_WORDS]
    if not best:
        return UNNAMED
    first, *rest = best
    fitting = [key for key in rest if 2 * worth(key) >= worth(first) and not _within(key, first)]
    return ", ".join(form_of(inside[key].forms) for key in [first, *fitting])


def form_of(forms: Mapping[str, int]) -> str:
    """The form that was used most; of several the one in small letters."""
    return max(forms, key=lambda form: (forms[form], form))


def words_of(voices: Iterable[Voice]) -> dict[str, Used]:
    """The words that carry meaning, by stem."""
    words: dict[str, Used] = defaultdict(Used)
    for voice in voices:
        text = " ".join(tokens(voice.text))
        language = written_in(voice.text, voice.language) or UNKNOWN
        for form in set(surfaces(voice.text)):
            used = words[stem(form, language)]
            if voice.quotable and (text not in used.texts or form not in used.forms):
                used.forms[form] += 1
            used.texts.add(text)
    return dict(words)


def _within(one: str, other: str) -> bool:
    return one in other or other in one
