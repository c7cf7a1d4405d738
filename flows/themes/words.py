"""From a text to its words: which there are, which carry meaning, what they have in common.

`ß` is folded to `ss` everywhere, as `str.casefold` does it, so that Swiss and German spelling meet.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

import snowballstemmer

from flows.themes import pale_words
from flows.themes.function_words import BY_LANGUAGE, IN_OTHER_SCRIPTS

WORD: Final = re.compile(r"[^\W\d_]+")
SURFACE: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
"""A word as people read it, with its hyphens and digits."""

UNKNOWN: Final = "und"
"""The tag of a language that is none of those known here."""

_ALGORITHMS: Final = {"de": "german", "en": "english"}
_FUNCTION_WORDS: Final = IN_OTHER_SCRIPTS.union(*BY_LANGUAGE.values())
_SHORTEST: Final = 3
_LONG_ENOUGH: Final = 5
_SURE: Final = 0.15
"""The share of function words from which on a text is taken to be written in that language."""


def tokens(text: str) -> list[str]:
    """All words of a text, folded, without digits."""
    return WORD.findall(text.casefold())


def stems(text: str, language: str) -> list[str]:
    """The stems of the words that carry meaning, in their order, with repetitions."""
    plain = BY_LANGUAGE.get(language, _FUNCTION_WORDS)
    return [stem(word, language) for word in tokens(text) if word not in plain]


def says_something(word: str) -> bool:
    """Whether a word carries meaning by itself, in whichever language it is written."""
    folded = word.casefold()
    return len(folded) >= _SHORTEST and not folded.isdigit() and folded not in _FUNCTION_WORDS


def is_pale(root: str, language: str) -> bool:
    """Whether a stem is one of a word that says little by itself, as "know" or "people"."""
    return root in _pale(language)


def within(part: str, compound: str) -> bool:
    """Whether a stem is a part of a compound, and long enough that this is no chance."""
    return len(part) >= _LONG_ENOUGH and part in compound


def asked_for(root: str, asked: Collection[str]) -> bool:
    """Whether a stem, alone or as a part of a compound, is one of a question."""
    return root in asked or any(within(root, one) for one in asked)


def names_something(word: str) -> bool:
    """Whether a word, in whichever language it is written, can be the name of a theme."""
    return not any(stem(word, language) in _pale(language) for language in _ALGORITHMS)


@lru_cache
def _pale(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in pale_words.BY_LANGUAGE.get(language, ()))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """What the forms of a word share; the folded word itself in languages that are not known."""
    folded = word.casefold()
    algorithm = _ALGORITHMS.get(language)
    return folded if algorithm is None else str(_stemmer(algorithm).stemWord(folded))


@lru_cache
def _stemmer(algorithm: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(algorithm)


def surfaces(text: str) -> list[str]:
    """The words of a text as they are written, those without meaning left out."""
    return [word for word in SURFACE.findall(text) if says_something(word)]


def written_in(text: str, asked: str | None) -> str | None:
    """The language that a text is written in.

    Args:
        text: what somebody wrote.
        asked: IETF tag of the language in which they were asked; decides where the text does not.

    Returns:
        "de", "en", another primary tag, UNKNOWN for another script; None where nothing tells.
    """
    found = tokens(text)
    if found and sum(word[0] < "\u0250" for word in found) * 2 < len(found):
        return UNKNOWN
    hits = {code: sum(word in plain for word in found) for code, plain in BY_LANGUAGE.items()}
    first, second = sorted(hits, key=lambda code: -hits[code])[:2]
    if hits[first] > hits[second] and hits[first] >= _SURE * len(found):
        return first
    return asked.split("-")[0].lower() if asked else None


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The stems, in every language known, of all words of some texts, and these as they stand."""
    several = list(texts)
    words = {word for text in several for word in tokens(text)}
    whole = {form.casefold() for text in several for form in SURFACE.findall(text)}
    return frozenset(stem(word, language) for word in words for language in _ALGORITHMS) | (
        words | whole
    )
