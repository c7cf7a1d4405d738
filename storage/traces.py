"""What deliveries remember of what was said: to show it to the person, and to forget it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select, update

from flows.ids import ChatId, MessageId, WorkshopId
from storage.calls import FINISHED, WITHDRAWN
from storage.tables import IS_WAITING, files, outbox
from storage.vault import Vault

Body = Mapping[str, Any]

NEWEST = 20
"""So many messages with buttons are looked through for what stood in a chat."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Read and delete what was said in a chat."""

    connection: Connection
    vault: Vault

    def shown(self, chat: ChatId, message_id: MessageId) -> str | None:
        """What a message with buttons says at last; None where its words are forgotten."""
        with_buttons = _said(chat).where(outbox.c.keyboard).order_by(outbox.c.id.desc())
        for row in self.connection.execute(with_buttons.limit(NEWEST)):
            body = self._body(row)
            if message_id in (row.message_id, body.get("message_id")):
                return str(body["text"]) if "text" in body else None
        return None

    def buttons(self, chat: ChatId, message_id: MessageId) -> tuple[Mapping[str, Any], ...]:
        """The buttons that a message had at last, in their order; none where it is forgotten."""
        with_buttons = _said(chat).where(outbox.c.keyboard).order_by(outbox.c.id.desc())
        for row in self.connection.execute(with_buttons.limit(NEWEST)):
            body = self._body(row)
            if message_id in (row.message_id, body.get("message_id")):
                rows = body["reply_markup"]["inline_keyboard"]
                return tuple(button for line in rows for button in line)
        return ()

    def first_button(self, chat: ChatId, beginnings: tuple[str, ...]) -> tuple[MessageId, ...]:
        """The messages whose first button at last has data that begin with one of these."""
        found: dict[MessageId, bool] = {}
        with_buttons = _said(chat).where(outbox.c.keyboard).order_by(outbox.c.id.desc())
        for row in self.connection.execute(with_buttons.limit(NEWEST)):
            body = self._body(row)
            number = row.message_id if row.message_id is not None else body.get("message_id")
            rows = body["reply_markup"]["inline_keyboard"]
            if number is not None:
                data = str(rows[0][0].get("callback_data", "")) if rows else ""
                found.setdefault(MessageId(number), data.startswith(beginnings))
        return tuple(number for number, begins in found.items() if begins)

    def said(self, chat: ChatId) -> tuple[tuple[datetime, str], ...]:
        """The messages to a chat whose words are still known, the oldest first."""
        rows = self.connection.execute(_said(chat).order_by(outbox.c.id)).all()
        found = ((row.not_before, self._body(row)) for row in rows)
        return tuple((at, str(body["text"])) for at, body in found if "text" in body)

    def question_coming(self, chat: ChatId) -> bool:
        """Whether a question is on its way to a chat, or waits to be sent."""
        waiting = outbox.c.state.in_(("planned", "retry", "sending"))
        here = (outbox.c.chat_id == chat) & outbox.c.prompt_id.is_not(None)
        return self.connection.execute(select(outbox.c.id).where(waiting, here)).first() is not None

    def forget(self, chat: ChatId) -> None:
        """Delete all that was or should be said in a chat."""
        self.connection.execute(delete(outbox).where(outbox.c.chat_id == chat))

    def forget_words(self, chat: ChatId) -> None:
        """Drop the words of all that was said in a chat, because they may quote somebody."""
        finished = (outbox.c.chat_id == chat) & outbox.c.state.in_(FINISHED)
        theirs = select(outbox.c.id).where(finished)
        self.connection.execute(delete(files).where(files.c.outbox_id.in_(theirs)))
        self.connection.execute(update(outbox).where(finished).values(body=None))

    def unsay(self, chat: ChatId, workshop_id: WorkshopId) -> None:
        """Do not send what still waits to be sent to a chat about a workshop."""
        about = (outbox.c.chat_id == chat) & (outbox.c.workshop_id == workshop_id)
        self.connection.execute(delete(outbox).where(IS_WAITING, about))

    def withdraw(self, prefix: str) -> None:
        """Forget the words of all calls whose key begins so, for somebody took words back.

        What waits is not sent as it is; what is on its way now keeps its words until it is known
        what became of it, so call this again then.
        """
        theirs = outbox.c.key.startswith(prefix, autoescape=True)
        waiting = update(outbox).where(IS_WAITING, theirs)
        doubtful = waiting.where(outbox.c.perhaps_at.is_not(None))
        self.connection.execute(doubtful.values(state="unknown", problem=WITHDRAWN))
        self.connection.execute(waiting.values(state="failed", problem=WITHDRAWN))
        finished = (outbox.c.state.in_(FINISHED)) & theirs
        here = select(outbox.c.id).where(finished)
        self.connection.execute(delete(files).where(files.c.outbox_id.in_(here)))
        self.connection.execute(update(outbox).where(finished).values(body=None, files=0))

    def waiting_keys(self, prefix: str) -> tuple[str, ...]:
        """The keys that begin so of calls that wait to be sent."""
        theirs = outbox.c.key.startswith(prefix, autoescape=True)
        found = select(outbox.c.key).where(IS_WAITING, theirs).order_by(outbox.c.id)
        return tuple(self.connection.execute(found).scalars())

    def say_instead(self, key: str, body: Mapping[str, Any], at: datetime) -> None:
        """Let a call that waits say something else, and leave at another moment."""
        here = update(outbox).where(IS_WAITING, outbox.c.key == key)
        sealed = self.vault.seal_json(body, f"outbox.body:{key}")
        self.connection.execute(here.values(body=sealed, not_before=at))

    def _body(self, row: Row[Any]) -> Body:
        body: Body = self.vault.open_json(row.body, f"outbox.body:{row.key}")
        return body


def _said(chat: ChatId) -> Select[Any]:
    return select(outbox).where(outbox.c.chat_id == chat, outbox.c.body.is_not(None))
