"""Names of people in a text, as people write them: in full, or so that others know who is meant.

A first name alone is not looked for: too many are words of every day (Rose, Ernst, Grace, Mai), and
an initial would hide nobody who is known by their first name anyway.

In small letters a name may be no name: `im mai will ich`, `leo will`, `die frau stark machen`. A
question about that would only annoy, so a name that is not written with capitals counts

- in full, or with the last name shortened, if none of the two words holds sentences together, and
  not both are words of every day: `jonna klein` and `mark lind` count, `mark klein` does not;
- behind a title, if the last name is none that may follow it in a sentence: `frau beispiel` counts,
  `frau stark` does not.

It makes no difference whether the language is German or English, for answers mix them.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from flows.everyday_names import EVERYDAY, HOLDING_TOGETHER, MAY_FOLLOW

FROM_HERE_A_NAME = 2
"""Letters; what has fewer is an initial already."""

_TITLES = r"(?:Frau|Herrn?|Fr\.|Hr\.|Mrs\.?|Ms\.?|Mr\.?|Mx\.?)"
_TITLED = re.compile(rf"(?<!\w){_TITLES}\s+\w", re.IGNORECASE)
_PARTICLES = frozenset({"van", "von", "de", "del", "di", "al"})
_BEHIND_PARTICLES = frozenset({"der", "den", "dem", "la"})
_ENDS = ".,;:!?…)"
_AROUND_WORDS = "\"'“”„‚‘’«»()[].,;:!?…-–"
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
    words, first, last = _words_of(name)
    # Most names of a workshop are not in most texts.
    if not words or (first not in lower and last not in lower):
        return
    for found in _pattern(words).finditer(text):
        start, end = found.span("said" if found["said"] else "surname")
        said = re.findall(r"[^\W\d_][\w.’'-]*", text[start:end])
        capital = all(_is_capital(word, words) for word in said)
        if capital or (_counts_in_full(first, last) if found["said"] else last not in MAY_FOLLOW):
            yield start, end, _initials(said)


@lru_cache(4096)
def _words_of(name: str) -> tuple[tuple[str, ...], str, str]:
    """The words of a name, the first and the last once more as they are compared.

    Nothing where it is none that can be looked for.
    """
    words = tuple(word for word in name.split() if word[0].isalpha())
    if len(words) < 2 or len(_letters(words[0])) < FROM_HERE_A_NAME:  # noqa: PLR2004 - first and last
        return (), "", ""
    return words, words[0].casefold(), words[-1].casefold()


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


def _counts_in_full(first: str, last: str) -> bool:
    """Whether a first and a last name in small letters are hardly anything else."""
    if first in HOLDING_TOGETHER or last in HOLDING_TOGETHER:
        return False
    return first not in EVERYDAY or last not in EVERYDAY


def may_stand_in_small_letters(text: str) -> bool:
    """Whether it is worth while to look for names that are not written with capitals.

    That is so where two words stand one after the other that do not hold the sentence together, or
    one behind a title.
    """
    before = between = False
    for word in text.casefold().split():
        said = word.strip(_AROUND_WORDS)
        between = said in _PARTICLES or (between and said in _BEHIND_PARTICLES)
        if between:
            continue
        may_be = bool(said) and said not in HOLDING_TOGETHER
        if before and may_be:
            return True
        before = may_be and word[-1] not in _ENDS
    return _TITLED.search(text) is not None


def _initials(words: list[str]) -> str:
    """`A. H.`; without particles (`von`) between."""
    ends = (0, len(words) - 1)
    shown = [word for n, word in enumerate(words) if n in ends or word[0].isupper()]
    return " ".join(f"{word[0].upper()}." for word in shown)


def _letters(word: str) -> str:
    return "".join(one for one in word if one.isalpha())
