"""Messages as the stand-in keeps them: what people see of them, and how Telegram writes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from bot.rehearsal.standin.markup import NOTHING, Formatted

Wire = dict[str, Any]
"""An object of the Bot API, as JSON."""

Style = Literal["primary", "success", "danger"]


SERVICES: Final = frozenset(
    {"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"}
)
"""Fields of messages that say what has happened in a group."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; at most one of `data`, `url` and `copy` is set."""

    label: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    style: Style | None = None

    def wire(self) -> Wire:
        """As an InlineKeyboardButton."""
        wire: Wire = {"text": self.label}
        if self.data is not None:
            wire["callback_data"] = self.data
        if self.url is not None:
            wire["url"] = self.url
        if self.copy is not None:
            wire["copy_text"] = {"text": self.copy}
        if self.style is not None:
            wire["style"] = self.style
        return wire


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file in a message.

    Attributes:
        id: the `file_id` with which it can be fetched or sent again.
        name: its file name; empty for what has none, as a photo.
        mime: its media type.
        content: its bytes.
    """

    id: str
    name: str
    mime: str
    content: bytes = field(repr=False)

    def wire(self) -> Wire:
        """As a Document."""
        return {
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_name": self.name,
            "mime_type": self.mime,
            "file_size": len(self.content),
        }


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as it stands in a chat now.

    Attributes:
        chat_id: the chat.
        id: its number there.
        date: when it was sent, aware, in UTC, without fractions of seconds.
        author: the name that stands above it.
        from_bot: whether the bot wrote it.
        html: the text or caption as it was sent; escaped where it was plain.
        formatted: the same as people see it, with its entities.
        buttons: inline buttons, by row.
        reply_to: the number of the message that it replies to.
        edited: when its text was changed last.
        reactions: emoji of the bot on it.
        document: the file in it.
        photo: the picture in it.
        extra: other content in Telegram's form, for example a sticker or a service message.
        origin: Telegram's fields `from` and `sender_chat`.
        editable: False for what was sent with a reply keyboard, which no bot can edit.
    """

    chat_id: int
    id: int
    date: datetime
    author: str
    from_bot: bool
    origin: Mapping[str, Wire] = field(repr=False)
    html: str = ""
    formatted: Formatted = NOTHING
    buttons: Rows = ()
    reply_to: int | None = None
    edited: datetime | None = None
    reactions: tuple[str, ...] = ()
    document: SentFile | None = None
    photo: SentFile | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    editable: bool = True

    @property
    def text(self) -> str:
        """The plain text of a message that is one; empty for a file with a caption."""
        return "" if self.has_media else self.formatted.text

    @property
    def caption(self) -> str:
        """The plain text below a file or picture."""
        return self.formatted.text if self.has_media else ""

    @property
    def has_media(self) -> bool:
        """Whether its text is a caption."""
        return self.document is not None or self.photo is not None

    @property
    def is_service(self) -> bool:
        """Whether it says what has happened in a group; nobody wrote it."""
        return bool(SERVICES & self.extra.keys())

    @property
    def forwarded_from(self) -> str:
        """The name of who wrote it first; empty for what was not forwarded."""
        origin = self.extra.get("forward_origin", {})
        who = origin.get("sender_user") or origin.get("chat") or {}
        names = (who.get("first_name"), who.get("last_name"), who.get("title"))
        return " ".join(filter(None, names))

    def forward_origin(self) -> Wire:
        """As Telegram's MessageOrigin, for who forwards it; the first one where it was before."""
        if "forward_origin" in self.extra:
            return dict(self.extra["forward_origin"])
        date = int(self.date.timestamp())
        if "from" in self.origin:
            return {"type": "user", "date": date, "sender_user": self.origin["from"]}
        chat = self.origin["sender_chat"]
        return {"type": "channel", "date": date, "chat": chat, "message_id": self.id}

    @property
    def labels(self) -> list[list[str]]:
        """What stands on its buttons, by row."""
        return [[button.label for button in row] for row in self.buttons]

    def wire(self, chat: Wire, reply_to: Wire | None = None) -> Wire:
        """As Telegram's Message.

        Args:
            chat: Telegram's Chat that it stands in.
            reply_to: the Message that it replies to, where that still exists.
        """
        wire: Wire = {
            "message_id": self.id,
            "date": int(self.date.timestamp()),
            "chat": chat,
            **self.origin,
            **self.extra,
        }
        if self.edited is not None:
            wire["edit_date"] = int(self.edited.timestamp())
        if reply_to is not None:
            wire["reply_to_message"] = reply_to
        if self.document is not None:
            wire["document"] = self.document.wire()
        if self.photo is not None:
            wire["photo"] = photo_sizes(self.photo)
        if self.formatted.text:
            kind = "caption" if self.has_media else "text"
            wire[kind] = self.formatted.text
            if self.formatted.entities:
                wire["caption_entities" if self.has_media else "entities"] = list(
                    self.formatted.entities
                )
        if self.buttons:
            wire["reply_markup"] = keyboard(self.buttons)
        return wire


def keyboard(rows: Rows) -> Wire:
    """As an InlineKeyboardMarkup."""
    return {"inline_keyboard": [[button.wire() for button in row] for row in rows]}


def photo_sizes(photo: SentFile) -> list[Wire]:
    """As the one PhotoSize that the stand-in keeps of a picture."""
    return [
        {
            "file_id": photo.id,
            "file_unique_id": f"u{photo.id}",
            "width": 1280,
            "height": 1280,
            "file_size": len(photo.content),
        }
    ]
