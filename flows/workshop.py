"""A workshop and the people in it, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from flows.attribution import Attribution, first_name
from flows.ids import ChatId, ParticipantId, PersonId, WorkshopId
from flows.script import Flow


class Reach(StrEnum):
    """Whether Telegram lets the bot write to someone; the value is what is stored."""

    REACHABLE = "reachable"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"


class Role(StrEnum):
    """What someone is to a workshop besides taking part; the value is what is stored."""

    FACILITATOR = "facilitator"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who has talked to the bot.

    Attributes:
        chat: the private chat with them, whose number is also their Telegram id.
        name: their Telegram name in full.
        language: one of the bot's languages; guessed until `language_chosen`.
        owner: runs the installation.
        workshop_id: the workshop that their commands are about.
    """

    id: PersonId
    chat: ChatId
    name: str
    language: str
    language_chosen: bool = False
    owner: bool = False
    reach: Reach = Reach.REACHABLE
    workshop_id: WorkshopId | None = None

    @property
    def first_name(self) -> str:
        """What the bot calls them."""
        return first_name(self.name)


@dataclass(frozen=True, slots=True)
class Workshop:
    """The event that the rounds belong to.

    Attributes:
        flow: a copy of the script as it was when the workshop was set up.
        host: who invites, and where; empty while unknown.
        contact: who answers questions about privacy; empty while unknown.
        language: of its posts.
        connect_token: makes a group its destination.
        invite_token: lets people join.
        held: nothing happens by itself until a facilitator resumes it.
    """

    id: WorkshopId
    flow: Flow
    title: str
    host: str
    contact: str
    language: str
    zone: ZoneInfo
    connect_token: str
    invite_token: str
    created_at: datetime
    held: bool = False
    published_at: datetime | None = None


class Joining(StrEnum):
    """How far someone is with joining; the value is what is stored."""

    INVITED = "invited"
    AGREED = "agreed"
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in a workshop.

    Attributes:
        state: INVITED until they consent to taking part, AGREED until they have said how they may
            be quoted, then JOINED; LEFT is final until they open an invitation again.
        attribution: how they may be quoted; None until they have said.
        quoted_name: the name that they typed to be quoted with, instead of their Telegram name.
        quiet: no reminder in any round.
    """

    id: ParticipantId
    workshop_id: WorkshopId
    person_id: PersonId
    state: Joining
    attribution: Attribution | None = None
    quoted_name: str | None = None
    quiet: bool = False
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """A group or channel that a workshop's post goes to."""

    workshop_id: WorkshopId
    chat: ChatId
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link that gives a role.

    `workshop_id` is None for the link with which the first owner takes over an installation.
    """

    token: str
    role: Role | None
    workshop_id: WorkshopId | None
    invited_by: PersonId | None
    expires_at: datetime
    used_at: datetime | None = None
