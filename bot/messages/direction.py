"""Words that read from right to left, among words that do not."""

import unicodedata
from typing import Final

_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_NEEDS_ISOLATION: Final = {"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"}


def isolated(text: str) -> str:
    """Text that does not disturb the direction of what stands around it.

    A line that holds characters from right to left, or that sets a direction, is put between the
    characters U+2068 and U+2069 (Unicode Standard Annex 9: an isolate ends with its paragraph,
    hence each line by itself). Every other line is unchanged, and so is one that is apart already.
    """
    if text.isascii():
        return text
    return "\n".join(_isolated_line(line) for line in text.split("\n"))


def bare(text: str) -> str:
    """Text without the characters that `isolated` has put into it, for who isolates by itself."""
    return text.replace(_FIRST_STRONG_ISOLATE, "").replace(_POP_ISOLATE, "")


def _isolated_line(line: str) -> str:
    if line.startswith(_FIRST_STRONG_ISOLATE) and line.find(_POP_ISOLATE) == len(line) - 1:
        return line
    if any(unicodedata.bidirectional(character) in _NEEDS_ISOLATION for character in line):
        return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}"
    return line
