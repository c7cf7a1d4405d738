"""A message as it stands in a chat's column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePath
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel.dates import format_time
from babel.numbers import format_decimal
from markupsafe import Markup

from bot.messages.wording import Wording
from bot.rehearsal.page.entities import html_of
from bot.rehearsal.page.links import in_room
from bot.rehearsal.standin import Button, SeenMessage
from bot.rehearsal.standin.messages import SentFile
from bot.web.pages import templates

TEMPLATES = templates("bot.rehearsal.page")
TOGETHER: Final = timedelta(minutes=5)
"""Messages of one author that come so close after each other stand together."""

START_OF_REPLY: Final = 90
HUES: Final = 7
KILOBYTE: Final = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where messages are shown.

    Attributes:
        wording: the page's language.
        zone: in which the time is told.
        named: whether authors stand above their messages, as in groups.
    """

    wording: Wording
    zone: ZoneInfo
    named: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """The start of a message that another one replies to."""

    key: str
    author: str
    start: str


@dataclass(frozen=True, slots=True)
class Key:
    """A button below a message; `inside` is the link that is opened in the room."""

    label: str
    data: str | None
    url: str | None
    copy: str | None
    style: str | None
    inside: str | None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to download, or a picture to look at."""

    url: str
    name: str
    kind: str
    size: str
    alt: str


@dataclass(frozen=True, slots=True)
class Other:
    """What is neither text nor file: a sticker, a voice message, a place.

    Attributes:
        sign: an emoji, or the name of an icon.
        drawn: whether the sign is an icon.
        words: the same in words.
    """

    sign: str
    words: str
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the template writes of a message."""

    author: str
    who: str
    hue: int
    follows: bool
    day: date | None
    at: datetime
    time: str
    edited: bool
    html: Markup
    rows: tuple[tuple[Key, ...], ...]
    reactions: tuple[str, ...]
    forwarded: str
    reply: Reply | None
    picture: Attached | None
    file: Attached | None
    other: Other | None
    service: str


def key_of(message: SeenMessage) -> str:
    """What a message is called on the page; a supergroup goes on with other numbers."""
    return f"m{message.chat_id}.{message.id}"


def message_html(
    message: SeenMessage, before: SeenMessage | None, reply_to: SeenMessage | None, place: Place
) -> str:
    """A message as HTML.

    Args:
        message: to be shown.
        before: the one above it.
        reply_to: what it replies to, where that is still there.
        place: where it is shown.
    """
    shown = _shown(message, before, reply_to, place)
    return TEMPLATES.get_template("message.html.jinja").render(_=place.wording, m=shown)


def _shown(
    message: SeenMessage, before: SeenMessage | None, reply_to: SeenMessage | None, place: Place
) -> Shown:
    _, at = place.wording, message.date.astimezone(place.zone)
    day = None if before is not None and _day(before, place) == at.date() else at.date()
    follows = day is None and before is not None and _together(before, message)
    author = author_of(message)
    return Shown(
        author=message.author if place.named and not follows else "",
        who=_("{name} writes", name=message.author),
        hue=0 if message.from_bot else author % HUES,
        follows=follows,
        day=day,
        at=at,
        time=format_time(at, "HH:mm", locale=_.locale),
        edited=message.edited is not None,
        html=html_of(
            message.formatted,
            more=_("Show all of it"),
            hidden=_("Covered. Press to read it."),
        ),
        rows=tuple(tuple(_key(button) for button in row) for row in message.buttons),
        reactions=message.reactions,
        forwarded=message.forwarded_from,
        reply=None if reply_to is None else _reply(_, reply_to),
        picture=_attached(_, message.photo, message),
        file=_attached(_, message.document, message),
        other=_other(_, message.extra),
        service=" ".join(_service(_, message)),
    )


def author_of(message: SeenMessage) -> int:
    """The id of who wrote it, which may be a channel."""
    origin = message.origin.get("from") or message.origin.get("sender_chat") or {}
    return int(origin.get("id", 0))


def _day(message: SeenMessage, place: Place) -> date:
    return message.date.astimezone(place.zone).date()


def _together(before: SeenMessage, message: SeenMessage) -> bool:
    same = author_of(before) == author_of(message) and not before.is_service
    return same and message.date - before.date <= TOGETHER


def _key(button: Button) -> Key:
    inside = None if button.url is None else in_room(button.url)
    return Key(button.label, button.data, button.url, button.copy, button.style, inside)


def _reply(_: Wording, message: SeenMessage) -> Reply:
    return Reply(key_of(message), message.author, start_of(_, message))


def start_of(_: Wording, message: SeenMessage) -> str:
    """How a message begins, to tell which one is meant."""
    line = " ".join(message.formatted.text.split())
    start = line if len(line) <= START_OF_REPLY else f"{line[:START_OF_REPLY].rstrip()}…"
    if not start and message.document is not None:
        start = message.document.name
    return start or in_words(_, message) or str(_("Picture"))


def in_words(_: Wording, message: SeenMessage) -> str:
    """What is in a message beside text, picture and file: a sticker, what happened in a group."""
    other = _other(_, message.extra)
    return " ".join(_service(_, message)) if other is None else other.words


def _attached(_: Wording, file: SentFile | None, message: SeenMessage) -> Attached | None:
    if file is None:
        return None
    kind = PurePath(file.name).suffix.removeprefix(".").upper()[:4]
    alt = _("Picture from {name}", name=message.author).unescape()
    return Attached(f"/file/{file.id}", file.name, kind, size(_, len(file.content)), alt)


def size(_: Wording, length: int) -> str:
    """How large a file is, as people write it."""
    for unit, large in (("MB", KILOBYTE**2), ("KB", KILOBYTE)):
        if length >= large:
            return f"{format_decimal(round(length / large, 1), locale=_.locale)} {unit}"
    return f"{length} B"


def _other(_: Wording, extra: Any) -> Other | None:
    sticker = extra.get("sticker")
    if sticker is not None:
        return Other(str(sticker.get("emoji", "")), str(_("Sticker")), drawn=False)
    if "voice" in extra:
        seconds = int(extra["voice"].get("duration", 0))
        return Other("voice", _("Voice message, {n} s", n=seconds).unescape())
    if "location" in extra:
        place = extra["location"]
        return Other("pin", _("Location: {place}", place=_coordinates(_, place)).unescape())
    if "contact" in extra:
        name = extra["contact"].get("first_name", "")
        return Other("person", _("Contact: {name}", name=name).unescape())
    return None


def _coordinates(_: Wording, place: Any) -> str:
    numbers: Sequence[float] = (place.get("latitude", 0), place.get("longitude", 0))
    return " / ".join(str(format_decimal(number, locale=_.locale)) for number in numbers)


def _service(_: Wording, message: SeenMessage) -> Iterator[str]:
    """What a service message says."""
    for member in message.extra.get("new_chat_members", ()):
        yield _("{name} adds {member}", name=message.author, member=member["first_name"]).unescape()
    if left := message.extra.get("left_chat_member"):
        yield _(
            "{name} removes {member}", name=message.author, member=left["first_name"]
        ).unescape()
    if "migrate_to_chat_id" in message.extra:
        yield _("The group becomes a supergroup.").unescape()
    if "migrate_from_chat_id" in message.extra:
        yield _("The supergroup goes on from here.").unescape()
