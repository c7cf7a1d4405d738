"""How a person agreed to be quoted, and the name that follows from it."""

from enum import StrEnum


class Attribution(StrEnum):
    """A participant's choice at joining; the value is what is stored."""

    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    UNNAMED = "unnamed"
    NOT_QUOTED = "not_quoted"


def shown_name(attribution: Attribution, full_name: str) -> str | None:
    """The name to print beside a quote, or None where no name may stand.

    The first name is the first word of the name that the person goes by.
    """
    shown = {Attribution.FULL_NAME: full_name, Attribution.FIRST_NAME: first_name(full_name)}
    return shown.get(attribution)


def first_name(full_name: str) -> str:
    """The first word of a name; the whole where it is one word."""
    return full_name.split(maxsplit=1)[0] if full_name.strip() else full_name
