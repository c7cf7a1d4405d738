"""Workshops, and the destinations of their posts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, insert, select, update

from flows.ids import ChatId, PersonId, WorkshopId
from flows.workshop import Destination, Workshop
from storage.erasure_log import Kind
from storage.erasures import note
from storage.flow_copies import flow_copy
from storage.tables import destinations, memberships, workshops
from storage.vault import Vault

ANY = "*"
"""In the erasure log: of whichever workshop."""


@dataclass(frozen=True, slots=True)
class Workshops:
    """Load and save workshops."""

    connection: Connection
    vault: Vault

    def get(self, workshop_id: WorkshopId) -> Workshop:
        """A workshop that is known to exist.

        Raises:
            LookupError: there is none with this id.
        """
        found = self.find(workshop_id)
        if found is None:
            raise LookupError(workshop_id)
        return found

    def get_all(self, ids: Collection[WorkshopId]) -> Mapping[WorkshopId, Workshop]:
        """Several workshops that are known to exist."""
        rows = self.connection.execute(select(workshops).where(workshops.c.id.in_(ids)))
        return {WorkshopId(row.id): self._workshop(row) for row in rows}

    def find(self, workshop_id: WorkshopId) -> Workshop | None:
        """The workshop with this id, or None if it was deleted."""
        return self._one(workshops.c.id == workshop_id)

    def by_invite_token(self, token: str) -> Workshop | None:
        """The workshop that an invitation for participants belongs to."""
        return self._one(workshops.c.invite_token == token)

    def by_connect_token(self, token: str) -> Workshop | None:
        """The workshop whose destination a group becomes with this token."""
        return self._one(workshops.c.connect_token == token)

    def all(self) -> tuple[Workshop, ...]:
        """Every workshop, the oldest first."""
        found = select(workshops).order_by(workshops.c.id)
        return tuple(self._workshop(row) for row in self.connection.execute(found))

    def facilitated_by(self, person_id: PersonId) -> tuple[Workshop, ...]:
        """What someone facilitates, the newest first."""
        theirs = exists().where(
            memberships.c.workshop_id == workshops.c.id,
            memberships.c.person_id == person_id,
            memberships.c.role == "facilitator",
        )
        found = select(workshops).where(theirs).order_by(workshops.c.id.desc())
        return tuple(self._workshop(row) for row in self.connection.execute(found))

    def add(self, draft: Workshop) -> Workshop:
        """Store a new workshop; the draft's id is not used."""
        added = insert(workshops).values(
            flow=draft.flow.model_dump_json(),
            title=draft.title,
            host=draft.host,
            contact=self._contact(draft),
            language=draft.language,
            zone=draft.zone.key,
            connect_token=draft.connect_token,
            invite_token=draft.invite_token,
            created_at=draft.created_at,
        )
        row_id = self.connection.execute(added.returning(workshops.c.id)).scalar_one()
        return self.get(WorkshopId(row_id))

    def save(self, workshop: Workshop) -> None:
        """Store everything that can change about a workshop."""
        changed = update(workshops).where(workshops.c.id == workshop.id)
        self.connection.execute(
            changed.values(
                title=workshop.title,
                host=workshop.host,
                contact=self._contact(workshop),
                language=workshop.language,
                zone=workshop.zone.key,
                invite_token=workshop.invite_token,
                connect_token=workshop.connect_token,
                held=workshop.held,
                published_at=workshop.published_at,
            )
        )

    def delete(self, workshop_id: WorkshopId) -> None:
        """Delete a workshop with all that belongs to it."""
        self.connection.execute(delete(workshops).where(workshops.c.id == workshop_id))
        note(self.connection, Kind.WORKSHOP, workshop_id)

    def _one(self, condition: ColumnElement[bool]) -> Workshop | None:
        row = self.connection.execute(select(workshops).where(condition)).first()
        return self._workshop(row) if row else None

    def _workshop(self, row: Row[Any]) -> Workshop:
        return Workshop(
            id=WorkshopId(row.id),
            flow=flow_copy(row.flow),
            title=row.title,
            host=row.host,
            contact=self.vault.open_text(row.contact, f"workshops.contact:{row.connect_token}"),
            language=row.language,
            zone=ZoneInfo(row.zone),
            connect_token=row.connect_token,
            invite_token=row.invite_token,
            created_at=row.created_at,
            held=row.held,
            published_at=row.published_at,
        )

    def _contact(self, workshop: Workshop) -> bytes:
        about = f"workshops.contact:{workshop.connect_token}"
        return self.vault.seal_text(workshop.contact, about)


@dataclass(frozen=True, slots=True)
class Destinations:
    """Load and save the groups and channels that posts go to."""

    connection: Connection
    vault: Vault

    def of(self, workshop_id: WorkshopId) -> tuple[Destination, ...]:
        """A workshop's destinations in the order in which they were connected."""
        rows = self.connection.execute(
            select(destinations)
            .where(destinations.c.workshop_id == workshop_id)
            .order_by(destinations.c.id)
        )
        return tuple(
            Destination(
                workshop_id=WorkshopId(row.workshop_id),
                chat=ChatId(row.chat_id),
                kind=row.kind,
                title=self.vault.open_text(row.title, f"destinations.title:{row.workshop_id}"),
            )
            for row in rows
        )

    def workshops_of(self, chat: ChatId) -> tuple[WorkshopId, ...]:
        """The workshops whose posts go to a group or channel."""
        found = select(destinations.c.workshop_id).where(destinations.c.chat_id == chat)
        rows = self.connection.execute(found.order_by(destinations.c.id)).scalars()
        return tuple(WorkshopId(number) for number in rows)

    def connect(self, destination: Destination, at: datetime) -> bool:
        """Add a destination; False if it was connected already (its title is refreshed)."""
        about = f"destinations.title:{destination.workshop_id}"
        title = self.vault.seal_text(destination.title, about)
        same = (destinations.c.workshop_id == destination.workshop_id) & (
            destinations.c.chat_id == destination.chat
        )
        if self.connection.execute(update(destinations).where(same).values(title=title)).rowcount:
            return False
        self.connection.execute(
            insert(destinations).values(
                workshop_id=destination.workshop_id,
                chat_id=destination.chat,
                kind=destination.kind,
                title=title,
                connected_at=at,
            )
        )
        return True

    def disconnect(self, chat: ChatId, workshop_id: WorkshopId | None = None) -> None:
        """Remove a destination from one workshop, or from all (the chat is gone)."""
        removed = delete(destinations).where(destinations.c.chat_id == chat)
        if workshop_id is not None:
            removed = removed.where(destinations.c.workshop_id == workshop_id)
        self.connection.execute(removed)
        note(self.connection, Kind.DESTINATION, f"{workshop_id or ANY}:{chat}")

    def migrate(self, old: ChatId, new: ChatId) -> None:
        """A group became a supergroup and has another id now."""
        moved = update(destinations).where(destinations.c.chat_id == old)
        self.connection.execute(moved.values(chat_id=new))
