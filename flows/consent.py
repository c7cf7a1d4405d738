"""Where a quote stands on its way to its author's yes."""

from enum import StrEnum


class QuoteState(StrEnum):
    """The value is what is stored; only ALLOWED is ever printed."""

    PROPOSED = "proposed"
    """Somebody wants it in the post; its author does not know yet."""
    ASKED = "asked"
    ALLOWED = "allowed"
    DECLINED = "declined"
