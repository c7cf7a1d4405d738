"""Names of people in a text, as people write them: in full, or so that others know who is meant.

A first name alone is not looked for: too many are words of every day (Rose, Ernst, Grace, Mai), and
an initial would hide nobody who is known by their first name anyway.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

FROM_HERE_A_NAME = 2
"""Letters; what has fewer is an initial already."""

_TITLES = r"(?:Frau|Herrn?|Fr\.|Hr\.|Mrs\.?|Ms\.?|Mr\.?|Mx\.?)"
_GENITIVE = r"(?:s|['’]s|['’](?=\s))?"


def names_in(text: str, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Where these names stand, and the initials that could stand there instead; none overlaps.

    Each is found in full, with the last name shortened (`Grace M.`), and as the last name behind a
    title (`Frau Muster`).
    """
    lower = text.casefold()
    found = [one for name in names for one in _standing(text, lower, name)]
    taken = 0
    for start, end, instead in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= taken:
            yield start, end, instead
            taken = end


def _standing(text: str, lower: str, name: str) -> Iterator[tuple[int, int, str]]:
    words = tuple(word for word in name.split() if word[0].isalpha())
    if len(words) < 2 or len(_letters(words[0])) < FROM_HERE_A_NAME:  # noqa: PLR2004 - first and last
        return
    # Most names of a workshop are not in most texts.
    if words[0].casefold() not in lower and words[-1].casefold() not in lower:
        return
    for found in _pattern(words).finditer(text):
        start, end = found.span("said" if found["said"] else "surname")
        said = re.findall(r"[^\W\d_][\w.’'-]*", text[start:end])
        if all(_is_capital(word, words) for word in said):
            yield start, end, _initials(said)


@lru_cache(1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    first, last = re.escape(words[0]), re.escape(words[-1])
    forms = [r"\s+".join(map(re.escape, words)), rf"{first}\s+{last}"]
    if len(_letters(words[-1])) < FROM_HERE_A_NAME:
        surname = "(?!)"
    else:
        forms.append(rf"{first}\s+{re.escape(words[-1][0])}\.")
        surname = last
    said = "|".join(forms)
    return re.compile(
        rf"(?<!\w)(?:(?P<said>(?:{said}){_GENITIVE})"
        rf"|{_TITLES}\s+(?P<surname>{surname}{_GENITIVE}))(?!\w)",
        re.IGNORECASE,
    )


def _is_capital(word: str, words: tuple[str, ...]) -> bool:
    """Whether it is written as a name, or as the name itself is written."""
    return not word[0].islower() or any(word.startswith(one) for one in words)


def _initials(words: list[str]) -> str:
    """`A. H.`; of a name with particles (`von`) without these."""
    shown = [word for word in words if word[0].isupper()] or words
    return " ".join(f"{word[0].upper()}." for word in shown)


def _letters(word: str) -> str:
    return "".join(one for one in word if one.isalpha())
