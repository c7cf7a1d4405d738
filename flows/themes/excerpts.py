"""Words of an answer that can stand for it: an exact part of it, whole sentences if possible."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

from flows.themes.words import SURFACE, stem

FEWEST: Final = 4
MOST: Final = 25
"""In words; what is shorter says little by itself, what is longer nobody reads."""

_UNDERSTOOD: Final = 6

_END: Final = re.compile(r"[.!?…]+[\"”“’»«)]*(?=\s|$)|\n+")
_PAUSE: Final = re.compile(r"[,;:–—](?=\s)|\s(?=[–—-]\s)")
_LANGUAGES: Final = ("de", "en")


def excerpt(text: str, about: Collection[str] = (), most: int = MOST) -> str:
    """The part of an answer that is quoted.

    Args:
        text: the answer, exactly.
        about: words that the quote should rather hold, in any form.
        most: how many words it may have.

    Returns:
        The whole answer where it is short enough; else a few sentences one after another, those
        that hold most of `about` or else the first; else the beginning of a sentence, up to a
        pause. It is always an exact part of the text, without white space at its ends.
    """
    whole = text.strip()
    if _length(whole) <= most:
        return whole
    wanted = {stem(word, language) for word in about for language in _LANGUAGES}
    runs = list(_runs(whole, most))
    if runs:
        return max(runs, key=lambda run: (_holds(run, wanted), *_fits(run, bool(wanted))))
    sentences = [sentence for sentence in _sentences(whole) if _length(sentence) > most]
    return _beginning(max(sentences, key=lambda one: _holds(one, wanted)), most)


def _fits(run: str, looking: bool) -> tuple[bool, int]:
    """Long enough to be understood alone; then the shortest where words are looked for."""
    words = _length(run)
    return words >= _UNDERSTOOD, -words if looking else 0


def first_sentence(text: str) -> str:
    """The first sentence of a text that has one, else nothing."""
    return next(iter(_sentences(text)), "")


def _length(text: str) -> int:
    return len(SURFACE.findall(text))


def _holds(text: str, wanted: Collection[str]) -> int:
    words = SURFACE.findall(text)
    return len({stem(w, language) for w in words for language in _LANGUAGES} & set(wanted))


def _sentences(text: str) -> list[str]:
    """The sentences, each an exact part of the text."""
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(ends)]
    return [part for part in parts if _length(part)]


def _runs(text: str, most: int) -> Iterator[str]:
    """Sentences one after another with a length that suits, by their start, the shortest first."""
    places = _places(text, _sentences(text))
    for first, (start, _) in enumerate(places):
        for _, end in places[first:]:
            if FEWEST <= _length(text[start:end]) <= most:
                yield text[start:end]


def _places(text: str, sentences: list[str]) -> list[tuple[int, int]]:
    """Where each sentence begins and ends in the text."""
    places: list[tuple[int, int]] = []
    after = 0
    for sentence in sentences:
        start = text.index(sentence, after)
        after = start + len(sentence)
        places.append((start, after))
    return places


def _beginning(sentence: str, most: int) -> str:
    """The longest part from the start that ends at a pause, or after the last word that fits."""
    words = list(SURFACE.finditer(sentence))
    limit = words[most - 1].end()
    pauses = [found.start() for found in _PAUSE.finditer(sentence, 0, limit + 1)]
    fitting = [end for end in pauses if _length(sentence[:end]) >= FEWEST]
    return sentence[: fitting[-1] if fitting else limit].strip()
