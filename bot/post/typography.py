"""How words are set: quotation marks, reading direction, spaces that must not break."""

import re
import unicodedata
from collections import Counter

from bot.messages.direction import isolated

_MARKS = {"de": ("„", "“"), "en": ("“", "”")}
_BY_SCRIPT = {"ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "GEORGIAN": "ka", "ARMENIAN": "hy"}
_BY_LETTER = {
    "ARABIC": (("پچژگ", "fa"),),
    "CYRILLIC": (("іїєґ", "uk"), ("ыэъё", "ru")),
}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ABBREVIATION = re.compile(r"\b([A-Za-z])\. (?=[A-Za-z]\.)")
_DAY_OF_MONTH = re.compile(r"\b(\d{1,2}\.?) (?=[A-ZÄÖÜ][a-zä])")


def quoted(text: str, language: str | None, post_language: str) -> str:
    """The words between quotation marks, as their language has them, else as the post's.

    The words themselves stay as they are, line breaks too; only lines that read from right to left
    are isolated, so that they do not carry the marks along.

    Args:
        text: the words.
        language: IETF tag of their language, where it is known.
        post_language: one of the bot's languages.
    """
    spoken = (language or "").partition("-")[0].lower()
    opening, closing = _MARKS.get(spoken, _MARKS[post_language])
    return f"{opening}{isolated(text)}{closing}"


def spoken(text: str, asked: str | None) -> str | None:
    """The language of words as their letters show it; `und` (undetermined) where they do not.

    People are asked in one language and may answer in another. Whoever listens to a screen reader
    should not hear Arabic read out as German.

    Args:
        text: the words.
        asked: IETF tag of the language in which their author was asked, where it is known.
    """
    scripts = Counter(_script(letter) for letter in text.casefold() if letter.isalpha())
    script = max(scripts, key=lambda one: (scripts[one], one), default="LATIN")
    if script == "LATIN":
        return asked
    for letters, language in _BY_LETTER.get(script, ()):
        if any(letter in text.casefold() for letter in letters):
            return language
    return _BY_SCRIPT.get(script, "und")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "LATIN").partition(" ")[0]


def reads_from_right(text: str) -> bool:
    """Whether a paragraph reads from right to left: whether its first letter does."""
    directions = map(unicodedata.bidirectional, text)
    return next((one != "L" for one in directions if one in {"L", "R", "AL"}), False)


def printable(text: str) -> str:
    """Text in which what no file may hold (controls, halves of characters) is a `\ufffd`."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def tied(text: str) -> str:
    """Text with no-break spaces in dates ("30. Januar") and abbreviations ("e. V.", "z. B.")."""
    return _DAY_OF_MONTH.sub("\\1\u00a0", _ABBREVIATION.sub("\\1.\u00a0", text))
