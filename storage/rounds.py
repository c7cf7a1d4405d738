"""Rounds: the database is the schedule."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from flows.calendar import Slot
from flows.ids import RoundId, WorkshopId
from flows.rounds import Round
from storage.tables import rounds, workshops


@dataclass(frozen=True, slots=True)
class Rounds:
    """Load and save rounds."""

    connection: Connection

    def get(self, round_id: RoundId) -> Round:
        """A round that is known to exist.

        Raises:
            LookupError: there is none with this id.
        """
        for found in self._all(rounds.c.id == round_id):
            return found
        raise LookupError(round_id)

    def get_all(self, ids: Collection[RoundId]) -> Mapping[RoundId, Round]:
        """Several rounds that are known to exist."""
        return {found.id: found for found in self._all(rounds.c.id.in_(ids))}

    def find(self, round_id: RoundId) -> Round | None:
        """The round with this id, or None if its workshop was deleted."""
        return next(iter(self._all(rounds.c.id == round_id)), None)

    def of(self, workshop_id: WorkshopId) -> tuple[Round, ...]:
        """A workshop's rounds by day."""
        return tuple(self._all(rounds.c.workshop_id == workshop_id))

    def unfinished(self) -> tuple[Round, ...]:
        """All rounds to which something can still happen by itself."""
        alive = rounds.c.closed_at.is_(None) & rounds.c.missed_at.is_(None)
        return tuple(self._all(alive & rounds.c.opens.is_not(None)))

    def add(self, workshop_id: WorkshopId, day: int) -> None:
        """Give a workshop its round for a day, not scheduled yet."""
        self.connection.execute(insert(rounds).values(workshop_id=workshop_id, day=day))

    def save(self, round_: Round) -> None:
        """Store everything that can change about a round."""
        slot = round_.slot
        reminder = slot.reminder if slot else None
        minutes = None if reminder is None else int(reminder.total_seconds()) // 60
        changed = update(rounds).where(rounds.c.id == round_.id)
        self.connection.execute(
            changed.values(
                opens=slot.opens if slot else None,
                closes=slot.closes if slot else None,
                remind_minutes=minutes,
                opened_at=round_.opened_at,
                reminded_at=round_.reminded_at,
                closed_at=round_.closed_at,
                missed_at=round_.missed_at,
            )
        )

    def _all(self, condition: ColumnElement[bool]) -> Iterable[Round]:
        found = (
            select(rounds, workshops.c.zone, workshops.c.held)
            .join_from(rounds, workshops)
            .where(condition)
            .order_by(rounds.c.workshop_id, rounds.c.day)
        )
        return [_round(row) for row in self.connection.execute(found)]


def _round(row: Row[Any]) -> Round:
    slot = None
    if row.opens is not None:
        before = None if row.remind_minutes is None else timedelta(minutes=row.remind_minutes)
        slot = Slot(row.opens, row.closes, before)
    return Round(
        id=RoundId(row.id),
        workshop_id=WorkshopId(row.workshop_id),
        day=row.day,
        slot=slot,
        zone=ZoneInfo(row.zone),
        opened_at=row.opened_at,
        reminded_at=row.reminded_at,
        closed_at=row.closed_at,
        missed_at=row.missed_at,
        held=row.held,
    )
