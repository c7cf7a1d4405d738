"""What people type, and what they send instead of typing."""

import re

from bot.rehearsal.standin.markup import Entity, Formatted, units
from bot.rehearsal.standin.messages import SentFile, Wire
from bot.rehearsal.standin.texts import LONGEST_TEXT

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(@[A-Za-z0-9_]{3,32})?(?!\w)")


def typed(text: str) -> Formatted:
    """A text as somebody typed it: only commands stand out in it."""
    if "/" not in text:
        return Formatted(text)
    entities: list[Entity] = [
        {
            "type": "bot_command",
            "offset": units(text[: found.start()]),
            "length": units(found[0]),
        }
        for found in _COMMAND.finditer(text)
    ]
    return Formatted(text, tuple(entities))


def parts(text: str) -> list[str]:
    """A long text as the messages that the apps make of it.

    Raises:
        ValueError: there is nothing to send.
    """
    if not text:
        raise ValueError("there is nothing to send")
    cut = [""]
    length = 0
    for character in text:
        length += units(character)
        if length > LONGEST_TEXT:
            cut.append("")
            length = units(character)
        cut[-1] += character
    return cut


def sticker(file: SentFile) -> Wire:
    """As Telegram's Sticker."""
    return _media(file) | {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "👍",
    }


def voice(file: SentFile) -> Wire:
    """As Telegram's Voice."""
    return _media(file) | {"duration": 3, "mime_type": file.mime}


def _media(file: SentFile) -> Wire:
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_size": len(file.content),
    }
