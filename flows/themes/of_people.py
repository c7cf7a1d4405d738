"""Words of answers that say who somebody is, or how to reach them.

They name no theme and are counted by nobody: nobody was asked for a yes to that, neither the author
nor the one who is meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from flows.details import find
from flows.everyday_names import EVERYDAY
from flows.names_in_text import in_plain_letters

_WORD = re.compile(r"[^\W_]+")


def words_of_people(
    texts: Iterable[str], names: Collection[str], region: str = "DE"
) -> frozenset[str]:
    """The words of some answers that belong to people, in small letters.

    These are the words of all details (`flows.details.find`), and each word of a name, also where
    it stands alone, unless it is a word of every day.

    Args:
        texts: what people wrote.
        names: the full names of everybody who may be meant.
        region: as for `find`.
    """
    given = list(texts)
    parts = {part for name in names for part in _words(name) if len(part) > 1} - EVERYDAY
    said = {word for text in given for word in _words(in_plain_letters(text))}
    # Most people are named by nobody.
    named = [name for name in names if _may_stand(name, said)]
    found: set[str] = set()
    for text in given:
        for detail in find(text, named, region):
            found.update(_words(detail.words))
        found.update(
            word for word in _words(text) if word in parts or word.removesuffix("s") in parts
        )
    return frozenset(found)


def _may_stand(name: str, said: Collection[str]) -> bool:
    """Whether a word of a name is among those that were said."""
    parts = list(_words(in_plain_letters(name)))
    return any(part in said or f"{part}s" in said for part in parts)


def _words(text: str) -> Iterator[str]:
    return iter(_WORD.findall(text.casefold()))
