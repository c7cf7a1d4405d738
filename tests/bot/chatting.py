"""Conversations with the bot: people type and tap, and read what it plans to say.

Everything goes through the dispatcher and the real stores; Telegram is a dictionary of chats.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.chat.dispatch import dispatch
from bot.chat.incoming import (
    BotMoved,
    Edited,
    Incoming,
    Medium,
    Pressed,
    Said,
    SaidInGroup,
    Sender,
    Showed,
)
from bot.service.step import Step
from flows.ids import ChatId, MessageId
from storage.calls import Claimed
from storage.engine import make_engine
from storage.keys import Keys, fresh_key
from storage.tables import metadata
from storage.vault import Vault
from storage.work import Work, binder

BOT = "nachklang_test_bot"
MORNING = datetime(2027, 1, 25, 9, 20, tzinfo=UTC)
"""10:20 in Berlin, on the Monday before the workshop of the examples."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot as it stands in a chat; `buttons` are its inline buttons by row."""

    message_id: MessageId
    text: str
    buttons: tuple[tuple[dict[str, Any], ...], ...] = ()
    files: tuple[str, ...] = ()
    contents: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def labels(self) -> list[list[str]]:
        """What stands on its buttons."""
        return [[button["text"] for button in row] for row in self.buttons]

    def button(self, label: str) -> dict[str, Any]:
        """The button with a label."""
        return next(button for row in self.buttons for button in row if button["text"] == label)


@dataclass(slots=True)
class Chat:
    """All chats with the bot, on one database."""

    engine: Engine
    vault: Vault
    now: datetime = MORNING
    seen: dict[ChatId, dict[MessageId, Seen]] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    calls: list[Claimed] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _causes: Iterator[int] = field(default_factory=lambda: count(1))
    _tokens: Iterator[int] = field(default_factory=lambda: count(1))

    def person(self, telegram_id: int, name: str, language: str = "de") -> "Human":
        """Somebody with Telegram, whom the bot need not know."""
        return Human(self, Sender(ChatId(telegram_id), name, language))

    def happens(self, incoming: Incoming) -> None:
        """Something arrives; the bot answers, and everything it said is delivered."""
        with self.begin() as step:
            dispatch(step, incoming)

    @contextmanager
    def begin(self) -> Iterator[Step]:
        """One step on its own, for what does not begin in a chat: `with chat.begin() as step:`."""
        with self.engine.begin() as connection:
            yield Step(self.work(connection), self.cause(), BOT)
        self.deliver()

    def look(self, chat: int) -> list[Seen]:
        """A chat from top to bottom."""
        return [
            self.seen[ChatId(chat)][number] for number in sorted(self.seen.get(ChatId(chat), {}))
        ]

    def message_id(self) -> MessageId:
        """The number of the next message, in whichever chat."""
        return MessageId(next(self._numbers))

    def work(self, connection: Any) -> Work:
        """The stores on a connection."""
        token = lambda: f"token-{next(self._tokens):012d}"  # noqa: E731 - it is one expression
        return binder(self.vault, lambda: self.now, token)(connection)

    def cause(self) -> str:
        """What the next step begins with."""
        return f"update:{next(self._causes)}"

    def deliver(self) -> None:
        """Send all that is planned, in the order of the outbox."""
        while True:
            with self.engine.begin() as connection:
                outbox = self.work(connection).outbox
                claimed = outbox.claim(self.now, most=1000, resting=())
                for row in claimed:
                    outbox.sent(row.id, self._show(row), self.now)
            if not claimed:
                return

    def _show(self, row: Claimed) -> MessageId | None:
        draft, body = row.draft, row.draft.body
        self.calls.append(row)
        if draft.method == "answerCallbackQuery" and body.get("text"):
            self.toasts.append(body["text"])
        if draft.chat is None:
            return None
        here = self.seen.setdefault(draft.chat, {})
        buttons = tuple(
            tuple(line) for line in body.get("reply_markup", {}).get("inline_keyboard", ())
        )
        files = tuple(attachment.name for attachment in draft.attachments)
        contents = tuple(attachment.content for attachment in draft.attachments)
        text = body.get("text", body.get("caption", body.get("media", {}).get("caption", "")))
        if draft.method in {"sendMessage", "sendPhoto", "sendDocument"}:
            number = self.message_id()
            here[number] = Seen(number, text, buttons, files, contents)
            return number
        number = MessageId(body.get("message_id", 0))
        if draft.method == "editMessageText":
            here[number] = Seen(number, text, buttons)
        elif draft.method == "editMessageMedia":
            here[number] = Seen(number, text, buttons, files, contents)
        elif draft.method == "deleteMessage":
            here.pop(number, None)
        elif draft.method == "editMessageReplyMarkup" and number in here:
            here[number] = replace(here[number], buttons=buttons)
        return None


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody in their private chat with the bot, and in groups."""

    chat: Chat
    sender: Sender

    @property
    def id(self) -> ChatId:
        """Their Telegram id."""
        return self.sender.chat

    def says(self, text: str, *, reply_to: MessageId | None = None) -> MessageId:
        """Type a text or a command; returns the number of the message."""
        number = self.chat.message_id()
        self.says_as(number, text, reply_to=reply_to)
        return number

    def says_as(self, number: MessageId, text: str, *, reply_to: MessageId | None = None) -> None:
        """Type a text that Telegram took earlier than it reaches the bot."""
        self.chat.happens(Said(self.sender, number, self.chat.now, text, reply_to))

    def edits(self, number: MessageId, text: str) -> None:
        """Change one of one's own messages."""
        self.chat.happens(Edited(self.sender, number, self.chat.now, text))

    def shows(self, medium: Medium) -> None:
        """Send something that is not text."""
        self.chat.happens(Showed(self.sender, self.chat.message_id(), medium))

    def presses(self, label: str) -> None:
        """Tap the lowest button in the chat that has this label."""
        for message in reversed(self.sees()):
            for row in message.buttons:
                for button in row:
                    if button["text"] == label:
                        self.taps(message.message_id, button["callback_data"])
                        return
        raise AssertionError(f"no button {label!r} in {[m.labels for m in self.sees()]}")

    def taps(self, number: MessageId, data: str) -> None:
        """Send any callback data, as anyone could."""
        cause = f"callback-{self.chat.cause()}"
        self.chat.happens(Pressed(self.sender, cause, data, self.id, number))

    def sees(self) -> list[Seen]:
        """Everything the bot has said in their chat, as it stands there now."""
        return self.chat.look(self.id)

    @property
    def last(self) -> Seen:
        """The lowest message of the bot."""
        return self.sees()[-1]

    def says_in(self, group: int, text: str, *, title: str = "Netzwerk Musterviertel") -> None:
        """Type a text in a group."""
        number = self.chat.message_id()
        self.chat.happens(
            SaidInGroup(self.sender, ChatId(group), title, "supergroup", number, text)
        )

    def moves_bot(
        self,
        chat: int,
        *,
        title: str = "Musterviertel Aktuell",
        kind: str = "channel",
        present: bool = True,
        can_post: bool = True,
    ) -> None:
        """Add the bot to a group or channel, or take it out."""
        self.chat.happens(BotMoved(self.sender, ChatId(chat), title, kind, present, can_post))


def open_chat(folder: Path) -> Chat:
    """Chats on an empty SQLite database in a folder."""
    engine = make_engine(f"sqlite:///{folder}/chats.db")
    metadata.create_all(engine)
    return Chat(engine, Vault(Keys((fresh_key(),))))
