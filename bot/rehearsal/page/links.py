"""Where links lead: into the room, to a page elsewhere, or nowhere."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup

_WITHOUT_HOST: Final = {"mailto", "tel"}
_WITH_HOST: Final = {"http", "https"}
_STARTS: Final = {"start", "startgroup", "startchannel"}


def in_room(url: str) -> str | None:
    """The link that somebody in the room opens; None for one that leads elsewhere.

    It is a link that starts the bot, for it is the only bot here, or one that shares such a link.
    """
    try:
        parts = urlsplit(_whole(url))
    except ValueError:
        return None
    query = parse_qs(parts.query, keep_blank_values=True)
    if parts.netloc.lower() != "t.me":
        return None
    if parts.path == "/share/url":
        return in_room(query["url"][0]) if query.get("url") else None
    return url if _STARTS & query.keys() or parts.path.lower().endswith("bot") else None


def start_tag(url: str) -> Markup:
    """The start tag of a link; empty for one that no browser should follow."""
    inside = in_room(url)
    if inside is not None:
        return Markup('<a href="{0}" data-open="{0}">').format(_whole(inside))
    if not _followed(_whole(url)):
        return Markup("")
    start = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">')
    return start.format(_whole(url))


def _followed(url: str) -> bool:
    """Whether a browser may follow a link."""
    try:
        parts = urlsplit(url)
        return parts.scheme in _WITHOUT_HOST or (
            parts.scheme in _WITH_HOST and bool(parts.hostname)
        )
    except ValueError:
        return False


def _whole(url: str) -> str:
    """As a browser understands it: people leave the beginning out."""
    scheme, colon, _rest = url.partition(":")
    return url if colon and scheme.isalpha() else f"https://{url}"
