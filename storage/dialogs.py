"""What the bot expects someone to type next, outside of questions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from flows.ids import MessageId, PersonId
from storage.tables import dialogs, unclear_messages
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Dialog:
    """A form that someone is in the middle of.

    Attributes:
        expects: which input, as a word of the chat's own.
        facts: what has been gathered so far.
        message_id: the message of the bot that asked, which is edited as the form goes on.
    """

    expects: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    message_id: MessageId | None = None


@dataclass(frozen=True, slots=True)
class Dialogs:
    """Load and save forms; one a person."""

    connection: Connection
    vault: Vault

    def get(self, person_id: PersonId) -> Dialog | None:
        """What someone is in the middle of."""
        row = self.connection.execute(
            select(dialogs).where(dialogs.c.person_id == person_id)
        ).first()
        if row is None:
            return None
        facts = self.vault.open_json(row.facts, f"dialogs.facts:{person_id}")
        number = None if row.message_id is None else MessageId(row.message_id)
        return Dialog(row.expects, facts, number)

    def open_for(self, ids: Collection[PersonId]) -> frozenset[PersonId]:
        """Which of these people are in the middle of a form."""
        found = select(dialogs.c.person_id).where(dialogs.c.person_id.in_(ids))
        return frozenset(PersonId(number) for number in self.connection.execute(found).scalars())

    def put(self, person_id: PersonId, dialog: Dialog, at: datetime) -> None:
        """Expect this from someone, and nothing else any more."""
        self.end(person_id)
        self.connection.execute(
            insert(dialogs).values(
                person_id=person_id,
                expects=dialog.expects,
                facts=self.vault.seal_json(dict(dialog.facts), f"dialogs.facts:{person_id}"),
                message_id=dialog.message_id,
                since=at,
            )
        )

    def end(self, person_id: PersonId) -> None:
        """Expect nothing any more."""
        self.connection.execute(delete(dialogs).where(dialogs.c.person_id == person_id))


@dataclass(frozen=True, slots=True)
class UnclearMessage:
    """Words of which only their author knows where they belong."""

    message_id: MessageId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnclearMessages:
    """Keep words until their author has said where they belong."""

    connection: Connection
    vault: Vault

    def keep(self, person_id: PersonId, message: UnclearMessage) -> None:
        """Keep words; harmless where they are kept already."""
        if self.get(person_id, message.message_id) is not None:
            return
        about = f"unclear_messages.words:{person_id}:{message.message_id}"
        self.connection.execute(
            insert(unclear_messages).values(
                person_id=person_id,
                message_id=message.message_id,
                words=self.vault.seal_text(message.text, about),
                at=message.at,
            )
        )

    def get(self, person_id: PersonId, message_id: MessageId) -> UnclearMessage | None:
        """Kept words by the message that they came in."""
        row = self.connection.execute(
            select(unclear_messages).where(
                unclear_messages.c.person_id == person_id,
                unclear_messages.c.message_id == message_id,
            )
        ).first()
        if row is None:
            return None
        about = f"unclear_messages.words:{person_id}:{message_id}"
        return UnclearMessage(message_id, self.vault.open_text(row.words, about), row.at)

    def of_person(self, person_id: PersonId) -> tuple[UnclearMessage, ...]:
        """All that is kept of someone, the oldest first."""
        found = (
            select(unclear_messages.c.message_id)
            .where(unclear_messages.c.person_id == person_id)
            .order_by(unclear_messages.c.id)
        )
        numbers = self.connection.execute(found).scalars().all()
        kept = (self.get(person_id, MessageId(number)) for number in numbers)
        return tuple(message for message in kept if message is not None)

    def drop(self, person_id: PersonId, message_id: MessageId) -> None:
        """Forget kept words."""
        self.connection.execute(
            delete(unclear_messages).where(
                unclear_messages.c.person_id == person_id,
                unclear_messages.c.message_id == message_id,
            )
        )
