"""A summary as text, exactly as it was: for keeping what was published, and for other processes."""

from functools import cache

from pydantic import TypeAdapter, ValidationError

from flows.summary import Summary


class CopyUnreadable(ValueError):
    """The text is no copy of a summary. It holds people's words, so it is not told."""


def dumped(summary: Summary) -> str:
    """The summary as JSON, with the questions that were asked and the ids of all answers."""
    return _copies().dump_json(summary).decode()


def loaded(text: str) -> Summary:
    """The summary that `dumped` made this text of; equal to it in every part.

    Raises:
        CopyUnreadable: the text is something else.
    """
    try:
        return _copies().validate_json(text)
    except ValidationError as error:
        raise CopyUnreadable(f"no copy of a summary: {error.error_count()} mistakes") from None


@cache
def _copies() -> TypeAdapter[Summary]:
    """Made when it is first needed, for it takes a moment."""
    return TypeAdapter(Summary)
