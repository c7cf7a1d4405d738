"""Whether a text that somebody else wrote names a certain person."""

import re
from collections.abc import Collection

from flows.attribution import first_name
from flows.everyday_names import EVERYDAY
from flows.names_in_text import FROM_HERE_A_NAME, names_in


def names_somebody(text: str, names: Collection[str], others: Collection[str]) -> bool:
    """Whether it holds a name of theirs that means them.

    That is a full name, as `flows.names_in_text` finds it, or a first name that nobody else bears
    and that is no word of every day.

    Args:
        text: what was written.
        names: all that the person goes by.
        others: the names of everybody else who may be meant.
    """
    theirs = set(names) - set(others)
    if any(True for _found in names_in(text, theirs)):
        return True
    taken = {first_name(one).casefold() for one in others}
    first_names = {first_name(one) for one in theirs if one.strip()}
    return any(_stands(one, text) for one in first_names if one.casefold() not in taken | EVERYDAY)


def _stands(name: str, text: str) -> bool:
    """Whether a first name stands in a text, as it is written or with a capital."""
    if sum(letter.isalpha() for letter in name) < FROM_HERE_A_NAME:
        return False
    forms = "|".join(re.escape(one) for one in {name, name[0].upper() + name[1:]})
    return re.search(rf"(?<!\w)(?:{forms})s?(?!\w)", text) is not None
