"""From Telegram's updates, with everything optional, to typed arrivals."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.chat import common_updates
from bot.chat.incoming import Incoming, Irrelevant, Said
from flows.ids import ChatId

Reader = Callable[[Any], Incoming | None]
"""Reads one kind of update; None where another reader should."""


def _by_library(kind: str) -> Reader:
    def read(given: Any) -> Incoming:
        # Its import takes half a second, and most updates do not need it.
        from bot.chat import by_library  # noqa: PLC0415

        reader: Callable[[Any], Incoming] = getattr(by_library, kind)
        return reader(given)

    return read


READERS: Final[Mapping[str, tuple[Reader, ...]]] = {
    "message": (common_updates.said, _by_library("message")),
    "edited_message": (common_updates.edited, _by_library("edited")),
    "callback_query": (common_updates.pressed, _by_library("pressed")),
    "my_chat_member": (_by_library("moved"),),
    "channel_post": (_by_library("message"),),
}
"""The kinds of updates that the bot asks Telegram for, and who reads each: the first that can."""

WANTED: Final = tuple(READERS)


def chat_of(update: dict[str, Any]) -> ChatId | None:
    """The chat that a raw update belongs to, without building objects."""
    for kind in WANTED:
        if kind in update:
            holder = update[kind].get("message", update[kind])
            chat = holder.get("chat", {}).get("id")
            return None if chat is None else ChatId(chat)
    return None


def concerns_bot(update: dict[str, Any]) -> bool:
    """Whether a raw update may be stored at all: what people in a group tell each other may not.

    Of a group's or channel's messages only the bot's own two commands and the move to a supergroup
    are its business.
    """
    message = update.get("message") or update.get("channel_post")
    if message is None or message.get("chat", {}).get("type") == common_updates.PRIVATE:
        return True
    if "migrate_to_chat_id" in message:
        return True
    return str(message.get("text", "")).startswith(("/connect", "/start"))


def parsed(body: dict[str, Any]) -> Incoming:
    """What a raw update means to the bot."""
    for kind, readers in READERS.items():
        given = body.get(kind)
        if given is None:
            continue
        for read in readers:
            found = read(given)
            if found is not None:
                return found
    return Irrelevant()


def plain_text(body: dict[str, Any]) -> Said | None:
    """A text in a private chat that is no command: most likely an answer."""
    found = common_updates.said(body["message"]) if "message" in body else None
    return None if found is None or found.text.lstrip().startswith("/") else found
