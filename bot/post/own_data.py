"""A person's data as two files: one to read, one for other programs."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.messages import own_data
from bot.messages.joining import language_name
from bot.messages.quoting import way
from bot.messages.wording import Wording, in_language
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.details import Decision
from flows.workshop import Joining, Reach, Role


@dataclass(frozen=True, slots=True)
class Version:
    """What was said at a moment."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class DetailsFound:
    """Details about other people were found in an answer, and what was decided, when."""

    decision: Decision
    at: datetime


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of an answer that are to go into the post, and what was decided about them.

    Attributes:
        own_words: whether they were written for the post.
        name: the name allowed to stand beside them; None for "without a name".
        details: what was decided about details of other people in them; None where there are none.
    """

    words: str
    own_words: bool
    state: QuoteState
    name: str | None
    asked_at: datetime | None
    decided_at: datetime | None
    details: Decision | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to a question; `came_late` is kept but does not count."""

    number: int
    question: str
    skipped: bool
    versions: tuple[Version, ...]
    came_late: Version | None
    details: DetailsFound | None = None
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class DaySaid:
    """A day's way through the questions; `paused` while no reminder was wanted."""

    number: int
    title: str
    paused: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A consent with the text that was agreed to."""

    kind: str
    version: int
    wording: str
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """A person in one workshop; `zone` is the workshop's, by its IANA name."""

    title: str
    host: str
    zone: str
    state: Joining
    joined_at: datetime | None
    quoting: Attribution | None
    quoted_name: str | None
    no_reminders: bool
    consents: tuple[ConsentGiven, ...]
    days: tuple[DaySaid, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Everything that is stored about a person.

    Attributes:
        roles: title of a workshop and what the person is to it.
        unclear: messages of which only the person knows where they belong.
        form: what was gathered in a form that is not finished.
        messages: the bot's own messages to the person, as long as they are kept.
    """

    made_at: datetime
    telegram_id: int
    name: str
    language: str
    language_chosen: bool
    runs_the_bot: bool
    reach: Reach
    known_since: datetime
    roles: tuple[tuple[str, Role], ...]
    parts: tuple[Part, ...]
    unclear: tuple[Version, ...]
    form: Mapping[str, Any] | None
    messages: tuple[Version, ...]


_TEMPLATES = Environment(
    loader=PackageLoader("bot.post"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_json(copy: Copy) -> bytes:
    """The copy for other programs: JSON in UTF-8, moments as ISO 8601."""
    text = json.dumps(asdict(copy), ensure_ascii=False, indent=2, default=_plain_value)
    return f"{text}\n".encode()


def as_page(copy: Copy, language: str) -> bytes:
    """The copy to read: one HTML document in UTF-8 that needs nothing else."""
    _ = in_language(language)

    def moment(at: datetime, zone: str | None = None) -> Markup:
        return _moment(_, at, zone)

    page = _TEMPLATES.get_template("own_data.html.jinja").render(
        _=_,
        copy=copy,
        moment=moment,
        plain=plain_text,
        language=language_name(copy.language),
        reach=own_data.reach(_, copy.reach),
        roles=[(title, own_data.role(_, role)) for title, role in copy.roles],
        state=lambda part: own_data.state(_, part.state),
        decision=lambda made: own_data.decision(_, made),
        sentence=lambda one: own_data.sentence(_, one.state, one.name),
        quoting=lambda part: way(_, part.quoting, part.quoted_name or copy.name),
    )
    return page.encode()


def plain_text(html: str) -> str:
    """A message of the bot without its marks; in what it sends, `<` stands for tags only."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def _moment(_: Wording, at: datetime, zone: str | None) -> Markup:
    local = at.astimezone(ZoneInfo(zone or "UTC"))
    city = _.city(ZoneInfo(zone)) if zone else "UTC"
    return _("{date}, {time} ({city})", date=_.plain_date(local), time=_.clock(local), city=city)


def _plain_value(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
