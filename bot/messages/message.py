"""A message of the bot as a value: HTML, buttons, and the body that Telegram's API takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

Style = Literal["primary", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; exactly one of `press`, `url` and `copy` is set.

    Attributes:
        label: what stands on it (not empty: Telegram drops such buttons).
        press: callback data, 1 to 64 bytes.
        url: a link that it opens.
        copy: text that a tap puts on the clipboard.
        style: `primary` for the sensible next step, `danger` for what cannot be taken back.
    """

    label: str
    press: str | None = None
    url: str | None = None
    copy: str | None = None
    style: Style | None = None

    def body(self) -> dict[str, object]:
        """As Telegram's InlineKeyboardButton."""
        body: dict[str, object] = {"text": self.label}
        if self.press is not None:
            body["callback_data"] = self.press
        if self.url is not None:
            body["url"] = self.url
        if self.copy is not None:
            body["copy_text"] = {"text": self.copy}
        if self.style is not None:
            body["style"] = self.style
        return body


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What the bot says: HTML as Telegram understands it, and rows of inline buttons."""

    html: str
    rows: tuple[Row, ...] = ()

    def body(self) -> dict[str, object]:
        """The fields of sendMessage and editMessageText, without the chat."""
        body: dict[str, object] = {
            "text": self.html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if self.rows:
            body["reply_markup"] = keyboard(self.rows)
        return body


def keyboard(rows: Iterable[Row]) -> Mapping[str, object]:
    """As Telegram's InlineKeyboardMarkup."""
    return {"inline_keyboard": [[button.body() for button in row] for row in rows]}


def paragraphs(*parts: str) -> Markup:
    """The parts that are not empty, one blank line apart; each is HTML already."""
    return Markup("\n\n").join(Markup(part) for part in parts if part)  # noqa: S704 - HTML by contract


def lines(*parts: str) -> Markup:
    """The parts that are not empty, a line each; each is HTML already."""
    return Markup("\n").join(Markup(part) for part in parts if part)  # noqa: S704 - HTML by contract
