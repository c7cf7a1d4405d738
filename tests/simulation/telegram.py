"""A simulated Telegram: chats with numbered messages, and updates that wait to be fetched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from bot.chat.transport import Answer
from flows.ids import ChatId
from tests.simulation.stage import BOT

Update = dict[str, Any]


@dataclass(slots=True)
class Seen:
    """A message as it stands in a chat.

    Attributes:
        number: its number there; Telegram counts in the order in which it takes messages.
        at: when Telegram took it, in whole seconds.
        author: whose it is; None for the bot's own.
        buttons: the callback data of its buttons.
    """

    number: int
    at: datetime
    author: ChatId | None
    text: str
    buttons: tuple[str, ...] = ()


@dataclass(slots=True)
class Chat:
    """One chat, from top to bottom.

    Attributes:
        refusal: what Telegram says to everything that is sent here; None where it takes it.
        pressed: the callback data of every button that was ever shown here, with its message.
    """

    id: ChatId
    refusal: Answer | None = None
    messages: dict[int, Seen] = field(default_factory=dict)
    pressed: list[tuple[int, str]] = field(default_factory=list)
    last: int = 0

    def add(self, at: datetime, author: ChatId | None, text: str) -> Seen:
        """Take a message."""
        self.last += 1
        message = self.messages[self.last] = Seen(self.last, at, author, text)
        return message


def refused(status: int, description: str, **parameters: object) -> Answer:
    """What the Bot API answers where it does not do what was asked."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return Answer(status, body)


def done(result: object) -> Answer:
    """What the Bot API answers where it did it."""
    return Answer(200, {"ok": True, "result": result})


REFUSALS = {
    "blocked": refused(403, "Forbidden: bot was blocked by the user"),
    "deactivated": refused(403, "Forbidden: user is deactivated"),
    "never started": refused(403, "Forbidden: bot can't initiate conversation with a user"),
    "kicked": refused(403, "Forbidden: bot was kicked from the supergroup chat"),
    "no rights": refused(400, "Bad Request: not enough rights to send text messages to the chat"),
    "chat gone": refused(400, "Bad Request: chat not found"),
}
"""Every way in which a chat can be closed to the bot."""


class SimulatedTelegram:
    """Keeps chats and updates; what it is asked to do it does at once.

    Args:
        now: the true time.
        chance: decides the order in which updates of different chats come.
        shown: called with a chat's new message of the bot.
    """

    def __init__(
        self, now: Callable[[], datetime], chance: Random, shown: Callable[[Chat, Seen], None]
    ) -> None:
        self._now = now
        self._chance = chance
        self._shown = shown
        self._chats: dict[ChatId, Chat] = {}
        self.updates: list[Update] = []
        self.made: dict[int, Update] = {}
        self._next_update = 1000
        self._next_callback = 0
        self.halted_until = 0.0
        self.revoked_until = 0.0
        self.arrived: Callable[[], None] = lambda: None
        self.confused = False
        """The next batch of updates comes out of order, with one of them twice."""

    def chat(self, chat: ChatId) -> Chat:
        """The chat with this number."""
        return self._chats.setdefault(chat, Chat(chat))

    # What the bot does.

    def do(self, method: str, body: Mapping[str, Any]) -> tuple[Answer, int | None]:
        """Carry out a call; returns the answer and the number of the message it made or changed."""
        if method == "answerCallbackQuery":
            if self._chance.random() < 0.1:
                return refused(400, "Bad Request: query is too old"), None
            return done(True), None
        if "chat_id" not in body:
            return done(True), None
        chat = self.chat(ChatId(body["chat_id"]))
        if chat.refusal is not None:
            return chat.refusal, None
        if method in {"sendMessage", "sendDocument", "sendPhoto"}:
            return self._send(chat, body)
        if method in {"editMessageText", "editMessageMedia", "editMessageReplyMarkup"}:
            return self._edit(chat, body), None
        if method == "deleteMessage" and chat.messages.pop(body["message_id"], None) is None:
            return refused(400, "Bad Request: message to delete not found"), None
        return done(True), None

    def _send(self, chat: Chat, body: Mapping[str, Any]) -> tuple[Answer, int]:
        message = chat.add(self._second(), None, body.get("text", body.get("caption", "")))
        self._put_buttons(chat, message, body)
        self._shown(chat, message)
        answer = {"message_id": message.number, "date": int(message.at.timestamp())}
        return done(answer), message.number

    def _edit(self, chat: Chat, body: Mapping[str, Any]) -> Answer:
        message = chat.messages.get(body["message_id"])
        if message is None or message.author is not None:
            return refused(400, "Bad Request: message to edit not found")
        before = (message.text, message.buttons)
        caption = body.get("media", {}).get("caption", message.text)
        message.text = body.get("text", caption)
        self._put_buttons(chat, message, body)
        if before == (message.text, message.buttons):
            return refused(400, "Bad Request: message is not modified: nothing is different")
        self._shown(chat, message)
        return done({"message_id": message.number, "date": int(message.at.timestamp())})

    def _put_buttons(self, chat: Chat, message: Seen, body: Mapping[str, Any]) -> None:
        rows = body.get("reply_markup", {}).get("inline_keyboard", ())
        found = (button.get("callback_data") for row in rows for button in row)
        message.buttons = tuple(data for data in found if data)
        chat.pressed += [(message.number, data) for data in message.buttons]

    # What the bot fetches.

    def pending(self, offset: int | None) -> list[Update]:
        """What waits from an offset on; what comes before it is acknowledged and forgotten."""
        if offset is not None:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
        batch = self.updates[:100]
        if self.confused and len(batch) > 1:
            self.confused = False
            self._chance.shuffle(batch)
            # The highest number comes last: to acknowledge it is to acknowledge them all.
            batch.sort(key=lambda update: update["update_id"] == self.updates[-1]["update_id"])
            batch.insert(0, batch[self._chance.randrange(len(batch) - 1)])
        return batch

    # What people do.

    def text(
        self, author: ChatId, text: str, reply_to: int | None = None, chat: ChatId | None = None
    ) -> tuple[int, int]:
        """Somebody writes; returns the number of the message and of its update."""
        here = self.chat(author if chat is None else chat)
        message = here.add(self._second(), author, text)
        body = self._message(here, message)
        if reply_to is not None:
            body["reply_to_message"] = {
                "message_id": reply_to,
                "date": body["date"],
                "chat": body["chat"],
            }
        return message.number, self._update("message", body)

    def edit(self, author: ChatId, number: int, text: str) -> int:
        """Somebody changes a message of theirs; returns the number of the update."""
        chat = self.chat(author)
        message = chat.messages[number]
        message.text = text
        body = self._message(chat, message) | {"edit_date": int(self._second().timestamp())}
        return self._update("edited_message", body)

    def press(self, author: ChatId, number: int, data: str) -> int:
        """Somebody presses a button under a message of the bot; returns the update's number."""
        chat = self.chat(author)
        self._next_callback += 1
        shown = chat.messages.get(number) or Seen(number, self._second(), None, "?")
        body = {
            "id": str(self._next_callback),
            "from": _user(author),
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": number,
                "date": int(shown.at.timestamp()),
                "chat": _chat(chat.id),
                "text": shown.text or "?",
            },
        }
        return self._update("callback_query", body)

    def block(self, author: ChatId, *, blocked: bool) -> int:
        """Somebody blocks the bot, or lets it in again."""
        self.chat(author).refusal = REFUSALS["blocked"] if blocked else None
        status = ("member", "kicked") if blocked else ("kicked", "member")
        old, new = (self._member(one) for one in status)
        body = {
            "chat": _chat(author),
            "from": _user(author),
            "date": int(self._second().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        return self._update("my_chat_member", body)

    def migrate(self, old: ChatId, new: ChatId) -> None:
        """A group becomes a supergroup: another number, a service message, and 400 at the old."""
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        self.chat(old).refusal = refused(400, words, migrate_to_chat_id=new)
        body = {
            "message_id": self.chat(old).last + 1,
            "date": int(self._second().timestamp()),
            "chat": {"id": old, "type": "group", "title": "Group"},
            "from": _user(ChatId(1)),
            "migrate_to_chat_id": new,
        }
        self._update("message", body)

    def _update(self, kind: str, body: Mapping[str, Any]) -> int:
        number = self._next_update
        self._next_update += 1 if self._chance.random() < 0.9 else 7
        update = {"update_id": number, kind: body}
        self.updates.append(update)
        self.made[number] = update
        self.arrived()
        return number

    def _message(self, chat: Chat, message: Seen) -> dict[str, Any]:
        return {
            "message_id": message.number,
            "date": int(message.at.timestamp()),
            "chat": _chat(chat.id),
            "from": _user(message.author or chat.id),
            "text": message.text,
        }

    def _member(self, status: str) -> dict[str, Any]:
        bot = {"id": 999, "is_bot": True, "first_name": "Bot", "username": BOT}
        return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    def _second(self) -> datetime:
        return self._now().replace(microsecond=0)


def _user(person: ChatId) -> dict[str, Any]:
    return {
        "id": person,
        "is_bot": False,
        "first_name": f"Person {person}",
        "language_code": "en",
    }


def _chat(chat: ChatId) -> dict[str, Any]:
    if chat < 0:
        return {"id": chat, "type": "supergroup", "title": "Group"}
    return {"id": chat, "type": "private", "first_name": f"Person {chat}"}
