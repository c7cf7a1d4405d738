"""All chats of a run as one text in the page's language, to keep and to read."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages.wording import Wording
from bot.rehearsal.page.rendering import in_words, start_of
from bot.rehearsal.room.seeing import ChatSeen, RoomSeen
from bot.rehearsal.standin import SeenMessage
from bot.rehearsal.standin.transcript import marked

_INDENT = "  "


def transcript(room: RoomSeen, wording: Wording, zone: ZoneInfo) -> str:
    """Everything that stands in the chats now; before each message its moment.

    Args:
        room: with all chats. Those in which nothing stands are left out.
        wording: the language of what nobody has said.
        zone: in which the time is told.
    """
    chats = ("\n".join(_chat(chat, wording, zone)) for chat in room.chats if chat.messages)
    return "\n\n".join(chats)


def _chat(chat: ChatSeen, _: Wording, zone: ZoneInfo) -> Iterator[str]:
    yield f"=== {chat.title}\n"
    by_number = {(one.chat_id, one.id): one for one in chat.messages}
    for one in chat.messages:
        reply_to = by_number.get((one.chat_id, one.reply_to or 0))
        head = " ".join([f"{one.author}", *(f"({note})" for note in _notes(_, one, reply_to))])
        lines = [f"{_moment(_, one.date.astimezone(zone))}  {head}:", *_content(_, one)]
        yield "".join(f"{line.rstrip()}\n" for line in lines)


def _moment(_: Wording, at: datetime) -> str:
    return f"{_.weekday_date(at.date())} {at:%H:%M}"


def _notes(_: Wording, message: SeenMessage, reply_to: SeenMessage | None) -> Iterator[str]:
    if message.forwarded_from:
        yield _("Forwarded from {name}", name=message.forwarded_from).unescape()
    if reply_to is not None:
        to = _("reply to {name}: “{start}”", name=reply_to.author, start=start_of(_, reply_to))
        yield to.unescape()
    if message.edited is not None:
        yield _("edited").unescape()


def _content(_: Wording, message: SeenMessage) -> Iterator[str]:
    """What stands in a message, its buttons, and the bot's reaction to it."""
    if message.photo is not None:
        yield f"{_INDENT}<{_('Picture')}>"
    if message.document is not None:
        yield f"{_INDENT}<{message.document.name}>"
    if other := in_words(_, message):
        yield f"{_INDENT}<{other}>"
    if message.formatted.text:
        yield from (_INDENT + line for line in marked(message.formatted).split("\n"))
    for row in message.buttons:
        yield _INDENT + " ".join(f"[{button.label}]" for button in row)
    if message.reactions:
        yield _INDENT + " ".join(message.reactions)
