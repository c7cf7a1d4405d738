"""Long words of people, shortened for lists."""

_ELLIPSIS = " …"


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """The text itself where it has at most so many units, else its beginning, cut at a word."""
    if units(text) <= most:
        return text
    beginning = text.encode("utf-16-le")[: 2 * (most - len(_ELLIPSIS))].decode(
        "utf-16-le", "ignore"
    )
    words, space, _ = beginning.rpartition(" ")
    return (words if space else beginning) + _ELLIPSIS
