"""The inbox: updates received and not yet handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, select, update

from flows.ids import ChatId
from storage.inserting import insert
from storage.tables import IS_NEW, IS_SENDING, inbox, outbox
from storage.vault import Vault

MOST_ATTEMPTS = 3
"""An update that breaks its handler this often is set aside, for it would stop all behind it."""

_ASKING = exists().where(
    IS_SENDING, outbox.c.chat_id == inbox.c.chat_id, outbox.c.prompt_id.is_not(None)
)
_NEXT = (
    select(inbox.c.update_id, inbox.c.chat_id, inbox.c.body)
    .where(IS_NEW, ~_ASKING)
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)
_HELD = select(inbox.c.id).where(IS_NEW, _ASKING).limit(1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came from Telegram: its number, the chat it is about, and its fields."""

    update_id: int
    chat: ChatId | None
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Take updates in, hand them out in order, mark them done."""

    connection: Connection
    vault: Vault

    def add(self, arrivals: Sequence[Arrival], at: datetime) -> int:
        """Store updates, each once however often it is delivered; returns how many were new."""
        if not arrivals:
            return 0
        # Another process may be storing the same one at this moment.
        once = insert(self.connection, inbox).on_conflict_do_nothing(
            index_elements=[inbox.c.update_id]
        )
        rows = [
            {
                "update_id": arrival.update_id,
                "chat_id": arrival.chat,
                "state": "new",
                "attempts": 0,
                "body": self.vault.seal_json(arrival.body, f"inbox.body:{arrival.update_id}"),
                "received_at": at,
            }
            for arrival in arrivals
        ]
        counted = once.execution_options(preserve_rowcount=True)
        return self.connection.execute(counted, rows).rowcount

    def newest(self) -> int:
        """The number of the row that came last; 0 where there is none."""
        return self.connection.execute(select(func.max(inbox.c.id))).scalar_one() or 0

    def next(self, most: int) -> tuple[Arrival, ...]:
        """The oldest updates to handle.

        A chat whose question is on its way at this moment waits until the outcome is known:
        whether its next message answers that question depends on which came first.
        """
        return tuple(
            Arrival(
                update_id=row.update_id,
                chat=None if row.chat_id is None else ChatId(row.chat_id),
                body=self.vault.open_json(row.body, f"inbox.body:{row.update_id}"),
            )
            for row in self.connection.execute(_NEXT, {"most": most})
        )

    def held(self) -> bool:
        """Whether an update waits until the outcome of a question to its chat is known."""
        return self.connection.execute(_HELD).first() is not None

    def done(self, *update_ids: int) -> None:
        """Updates have had their effects; neither words nor authors are needed any more."""
        here = update(inbox).where(inbox.c.update_id.in_(update_ids))
        self.connection.execute(here.values(state="done", body=None, chat_id=None))

    def failed(self, update_id: int) -> bool:
        """Handling broke; True if the update is now set aside for good."""
        here = inbox.c.update_id == update_id
        tried = self.connection.execute(
            update(inbox)
            .where(here)
            .values(attempts=inbox.c.attempts + 1)
            .returning(inbox.c.attempts)
        ).scalar_one()
        if tried < MOST_ATTEMPTS:
            return False
        self.connection.execute(update(inbox).where(here).values(state="failed"))
        return True

    def waiting(self) -> int:
        """How many updates have not had their effect."""
        found = select(func.count()).select_from(inbox).where(IS_NEW)
        return self.connection.execute(found).scalar_one()

    def set_aside(self) -> int:
        """How many updates could not be handled."""
        found = select(func.count()).select_from(inbox).where(inbox.c.state == "failed")
        return self.connection.execute(found).scalar_one()

    def forget_chat(self, chat: ChatId) -> None:
        """Drop the words of what came from a chat and was tried; numbers stay, against repeats.

        What has not had its turn stays: it came after the wish to be forgotten.
        """
        tried = (inbox.c.chat_id == chat) & (inbox.c.state != "new")
        self.connection.execute(update(inbox).where(tried).values(body=None, chat_id=None))

    def forget_before(self, moment: datetime) -> None:
        """Drop what was handled before; Telegram repeats nothing older than a day."""
        self._delete("done", moment)

    def forget_failed_before(self, moment: datetime) -> None:
        """Drop what could not be handled, and was not looked into since."""
        self._delete("failed", moment)

    def _delete(self, state: str, before: datetime) -> None:
        old = (inbox.c.state == state) & (inbox.c.received_at < before)
        self.connection.execute(delete(inbox).where(old))
