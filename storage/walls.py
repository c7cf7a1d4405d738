"""Walls: the links to them, and what they count."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from flows.ids import WorkshopId
from storage.inserting import insert
from storage.tables import walls


@dataclass(frozen=True, slots=True)
class Walls:
    """Load and save which workshops have a wall. They go with their workshop."""

    connection: Connection

    def token(self, workshop_id: WorkshopId) -> str | None:
        """What opens the workshop's wall; None where it has none."""
        found = select(walls.c.token).where(walls.c.workshop_id == workshop_id)
        return self.connection.execute(found).scalar_one_or_none()

    def find(self, token: str) -> WorkshopId | None:
        """The workshop whose wall this opens now."""
        found = select(walls.c.workshop_id).where(walls.c.token == token)
        number = self.connection.execute(found).scalar_one_or_none()
        return None if number is None else WorkshopId(number)

    def put(self, workshop_id: WorkshopId, token: str) -> None:
        """Let this open the workshop's wall from now on, and nothing else."""
        added = insert(self.connection, walls).values(workshop_id=workshop_id, token=token)
        self.connection.execute(
            added.on_conflict_do_update(index_elements=[walls.c.workshop_id], set_={"token": token})
        )

    def remove(self, workshop_id: WorkshopId) -> None:
        """The workshop has no wall any more."""
        self.connection.execute(delete(walls).where(walls.c.workshop_id == workshop_id))
