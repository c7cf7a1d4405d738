"""Groups and channels, as their members see them and act in them."""

import html
from typing import Any

from bot.rehearsal.standin.accounts import Kind, Room, Standing
from bot.rehearsal.standin.member import Member
from bot.rehearsal.standin.members import move_bot
from bot.rehearsal.standin.messages import SeenMessage, Wire
from bot.rehearsal.standin.phone import Phone
from bot.rehearsal.standin.world import World
from bot.rehearsal.standin.writing import typed

_SUPERGROUPS = 1_000_000_000_000


class _Place:
    """What groups and channels have in common."""

    def __init__(self, world: World, room: Room) -> None:
        self._world = world
        self._room = room
        self._history: list[SeenMessage] = []

    @property
    def id(self) -> int:
        """Its id, which is negative."""
        return self._room.id

    @property
    def title(self) -> str:
        """Its name."""
        return self._room.title

    @property
    def kind(self) -> str:
        """`group`, `supergroup` or `channel`."""
        return self._room.kind.value

    @property
    def bot(self) -> Standing | None:
        """What the bot is in it; None as long as it was never there."""
        return self._room.bot

    @property
    def creator(self) -> int:
        """The id of who made it."""
        made = Standing.CREATOR
        return next(user for user, standing in self._room.members.items() if standing is made)

    @property
    def messages(self) -> list[SeenMessage]:
        """What stands in it now, oldest first, also from before it became a supergroup."""
        return [*self._history, *self._world.messages.get(self.id, {}).values()]

    def make_bot_admin(self, by: Phone, *, may_post: bool = True) -> None:
        """Let the bot help to run it; in a channel, with the right to post or without."""
        move_bot(
            self._world,
            self._room,
            Standing.ADMINISTRATOR,
            by=by.person.user(),
            may_post=may_post,
        )

    def remove_bot(self, by: Phone) -> None:
        """Throw the bot out."""
        move_bot(self._world, self._room, Standing.KICKED, by=by.person.user())

    def join(self, phone: Phone, standing: Standing = Standing.MEMBER) -> None:
        """Let somebody in, or change what they are in it."""
        self._room.members[phone.id] = standing

    def _say(self, phone: Phone, **content: Any) -> SeenMessage:
        return self._world.said_by(phone.person, self._room, **content)


class Group(_Place):
    """A group or supergroup, in which the bot reads only what is meant for it."""

    @classmethod
    def founded(cls, world: World, title: str, creator: Phone, kind: Kind) -> "Group":
        """A new one, without the bot."""
        base = -_SUPERGROUPS if kind is Kind.SUPERGROUP else 0
        number = base - 2_000_000_000 - world.fresh()
        room = Room(number, title, kind, {creator.id: Standing.CREATOR})
        world.rooms[number] = room
        return cls(world, room)

    def add_bot(self, by: Phone, start_payload: str | None = None) -> None:
        """Bring the bot in; with a payload as the link `?startgroup=<payload>` does."""
        move_bot(self._world, self._room, Standing.MEMBER, by=by.person.user())
        self._service(by, {"new_chat_members": [self._world.bot]})
        if start_payload is not None:
            self.start_bot(by, start_payload)

    def remove_bot(self, by: Phone) -> None:
        """Throw the bot out, which the members see; the bot learns it by its membership only."""
        super().remove_bot(by)
        self._say(by, extra={"left_chat_member": self._world.bot})

    def start_bot(self, by: Phone, payload: str) -> SeenMessage:
        """Follow the link `?startgroup=<payload>` where the bot is in the group already."""
        return self.say(by, f"/start@{self._world.bot['username']} {payload}".strip())

    def say(self, phone: Phone, text: str, reply_to: SeenMessage | None = None) -> SeenMessage:
        """Write into the group. The bot sees commands and replies to it, an administrator all."""
        return self.by(phone).say(text, reply_to)

    def by(self, phone: Phone) -> Member:
        """A member's app, opened at this group."""
        return Member(self._world, self._room, phone, self._visible)

    def migrate(self) -> None:
        """Become a supergroup, which has another id and numbers its messages anew."""
        old = self._room
        owner = Phone(self._world, self._world.people[self.creator])
        new = Room(
            -_SUPERGROUPS - 2_000_000_000 - self._world.fresh(),
            old.title,
            Kind.SUPERGROUP,
            dict(old.members),
            old.bot,
        )
        self._world.rooms[new.id] = new
        self._service(owner, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self._history = self.messages
        self._room = new
        self._service(owner, {"migrate_from_chat_id": old.id})

    def _visible(self, message: SeenMessage) -> bool:
        if self._room.bot is None or not self._room.bot.present:
            return False
        if self._room.bot is Standing.ADMINISTRATOR:
            return True
        answered = self._world.find(self.id, message.reply_to) if message.reply_to else None
        if answered is not None and answered.from_bot:
            return True
        command, _, rest = message.text.partition(" ")
        del rest
        _, at, addressee = command.partition("@")
        mine = not at or addressee.lower() == self._world.bot["username"].lower()
        return command.startswith("/") and mine

    def _service(self, phone: Phone, content: Wire) -> None:
        self._tell(phone, self._say(phone, extra=content))

    def _tell(self, phone: Phone, message: SeenMessage) -> None:
        if self._room.bot is not None and self._room.bot.present:
            phone.person.seen = True  # Which does not yet allow the bot to write to them.
            self._world.updates.put("message", self._world.wire(message))


class Channel(_Place):
    """A channel, where posts stand under its own name."""

    @classmethod
    def founded(cls, world: World, title: str, creator: Phone) -> "Channel":
        """A new one, without the bot."""
        number = -_SUPERGROUPS - 3_000_000_000 - world.fresh()
        room = Room(number, title, Kind.CHANNEL, {creator.id: Standing.CREATOR})
        world.rooms[number] = room
        return cls(world, room)

    def add_bot(self, by: Phone, *, may_post: bool = True) -> None:
        """Bring the bot in, which in a channel can only be an administrator."""
        self.make_bot_admin(by, may_post=may_post)

    def say(self, phone: Phone, text: str) -> SeenMessage:
        """Post into the channel, as one of its administrators."""
        message = self._say(phone, html=html.escape(text, quote=False), formatted=typed(text))
        if self._room.bot is Standing.ADMINISTRATOR:
            self._world.updates.put("channel_post", self._world.wire(message))
        return message
