"""Reading the reply markup of a call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.rehearsal.standin.messages import Button, Rows
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.refused import bad_request

MOST_DATA_BYTES = 64
MOST_COPIED = 256
MOST_BUTTONS = 100
_STYLES = {None, "primary", "success", "danger"}


@dataclass(frozen=True, slots=True)
class Markup:
    """What a message brings below it.

    Attributes:
        rows: its inline buttons.
        of_keyboard: whether it is about the keyboard of the phone instead (a reply keyboard, its
            removal, a forced reply), after which the message cannot be edited.
    """

    rows: Rows = ()
    of_keyboard: bool = False


def read_markup(parameters: Parameters) -> Markup:
    """The parameter `reply_markup`.

    Raises:
        Refused: 400, for a button that Telegram does not take.
    """
    markup = parameters.object("reply_markup")
    if {"keyboard", "remove_keyboard", "force_reply"} & markup.keys():
        return Markup(of_keyboard=True)
    rows = [_row(row) for row in markup.get("inline_keyboard", [])]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return Markup(tuple(row for row in rows if row))


def _row(row: object) -> tuple[Button, ...]:
    if not isinstance(row, list):
        raise bad_request("can't parse inline keyboard: array of arrays expected")
    # Buttons that say nothing vanish, without a word about it.
    return tuple(_button(button) for button in row if str(button.get("text", "")).strip())


def _button(wire: Mapping[str, Any]) -> Button:
    button = Button(
        str(wire["text"]).strip(),
        data=wire.get("callback_data"),
        url=wire.get("url"),
        copy=None if wire.get("copy_text") is None else str(wire["copy_text"].get("text", "")),
        style=wire.get("style"),
    )
    if button.data is None and button.url is None and button.copy is None:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if button.style not in _STYLES:
        raise _unreadable("Invalid button style specified")
    if button.data is not None and not 1 <= len(str(button.data).encode()) <= MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.copy is not None and not 1 <= len(button.copy) <= MOST_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.url is not None and not _is_link(button.url):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL")
    return button


def _is_link(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme in {"tg", "mailto", "tel"}:
        return True
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "")


def _unreadable(mistake: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {mistake}")
