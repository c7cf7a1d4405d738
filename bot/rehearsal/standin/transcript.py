"""A chat as text, line by line, for reading and for golden files: no ids, no times."""

from collections.abc import Sequence
from typing import Protocol

from bot.rehearsal.standin.markup import Formatted
from bot.rehearsal.standin.messages import Button, SeenMessage

_MARKS = {"bold": "**", "italic": "_", "code": "`", "strikethrough": "~", "spoiler": "||"}
_STYLES = {"primary": "*", "danger": "!", "success": "+", None: ""}
_QUOTES = {"blockquote", "expandable_blockquote"}
_START_OF_REPLY = 40
_INDENT = "  "


class Chat(Protocol):
    """Anything with messages: a person's phone, a group, a channel."""

    @property
    def messages(self) -> Sequence[SeenMessage]:
        """Oldest first."""


def transcript(chat: Chat) -> str:
    """Everything in a chat, as it stands now.

    Each message begins with who wrote it; its lines are indented, with `**` around bold, `_`
    around italic and `> ` before quoted lines. Buttons are `[Label]`, ` / ` stands between rows,
    `*` marks the primary one, `!` a dangerous one.
    """
    messages = chat.messages
    by_number = {(message.chat_id, message.id): message for message in messages}
    return "".join(
        entry(message, by_number.get((message.chat_id, message.reply_to or 0)))
        for message in messages
    )


def entry(message: SeenMessage, reply_to: SeenMessage | None) -> str:
    """One message as it stands now; `reply_to` is what it answers, if that is still there."""
    head = message.author
    if reply_to is not None:
        head += f" (to {reply_to.author}: {_start(reply_to)})"
    if message.edited is not None:
        head += " (edited)"
    lines = [f"{head}:", *(_INDENT + line for line in _content(message))]
    if message.buttons:
        lines.append(_INDENT + " / ".join(map(_row, message.buttons)))
    if message.reactions:
        lines.append(f"{_INDENT}reaction: {' '.join(message.reactions)}")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _content(message: SeenMessage) -> list[str]:
    lines = []
    if message.document is not None:
        lines.append(f"<document {message.document.name}>")
    if message.photo is not None:
        lines.append("<photo>")
    lines += [f"<{kind}>" for kind in message.extra]
    if message.formatted.text:
        lines += marked(message.formatted).split("\n")
    return lines


def marked(formatted: Formatted) -> str:
    """A text with signs for what stands out in it."""
    signs: dict[int, str] = {}
    quoted: list[tuple[int, int]] = []
    # Inner entities come later in the list, and end earlier.
    for entity in formatted.entities:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        mark = _MARKS.get(entity["type"], "")
        if entity["type"] in _QUOTES:
            quoted.append((begin, end))
        closing = f" ({entity['url']})" if entity["type"] == "text_link" else mark
        signs[begin] = signs.get(begin, "") + mark
        signs[end] = closing + signs.get(end, "")
    return _written(formatted.text, signs, quoted)


def _written(text: str, signs: dict[int, str], quoted: list[tuple[int, int]]) -> str:
    written: list[str] = []
    place, at_start = 0, True
    for character in text:
        if at_start and any(begin <= place < end for begin, end in quoted):
            written.append("> ")
        written += [signs.get(place, ""), character]
        at_start = character == "\n"
        place += 1 if ord(character) <= 0xFFFF else 2  # noqa: PLR2004 - the rest is a surrogate pair
    return "".join([*written, signs.get(place, "")])


def _row(row: tuple[Button, ...]) -> str:
    return " ".join(f"[{button.label}]{_STYLES[button.style]}" for button in row)


def _start(message: SeenMessage) -> str:
    """How a message begins, to tell which one is meant."""
    line = next(iter(message.formatted.text.split("\n")), "")
    return line if len(line) <= _START_OF_REPLY else f"{line[:_START_OF_REPLY].rstrip()}…"
