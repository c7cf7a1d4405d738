"""Telegram's messages as a terminal shows them."""

from rich.text import Text

from bot.rehearsal.standin import SeenMessage

_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "blockquote": "green",
    "expandable_blockquote": "green",
}


def readable(message: SeenMessage) -> Text:
    """The text with what stands out in it."""
    text = Text(message.formatted.text)
    places = _characters(message.formatted.text)
    for entity in message.formatted.entities:
        style = _STYLES.get(entity["type"])
        if style is not None:
            begin, end = entity["offset"], entity["offset"] + entity["length"]
            text.stylize(style, places[begin], places[end])
    return text


def _characters(text: str) -> list[int]:
    """Which character of the text each UTF-16 unit belongs to, and the end."""
    places: list[int] = []
    for number, character in enumerate(text):
        places += [number] * (len(character.encode("utf-16-le")) // 2)
    return [*places, len(text)]
