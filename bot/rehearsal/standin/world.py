"""The world that a bot sees through the Bot API: accounts, chats, messages, updates.

Everything here is synchronous and belongs to one thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.rehearsal.standin.accounts import Kind, Person, Room
from bot.rehearsal.standin.changes import Changes
from bot.rehearsal.standin.messages import SeenMessage, SentFile, Wire
from bot.rehearsal.standin.updates import UpdateQueue

Profile = dict[str, dict[str, str]]
"""What the bot says of itself: by field, then by language, "" for every other one."""


def utc_now() -> datetime:
    """The moment by the machine's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Press:
    """A button that somebody pressed, until the bot answers."""

    person: Person
    at: datetime
    answered: bool = False


@dataclass(slots=True)
class Webhook:
    """Where the bot wants its updates; the stand-in posts none there, it only refuses polls."""

    url: str = ""
    set_at: datetime | None = None


@dataclass(slots=True)
class World:
    """All that the stand-in knows.

    Attributes:
        now: tells the time, aware, in UTC.
        bot: the bot as Telegram's User.
        messages: by chat, then by number, in the order of their numbers.
        commands: menus by scope and language, each a list of Telegram's BotCommand.
        expires: until when a path of a file may be fetched.
    """

    now: Callable[[], datetime]
    bot: Wire
    updates: UpdateQueue
    changes: Changes
    people: dict[int, Person] = field(default_factory=dict)
    rooms: dict[int, Room] = field(default_factory=dict)
    messages: dict[int, dict[int, SeenMessage]] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    files: dict[str, SentFile] = field(default_factory=dict)
    expires: dict[str, datetime] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Wire]] = field(default_factory=dict)
    profile: Profile = field(default_factory=dict)
    menu_buttons: dict[int | None, Wire] = field(default_factory=dict)
    webhook: Webhook = field(default_factory=Webhook)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def fresh(self) -> int:
        """A number that nothing else in this world has."""
        return next(self._ids)

    def moment(self) -> datetime:
        """Now, as exactly as dates of messages are: in whole seconds."""
        return self.now().replace(microsecond=0)

    def next_number(self, chat: Person | Room) -> int:
        """The number of the next message in a chat.

        Private chats and basic groups share one sequence, as they do for a real account;
        supergroups and channels have their own.
        """
        if isinstance(chat, Room) and chat.kind is not Kind.GROUP:
            chat.posts += 1
            return chat.posts
        return next(self._numbers)

    def said_by_bot(self, chat: Person | Room, **content: Any) -> SeenMessage:
        """Put a message of the bot into a chat; `content` are fields of `SeenMessage`."""
        origin: dict[str, Wire] = {"from": self.bot}
        if isinstance(chat, Room) and chat.kind is Kind.CHANNEL:
            origin = {"sender_chat": chat.chat()}
        return self._add(
            chat, author=self.bot["first_name"], from_bot=True, origin=origin, **content
        )

    def said_by(self, person: Person, chat: Person | Room, **content: Any) -> SeenMessage:
        """Put a message of a person into a chat; no update comes of it yet."""
        if isinstance(chat, Room) and chat.kind is Kind.CHANNEL:
            origin, author = {"sender_chat": chat.chat()}, chat.title
        else:
            origin, author = {"from": person.user()}, person.name
        return self._add(chat, author=author, from_bot=False, origin=origin, **content)

    def _add(self, chat: Person | Room, **content: Any) -> SeenMessage:
        message = SeenMessage(
            chat_id=chat.id, id=self.next_number(chat), date=self.moment(), **content
        )
        self.keep(message)
        return message

    def keep(self, message: SeenMessage) -> None:
        """Store a message, in place of its older version."""
        self.messages.setdefault(message.chat_id, {})[message.id] = message

    def find(self, chat_id: int, number: int) -> SeenMessage | None:
        """A message, unless there is none (any more)."""
        return self.messages.get(chat_id, {}).get(number)

    def wire(self, message: SeenMessage) -> Wire:
        """As Telegram's Message, with what it replies to."""
        chat = (self.people.get(message.chat_id) or self.rooms[message.chat_id]).chat()
        answered = self.find(message.chat_id, message.reply_to) if message.reply_to else None
        return message.wire(chat, answered.wire(chat) if answered else None)

    def file(self, name: str, mime: str, content: bytes) -> SentFile:
        """Keep the content of a file under a new id."""
        file = SentFile(f"file-{self.fresh():06}", name, mime, content)
        self.files[file.id] = file
        return file
