"""Names of people in a text, as people write them: in full, or so that others know who is meant.

A first name alone is not looked for: too many are words of every day (Rose, Ernst, Grace, Mai), and
an initial would hide nobody who is known by their first name anyway. A double one says more, and so
do the first two words of a longer name: `Anna Lena` is `Anna-Lena Berg`, and `José García` is `José
García López`, unless one of the two words holds sentences together or both are words of every day.

In small letters a name may be no name: `im mai will ich`, `leo will`, `die frau stark machen`. A
question about that would only annoy, so a name that is not written with capitals counts

- in full, or with the last name shortened, if none of the two words holds sentences together, and
  not both are words of every day: `jonna klein` and `mark lind` count, `mark klein` does not;
- behind a title, if the last name is none that may follow it in a sentence: `frau beispiel` counts,
  `frau stark` does not.

It makes no difference whether the language is German or English, for answers mix them, nor whether
somebody has the letters at hand: `Juergen Mueller` and `Jurgen Muller` are `Jürgen Müller`, and the
other way round.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
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
_HYPHEN = "[-‐‑]"
_GAP = rf"(?:{_HYPHEN}|\s+)"
_HYPHENED = re.compile(rf"{_HYPHEN}(?<=[^\W\d_]{{2}}.)[^\W\d_]{{2}}")
_ONE_LETTER = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"}


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that can be looked for.

    Attributes:
        words: as it is written.
        first: its first word, as it is compared with words of every day.
        last: its last word in the same way.
        flat: what both begin with, up to a hyphen, without any marks on their letters.
        pair: the two words that mean somebody without the others; None where there are none.
    """

    words: tuple[str, ...]
    first: str
    last: str
    flat: tuple[str, str]
    pair: tuple[str, str] | None


def names_in(text: str, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Where these names stand, and the initials that could stand there instead; none overlaps.

    Each is found in full, with the last name shortened (`Grace M.`), as the last name behind a
    title (`Frau Muster`), and as a double first name; see above.
    """
    flat = in_plain_letters(text)
    found = [one for name in names for one in _standing(text, flat, name)]
    taken = 0
    for start, end, instead in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= taken:
            yield start, end, instead
            taken = end


def _standing(text: str, flat: str, name: str) -> Iterator[tuple[int, int, str]]:
    known = _known(name)
    # Most names of a workshop are not in most texts.
    if known is None or (known.flat[0] not in flat and known.flat[1] not in flat):
        return
    for found in _pattern(known.words, known.pair).finditer(text):
        start, end = found.span(found.lastgroup or 0)
        said = re.findall(r"[^\W\d_][\w.’'-]*", text[start:end])
        capital = all(_is_capital(word, known.words) for word in said)
        full = found["said"] and _counts_in_full(known.first, known.last)
        titled = found["surname"] and known.last not in MAY_FOLLOW
        if capital or full or titled or found["pair"]:
            yield start, end, _initials(said)


@lru_cache(4096)
def _known(name: str) -> _Name | None:
    """A name, if it is one that can be looked for."""
    words = tuple(word for word in name.split() if word[0].isalpha())
    if len(words) < 2 or len(_letters(words[0])) < FROM_HERE_A_NAME:  # noqa: PLR2004 - first and last
        return None
    first, last = words[0], words[-1]
    flat = in_plain_letters(_parts(first)[0]), in_plain_letters(_parts(last)[0])
    return _Name(words, first.casefold(), last.casefold(), flat, _pair(words))


def _pair(words: tuple[str, ...]) -> tuple[str, str] | None:
    """A double first name, or the first two words of a longer name, if they are no other words."""
    double = _parts(words[0])
    two = double if len(double) > 1 else words[:-1]
    if len(two) < 2 or any(len(_letters(one)) < FROM_HERE_A_NAME for one in two[:2]):  # noqa: PLR2004
        return None
    first, second = two[0], two[1]
    particle = second.casefold() in _PARTICLES or (second[0].islower() and not first[0].islower())
    if particle or not _counts_in_full(first.casefold(), second.casefold()):
        return None
    return first, second


def _parts(word: str) -> list[str]:
    """What stands between the hyphens of a word."""
    return [one for one in re.split(_HYPHEN, word) if one] or [word]


@lru_cache(1024)
def _pattern(words: tuple[str, ...], two: tuple[str, str] | None) -> re.Pattern[str]:
    spelled = [_spellings(word) for word in words]
    first, last = spelled[0], spelled[-1]
    pair = "(?!)" if two is None else _GAP.join(map(_spellings, two))
    if two == words[:2]:
        spelled[:2] = [pair]
    forms = [r"\s+".join(spelled), rf"{first}\s+{last}"]
    if len(_letters(words[-1])) < FROM_HERE_A_NAME:
        surname = "(?!)"
    else:
        forms.append(rf"(?:{first}|{pair})\s+{_spellings(words[-1][0])}\.")
        surname = last
    said = "|".join(forms)
    return re.compile(
        rf"(?<!\w)(?:(?P<said>(?:{said}){_GENITIVE})|(?P<pair>{pair}{_GENITIVE})"
        rf"|{_TITLES}\s+(?P<surname>{surname}{_GENITIVE}))(?!\w)",
        re.IGNORECASE,
    )


def _spellings(word: str) -> str:
    """A pattern for a word, with and without marks on its letters and a hyphen between them."""
    spelled = []
    for letter in re.split(r"(ae|oe|ue|ss|\w)", word, flags=re.IGNORECASE):
        if re.fullmatch(_HYPHEN, letter):
            spelled.append(_GAP)
            continue
        ways = dict.fromkeys((letter, *_other_ways(letter.lower())))
        spelled.append("|".join(map(re.escape, ways)))
    return "".join(f"(?:{one})" if "|" in one else one for one in spelled)


def _other_ways(letter: str) -> Iterator[str]:
    """How else a letter may be typed, or two that stand for one."""
    if letter in _ONE_LETTER:
        yield _ONE_LETTER[letter]
    yield from (one for one, two in _ONE_LETTER.items() if two == letter)
    plain = _without_marks(letter)
    if plain != letter:
        yield plain


def in_plain_letters(text: str) -> str:
    """The text in small letters, so that all spellings of a name are one."""
    plain = _without_marks(text.casefold())
    for one, two in _ONE_LETTER.items():
        plain = plain.replace(one, two)
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _without_marks(text: str) -> str:
    """Without the marks on letters; letters with a form of their own stay."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(one for one in parts if not unicodedata.combining(one))


def _is_capital(word: str, words: tuple[str, ...]) -> bool:
    """Whether it is written as a name, or as the name itself is written."""
    return not word[0].islower() or any(word.startswith(one) for one in words)


def _counts_in_full(first: str, last: str) -> bool:
    """Whether a first and a last name in small letters are hardly anything else."""
    if first in HOLDING_TOGETHER or last in HOLDING_TOGETHER:
        return False
    return first not in EVERYDAY or last not in EVERYDAY


def may_be_double(text: str) -> bool:
    """Whether a double first name with a hyphen may stand in it."""
    return _HYPHENED.search(text) is not None


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
