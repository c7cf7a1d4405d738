"""People: who has talked to the bot."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, insert, select, update

from flows.ids import ChatId, PersonId, WorkshopId
from flows.workshop import Joining, Person, Reach, Role
from storage.erasure_log import Kind
from storage.erasures import note
from storage.tables import dialogs, memberships, participants, people
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class People:
    """Load and save people."""

    connection: Connection
    vault: Vault

    def by_chat(self, chat: ChatId) -> Person | None:
        """The person behind a private chat (Telegram id), if they are known."""
        return self._one(people.c.telegram_id == chat)

    def by_chats(self, chats: Collection[ChatId]) -> Mapping[ChatId, Person]:
        """The people behind several private chats, as far as they are known."""
        rows = self.connection.execute(select(people).where(people.c.telegram_id.in_(chats)))
        return {ChatId(row.telegram_id): self._person(row) for row in rows}

    def get_all(self, ids: Collection[PersonId]) -> Mapping[PersonId, Person]:
        """Several people who are known to exist."""
        rows = self.connection.execute(select(people).where(people.c.id.in_(ids)))
        return {PersonId(row.id): self._person(row) for row in rows}

    def names_in(self, workshop_id: WorkshopId) -> tuple[tuple[PersonId, str], ...]:
        """The names of who takes part in a workshop, took part and has left, or facilitates it.

        Nothing else of them is read, for this is needed with nearly every answer.
        """
        states = [Joining.JOINED.value, Joining.LEFT.value]
        part = select(participants.c.person_id).where(
            participants.c.workshop_id == workshop_id, participants.c.state.in_(states)
        )
        leads = select(memberships.c.person_id).where(
            memberships.c.workshop_id == workshop_id,
            memberships.c.role == Role.FACILITATOR.value,
        )
        here = people.c.id.in_(part) | people.c.id.in_(leads)
        called = select(people.c.id, people.c.name, people.c.telegram_id).where(here)
        rows = self.connection.execute(called.order_by(people.c.id)).all()
        return tuple((PersonId(number), self._name(name, chat)) for number, name, chat in rows)

    def get(self, person_id: PersonId) -> Person:
        """A person who is known to exist.

        Raises:
            LookupError: there is none with this id.
        """
        found = self._one(people.c.id == person_id)
        if found is None:
            raise LookupError(person_id)
        return found

    def find(self, person_id: PersonId) -> Person | None:
        """The person with this id, or None if they were erased."""
        return self._one(people.c.id == person_id)

    def known_since(self, person_id: PersonId) -> datetime:
        """When somebody first wrote, of those who are remembered."""
        found = select(people.c.since).where(people.c.id == person_id)
        moment: datetime = self.connection.execute(found).scalar_one()
        return moment

    def owners(self) -> tuple[Person, ...]:
        """Who runs this installation."""
        rows = self.connection.execute(select(people).where(people.c.owner).order_by(people.c.id))
        return tuple(self._person(row) for row in rows)

    def add(self, chat: ChatId, name: str, language: str, since: datetime) -> Person:
        """Remember someone who has just talked to the bot for the first time."""
        added = insert(people).values(
            telegram_id=chat,
            name=self._sealed(chat, name),
            language=language,
            since=since,
        )
        row_id = self.connection.execute(added.returning(people.c.id)).scalar_one()
        return self.get(PersonId(row_id))

    def save(self, person: Person) -> None:
        """Store everything that can change about a person; `version` says that something did."""
        changed = update(people).where(people.c.id == person.id)
        self.connection.execute(
            changed.values(
                name=self._sealed(person.chat, person.name),
                language=person.language,
                language_chosen=person.language_chosen,
                owner=person.owner,
                reach=person.reach.value,
                workshop_id=person.workshop_id,
                version=people.c.version + 1,
            )
        )

    def erase(self, person_id: PersonId) -> None:
        """Delete a person; all that hangs on them goes with the row."""
        self._delete(people.c.id == person_id)

    def forget_strangers(self, person_id: PersonId | None = None) -> None:
        """Delete people who have no part in anything: no role, no workshop, no open form.

        Only this one, where one is named.
        """
        stranger: ColumnElement[bool] = ~people.c.owner
        for table in (participants, memberships, dialogs):
            stranger &= ~exists().where(table.c.person_id == people.c.id)
        if person_id is not None:
            stranger &= people.c.id == person_id
        self._delete(stranger)

    def _delete(self, condition: ColumnElement[bool]) -> None:
        gone = delete(people).where(condition).returning(people.c.id, people.c.telegram_id)
        for row in self.connection.execute(gone).all():
            note(self.connection, Kind.PERSON, row.id)
            note(self.connection, Kind.CHAT, row.telegram_id)

    def _one(self, condition: ColumnElement[bool]) -> Person | None:
        row = self.connection.execute(select(people).where(condition)).first()
        return self._person(row) if row else None

    def _person(self, row: Row[Any]) -> Person:
        return Person(
            id=PersonId(row.id),
            chat=ChatId(row.telegram_id),
            name=self._name(row.name, row.telegram_id),
            language=row.language,
            language_chosen=row.language_chosen,
            owner=row.owner,
            reach=Reach(row.reach),
            workshop_id=None if row.workshop_id is None else WorkshopId(row.workshop_id),
        )

    def _name(self, sealed: bytes, chat: int) -> str:
        return self.vault.open_text(sealed, f"people.name:{chat}")

    def _sealed(self, chat: ChatId, name: str) -> bytes:
        return self.vault.seal_text(name, f"people.name:{chat}")
