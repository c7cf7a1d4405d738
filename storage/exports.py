"""Tables of answers that somebody has asked for and not got yet. They hold no words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from flows.ids import PersonId, WorkshopId
from storage.inserting import insert
from storage.tables import exports


@dataclass(frozen=True, slots=True)
class WantedExport:
    """Somebody wants the answers of a workshop.

    Attributes:
        id: of the row; a later wish of the same person has another one.
        attempts: how often it could not be made.
    """

    id: int
    workshop_id: WorkshopId
    person_id: PersonId
    asked_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Exports:
    """Load and save what is wanted. It goes with the person and with the workshop."""

    connection: Connection

    def ask(self, workshop_id: WorkshopId, person_id: PersonId, now: datetime) -> bool:
        """Want it; False where the same person is waiting for it already."""
        wanted = insert(self.connection, exports).values(
            workshop_id=workshop_id, person_id=person_id, asked_at=now, attempts=0
        )
        once = wanted.on_conflict_do_nothing(
            index_elements=[exports.c.workshop_id, exports.c.person_id]
        )
        return self.connection.execute(once.returning(exports.c.id)).first() is not None

    def next(self) -> WantedExport | None:
        """What has waited longest, what could not be made last; None where nothing is wanted."""
        row = self.connection.execute(
            select(exports).order_by(exports.c.attempts, exports.c.id).limit(1)
        ).first()
        if row is None:
            return None
        return WantedExport(
            id=row.id,
            workshop_id=WorkshopId(row.workshop_id),
            person_id=PersonId(row.person_id),
            asked_at=row.asked_at,
            attempts=row.attempts,
        )

    def waits(self, export_id: int) -> bool:
        """Whether somebody still waits for it: a wish goes with the person and the workshop."""
        here = select(exports.c.id).where(exports.c.id == export_id)
        return self.connection.execute(here).first() is not None

    def failed(self, export_id: int) -> None:
        """It could not be made this time."""
        here = update(exports).where(exports.c.id == export_id)
        self.connection.execute(here.values(attempts=exports.c.attempts + 1))

    def done(self, export_id: int) -> bool:
        """Nobody waits for it any more; False where it was so before."""
        here = delete(exports).where(exports.c.id == export_id)
        return self.connection.execute(here).rowcount == 1
