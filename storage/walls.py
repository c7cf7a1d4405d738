"""Walls: the links to them, and what they count."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    delete,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)

from flows.ids import QuestionId, RoundId, WorkshopId
from flows.session import SessionState
from flows.wall import Attendance, Ways
from flows.workshop import Joining
from storage.inserting import insert
from storage.tables import answers, participants, sessions, walls
from storage.wall_traces import Traces, traces_of


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

    def attendance(self, workshop_id: WorkshopId, round_id: RoundId | None) -> Attendance:
        """Count who takes part, and how far they are with a round.

        It is one statement, so all numbers are of one moment on every database.
        """
        here = participants.c.workshop_id == workshop_id
        joined = here & (participants.c.state == Joining.JOINED.value)
        everybody = _row("joined", null(), null()).select_from(participants).where(joined)
        if round_id is None:
            return Attendance(self.connection.execute(everybody).one().people)
        sitting = (
            select(sessions.c.id, sessions.c.state, func.count(answers.c.id).label("answered"))
            .join(participants, participants.c.id == sessions.c.participant_id)
            .outerjoin(answers, answers.c.session_id == sessions.c.id)
            .where(sessions.c.round_id == round_id, joined)
            .group_by(sessions.c.id, sessions.c.state)
            .subquery()
        )
        ways = (
            _row("way", sitting.c.state, sitting.c.answered)
            .select_from(sitting)
            .group_by(sitting.c.state, sitting.c.answered)
        )
        sat = sessions.join(participants, participants.c.id == sessions.c.participant_id)
        theirs = (sessions.c.round_id == round_id) & joined
        before = exists().where(
            answers.c.session_id == sessions.c.id, answers.c.question == sessions.c.open_question
        )
        asked = (
            _row("asked", sessions.c.open_question, null())
            .select_from(sat)
            .where(theirs, sessions.c.state == SessionState.OPEN.value)
            .where(sessions.c.open_question.is_not(None), ~before)
            .group_by(sessions.c.open_question)
        )
        answered = (
            _row("answered", answers.c.question, null())
            .select_from(sat.join(answers, answers.c.session_id == sessions.c.id))
            .where(theirs)
            .group_by(answers.c.question)
        )
        rows = self.connection.execute(union_all(everybody, ways, asked, answered)).all()
        return Attendance(
            joined=next(row.people for row in rows if row.what == "joined"),
            ways=tuple(
                Ways(SessionState(row.word), row.number, row.people)
                for row in sorted((row for row in rows if row.what == "way"), key=_in_order)
            ),
            asked={QuestionId(row.word): row.people for row in rows if row.what == "asked"},
            answered={QuestionId(row.word): row.people for row in rows if row.what == "answered"},
        )

    def traces(self, workshop_id: WorkshopId, *, said: bool) -> Traces:
        """What to compare in order to know whether findings may have changed.

        Args:
            workshop_id: which workshop.
            said: look also at what the findings about answers rest on.
        """
        return traces_of(self.connection, workshop_id, said=said)


def _row(what: str, word: Any, number: Any) -> Select[Any]:
    """A count with what it is about; the same columns for each part of one statement."""
    return select(
        literal(what).label("what"),
        func.coalesce(word, "").label("word"),
        func.coalesce(number, 0).label("number"),
        func.count().label("people"),
    )


def _in_order(row: Any) -> tuple[str, int]:
    return row.word, row.number
