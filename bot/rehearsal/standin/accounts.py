"""Who there is in the stand-in's world: people, and the groups and channels they talk in."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.rehearsal.standin.messages import Wire


class Alert(str):
    """What an answer to a press says in a window that has to be put away."""

    __slots__ = ()


@dataclass(slots=True)
class Person:
    """A Telegram account, and how it stands with the bot.

    Attributes:
        started: has written to the bot, which may therefore write back.
        seen: the bot has met it in a group; before, it does not know the chat at all.
        toasts: what answers to presses said, oldest first; some of them as an `Alert`.
        hidden: numbers of messages that the person removed for themselves only.
    """

    id: int
    first_name: str
    last_name: str
    username: str | None
    language_code: str | None
    started: bool = False
    seen: bool = False
    blocked: bool = False
    deactivated: bool = False
    toasts: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """As it stands above messages."""
        return f"{self.first_name} {self.last_name}".strip()

    def user(self) -> Wire:
        """As Telegram's User."""
        wire: Wire = {"id": self.id, "is_bot": False} | self._names()
        if self.language_code is not None:
            wire["language_code"] = self.language_code
        return wire

    def chat(self) -> Wire:
        """As Telegram's Chat: the private chat with this person."""
        return {"id": self.id, "type": "private"} | self._names()

    def _names(self) -> Wire:
        names: Wire = {"first_name": self.first_name}
        if self.last_name:
            names["last_name"] = self.last_name
        if self.username is not None:
            names["username"] = self.username
        return names


class Kind(StrEnum):
    """What a room is."""

    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Standing(StrEnum):
    """What somebody is in a room; Telegram's ChatMember.status."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def present(self) -> bool:
        """Whether such a member is in the room."""
        return self not in {Standing.LEFT, Standing.KICKED}


@dataclass(slots=True)
class Room:
    """A group or channel.

    Attributes:
        members: what people are in it, by their ids.
        bot: what the bot is in it; None as long as it was never there.
        bot_may_post: whether the bot, as an administrator of a channel, may post.
        migrated_to: the supergroup that goes on in place of this basic group.
        posts: the highest number of a message, where the room counts its own.
    """

    id: int
    title: str
    kind: Kind
    members: dict[int, Standing]
    bot: Standing | None = None
    bot_may_post: bool = True
    migrated_to: int | None = None
    posts: int = 0

    def chat(self) -> Wire:
        """As Telegram's Chat."""
        return {"id": self.id, "type": self.kind.value, "title": self.title}
