"""What goes between the bot and the process that groups, both ways, as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from flows.themes.values import Grouping, Voice

Form = TypeVar("Form")


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be grouped."""

    question: str
    voices: tuple[Voice, ...]


class NotUnderstood(Exception):
    """What came is not of the form; the text of this exception holds none of it."""


def request(question: str, voices: Sequence[Voice]) -> bytes:
    """Write down what is to be grouped."""
    return msgspec.json.encode(Request(question, tuple(voices)))


def read_request(sent: bytes) -> Request:
    """Read what `request` has written.

    Raises:
        NotUnderstood: it is something else.
    """
    return _read(sent, Request)


def reply(grouping: Grouping) -> bytes:
    """Write down what came out."""
    return msgspec.json.encode(grouping)


def read_reply(sent: bytes) -> Grouping:
    """Read what `reply` has written.

    Raises:
        NotUnderstood: it is something else.
    """
    return _read(sent, Grouping)


def _read(sent: bytes, form: type[Form]) -> Form:
    try:
        return msgspec.json.decode(sent, type=form)
    except msgspec.MsgspecError:
        # The library's message may quote what it read.
        raise NotUnderstood from None
