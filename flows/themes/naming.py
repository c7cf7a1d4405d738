"""The name of a theme holds words of its answers; when an answer goes, its words go with it."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:[-/'’]\w+)*")

TELLING = 4
"""Letters from which a word of a name that somebody typed tells something about an answer."""


def borne_out(label: str, remaining: Iterable[str], gone: Iterable[str] | None = None) -> str:
    """A name without the words that no answer holds any more.

    Args:
        label: the name, made from words of answers.
        remaining: the answers of the theme whose words may be shown.
        gone: the answers that went; only their words are looked at. All are where it is None.

    Returns:
        The name itself where all its words are borne out, else those that are; maybe none.
    """
    here = [text.casefold() for text in remaining]
    went = None if gone is None else [text.casefold() for text in gone]
    words = _WORD.findall(label)
    kept = [word for word in words if _held(word, here) or not (went is None or _held(word, went))]
    return label if kept == words else ", ".join(kept)


def tells_of(label: str, remaining: Iterable[str], gone: Iterable[str]) -> bool:
    """Whether a typed name holds a word that only answers that went have used."""
    here = [text.casefold() for text in remaining]
    went = [text.casefold() for text in gone]
    return any(
        len(word) >= TELLING and _held(word, went) and not _held(word, here)
        for word in _WORD.findall(label)
    )


def _held(word: str, texts: Iterable[str]) -> bool:
    return any(word.casefold() in text for text in texts)
