"""Who facilitates and organises a workshop, and the one-time links that give these roles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from flows.ids import PersonId, WorkshopId
from flows.workshop import Invitation, Role
from storage.erasure_log import Kind
from storage.erasures import note
from storage.tables import invitations, memberships


@dataclass(frozen=True, slots=True)
class Teams:
    """Load and save roles."""

    connection: Connection

    def roles(self, workshop_id: WorkshopId, person_id: PersonId) -> frozenset[Role]:
        """What someone is to a workshop."""
        found = select(memberships.c.role).where(
            memberships.c.workshop_id == workshop_id, memberships.c.person_id == person_id
        )
        return frozenset(Role(role) for role in self.connection.execute(found).scalars())

    def roles_anywhere(self, person_id: PersonId) -> frozenset[Role]:
        """What someone is to any workshop."""
        found = select(memberships.c.role).where(memberships.c.person_id == person_id)
        return frozenset(Role(role) for role in self.connection.execute(found).scalars())

    def of_person(self, person_id: PersonId) -> tuple[tuple[WorkshopId, Role], ...]:
        """Everything that someone is to workshops, the oldest first."""
        theirs = select(memberships).where(memberships.c.person_id == person_id)
        rows = self.connection.execute(theirs.order_by(memberships.c.id))
        return tuple((WorkshopId(row.workshop_id), Role(row.role)) for row in rows)

    def members(self, workshop_id: WorkshopId, role: Role) -> tuple[PersonId, ...]:
        """Everyone with a role, the longest-serving first."""
        found = (
            select(memberships.c.person_id)
            .where(memberships.c.workshop_id == workshop_id, memberships.c.role == role.value)
            .order_by(memberships.c.id)
        )
        return tuple(PersonId(person) for person in self.connection.execute(found).scalars())

    def add(self, workshop_id: WorkshopId, person_id: PersonId, role: Role, at: datetime) -> None:
        """Give a role; harmless where the person has it."""
        if role in self.roles(workshop_id, person_id):
            return
        self.connection.execute(
            insert(memberships).values(
                workshop_id=workshop_id, person_id=person_id, role=role.value, since=at
            )
        )

    def remove(self, workshop_id: WorkshopId, person_id: PersonId, role: Role) -> None:
        """Take a role away."""
        self.connection.execute(
            delete(memberships).where(
                memberships.c.workshop_id == workshop_id,
                memberships.c.person_id == person_id,
                memberships.c.role == role.value,
            )
        )
        note(self.connection, Kind.ROLE, f"{workshop_id}:{person_id}:{role.value}")


@dataclass(frozen=True, slots=True)
class Invitations:
    """Load and save one-time links."""

    connection: Connection

    def add(self, invitation: Invitation) -> None:
        """Store a new link."""
        self.connection.execute(
            insert(invitations).values(
                token=invitation.token,
                role=invitation.role.value if invitation.role else "owner",
                workshop_id=invitation.workshop_id,
                invited_by=invitation.invited_by,
                expires_at=invitation.expires_at,
            )
        )

    def get(self, token: str) -> Invitation | None:
        """The link with this token, used or not."""
        row = self.connection.execute(
            select(invitations).where(invitations.c.token == token)
        ).first()
        return _invitation(row) if row else None

    def use(self, token: str, at: datetime) -> bool:
        """Use a link up; False if it was used before, by whomever."""
        used = update(invitations).where(
            invitations.c.token == token, invitations.c.used_at.is_(None)
        )
        return self.connection.execute(used.values(used_at=at)).rowcount == 1

    def withdraw(self, token: str) -> None:
        """Make a link invalid for good."""
        self.connection.execute(delete(invitations).where(invitations.c.token == token))

    def withdraw_owner_links(self) -> None:
        """Make earlier links to take over the installation invalid."""
        self.connection.execute(delete(invitations).where(invitations.c.role == "owner"))


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        token=row.token,
        role=None if row.role == "owner" else Role(row.role),
        workshop_id=None if row.workshop_id is None else WorkshopId(row.workshop_id),
        invited_by=None if row.invited_by is None else PersonId(row.invited_by),
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
