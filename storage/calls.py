"""Calls of Telegram's Bot API as the outbox keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from flows.ids import ChatId, MessageId, WorkshopId

FINISHED = ("sent", "failed", "unknown")
"""States in which nothing more happens by itself."""

FAREWELL = "farewell:"
"""Keys that begin so belong to the last words to someone who was erased: such a row is deleted as
soon as it is known what became of it, so that nothing of the person is left."""


POST, POST_FILE, POST_EDIT = "post:", "postfile:", "postedit:"
"""Keys of a post's messages, of files that were sent once more, and of changes to both. Version and
place follow. The numbers of the messages are known as long as the workshop is, for what somebody
takes back has to leave them."""

WITHDRAWN = "withdrawn"
"""Why a part of a post was not sent: it held what somebody has taken back meanwhile."""


class Lane(IntEnum):
    """Who goes first when not everything can leave at once."""

    RECEIPT = 0
    REPLY = 1
    BROADCAST = 2
    NICETY = 3


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be sent: the form field it goes in, its name, its bytes."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A call of Telegram's Bot API to be made once.

    Attributes:
        key: the same for the same intention; a second draft with it is not added.
        chat: where it goes; None for calls without a chat.
        method: of the Bot API.
        body: its fields, without the chat.
        workshop_id: whose facilitators hear of it if it cannot be delivered.
        prompt_id: the prompt that it delivers.
        repeatable: may be sent once more where the first was perhaps delivered.
    """

    key: str
    chat: ChatId | None
    method: str
    body: Mapping[str, Any]
    lane: Lane = Lane.REPLY
    attachments: tuple[Attachment, ...] = ()
    workshop_id: WorkshopId | None = None
    prompt_id: int | None = None
    repeatable: bool = True


@dataclass(frozen=True, slots=True)
class Claimed:
    """A draft that is being sent now.

    Attributes:
        id: its row.
        attempts: how often it was tried, this time included.
        since: when it could first leave.
        doubtful: whether it perhaps arrived when it was tried before.
    """

    id: int
    draft: Draft
    attempts: int
    since: datetime
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A claimed call that Telegram took: the message's number, where it made one, and when."""

    claimed: Claimed
    message_id: MessageId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What became of a draft so far: its state, its number in the chat, what went wrong."""

    key: str
    chat: ChatId | None
    state: str
    message_id: MessageId | None
    problem: str | None
