"""Where a quote stands on its way to its author's yes, and what its author can decide."""

import hashlib
from enum import StrEnum

from flows.attribution import Attribution, first_name

LONGEST_SENTENCE = 400
"""Of a sentence that somebody writes for the post, in characters."""

_YES = frozenset({"ja", "yes", "ok", "okay", "gerne", "gern", "sure"})
_NO = frozenset({"nein", "no", "nö", "lieber nicht", "rather not"})


class QuoteState(StrEnum):
    """The value is what is stored; only ALLOWED is ever printed."""

    PROPOSED = "proposed"
    """Somebody wants it in the post; its author does not know yet."""
    ASKED = "asked"
    ALLOWED = "allowed"
    DECLINED = "declined"


class Flaw(StrEnum):
    """Why a text cannot stand as a sentence in the post."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    SEVERAL_PARAGRAPHS = "several_paragraphs"


def flaw_of(sentence: str) -> Flaw | None:
    """What is wrong with a sentence that its author wrote for the post; None where nothing is."""
    if not sentence.strip():
        return Flaw.EMPTY
    if "\n" in sentence.strip():
        return Flaw.SEVERAL_PARAGRAPHS
    return Flaw.TOO_LONG if len(sentence.strip()) > LONGEST_SENTENCE else None


def ways(wish: Attribution, full_name: str) -> tuple[Attribution, ...]:
    """How somebody may allow a sentence: the way they wished on joining comes first.

    Who goes by one word is offered that once.
    """
    several = first_name(full_name) != full_name
    if wish is Attribution.FIRST_NAME and not several:
        wish = Attribution.FULL_NAME
    named = (Attribution.FIRST_NAME, Attribution.FULL_NAME) if several else (Attribution.FULL_NAME,)
    every = (*named, Attribution.UNNAMED)
    return (*(way for way in every if way is wish), *(way for way in every if way is not wish))


def mark(words: str) -> str:
    """Names these words, so that a button under other ones allows nothing. Eight characters."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def says_yes(text: str) -> bool:
    """Whether a short text is a plain yes."""
    return _plain(text) in _YES


def says_no(text: str) -> bool:
    """Whether a short text is a plain no."""
    return _plain(text) in _NO


def _plain(text: str) -> str:
    return text.strip().rstrip(".!").casefold()
