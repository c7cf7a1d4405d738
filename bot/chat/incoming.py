"""What arrives from Telegram, as typed values free of any library."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.ids import ChatId, MessageId


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it.

    Attributes:
        chat: their Telegram id, which is also the number of the private chat with them.
        name: first and last name as they stand in Telegram.
        language_code: of their app (IETF tag), where Telegram says it.
    """

    chat: ChatId
    name: str
    language_code: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A text in a private chat."""

    sender: Sender
    message_id: MessageId
    at: datetime
    text: str
    reply_to: MessageId | None


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text of a message in a private chat."""

    sender: Sender
    message_id: MessageId
    at: datetime
    text: str


class Medium(StrEnum):
    """What is not text."""

    STICKER = "sticker"
    VOICE = "voice"
    PICTURE = "picture"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Showed:
    """Something that is not text, in a private chat.

    Attributes:
        captioned: whether words stand below it.
    """

    sender: Sender
    message_id: MessageId
    medium: Medium
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A tap on a button of the bot.

    Attributes:
        callback_id: what the answer to the tap refers to.
        data: what the button carries; anyone can send anything.
        chat: where the message with the button stands.
        message_id: that message.
    """

    sender: Sender
    callback_id: str
    data: str
    chat: ChatId
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class SaidInGroup:
    """A text in a group or channel; in a channel there is no sender."""

    sender: Sender | None
    chat: ChatId
    title: str
    kind: str
    message_id: MessageId
    text: str


@dataclass(frozen=True, slots=True)
class BotBlocked:
    """Somebody blocked the bot, or let it in again (`blocked` is False)."""

    sender: Sender
    blocked: bool


@dataclass(frozen=True, slots=True)
class BotMoved:
    """The bot was added to a group or channel, or taken out of it (`present` is False)."""

    sender: Sender
    chat: ChatId
    title: str
    kind: str
    present: bool
    can_post: bool


@dataclass(frozen=True, slots=True)
class GroupMigrated:
    """A group became a supergroup, with another number."""

    old: ChatId
    new: ChatId


@dataclass(frozen=True, slots=True)
class Irrelevant:
    """Nothing that the bot has anything to do with."""


Incoming = (
    Said
    | Edited
    | Showed
    | Pressed
    | SaidInGroup
    | BotBlocked
    | BotMoved
    | GroupMigrated
    | Irrelevant
)
