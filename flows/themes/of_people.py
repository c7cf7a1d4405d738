"""Words of answers that say who somebody is, or how to reach them.

They name no theme and are counted by nobody: nobody was asked for a yes to that, neither the author
nor the one who is meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from flows.details import find
from flows.everyday_names import EVERYDAY

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
    parts = {part for name in names for part in _words(name) if len(part) > 1} - EVERYDAY
    found: set[str] = set()
    for text in texts:
        for detail in find(text, names, region):
            found.update(_words(detail.words))
        found.update(
            word for word in _words(text) if word in parts or word.removesuffix("s") in parts
        )
    return frozenset(found)


def _words(text: str) -> Iterator[str]:
    return iter(_WORD.findall(text.casefold()))
