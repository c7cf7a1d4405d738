"""What authors have decided about details of other people in their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, delete, select

from flows.details import Decision
from flows.ids import AnswerId, QuestionId, SessionId, WorkshopId
from storage.inserting import insert
from storage.tables import answers, details, rounds, sessions


@dataclass(frozen=True, slots=True)
class StoredDetails:
    """At most one for an answer; the details themselves stand in the answer's words alone.

    Attributes:
        revision: the number of the version in which they were found, from 1.
        asked_at: when the author was asked about them.
    """

    revision: int
    state: Decision
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Details:
    """Load and save decisions. They go with their answer."""

    connection: Connection

    def of(self, session_id: SessionId, question: QuestionId) -> StoredDetails | None:
        """What is known about an answer; None where nothing was ever found in it."""
        return self.of_session(session_id).get(question)

    def of_session(self, session_id: SessionId) -> Mapping[QuestionId, StoredDetails]:
        """What is known about the answers of a session, by their question."""
        found = (
            select(answers.c.question, details)
            .join(details, details.c.answer_id == answers.c.id)
            .where(answers.c.session_id == session_id)
            .order_by(answers.c.id)
        )
        return {
            QuestionId(row.question): StoredDetails(row.revision, Decision(row.state), row.asked_at)
            for row in self.connection.execute(found)
        }

    def put(self, session_id: SessionId, question: QuestionId, found: StoredDetails) -> None:
        """Store what is known now about an answer, which has to be there."""
        answer_id = self.connection.execute(_answer(session_id, question)).scalar_one()
        facts = {
            "revision": found.revision,
            "state": found.state.value,
            "asked_at": found.asked_at,
        }
        adding = insert(self.connection, details).values(answer_id=answer_id, **facts)
        self.connection.execute(
            adding.on_conflict_do_update(index_elements=[details.c.answer_id], set_=facts)
        )

    def drop(self, session_id: SessionId, question: QuestionId) -> None:
        """The answer is gone, and with it what was found."""
        here = details.c.answer_id.in_(_answer(session_id, question))
        self.connection.execute(delete(details).where(here))

    def open(self, workshop_id: WorkshopId) -> frozenset[AnswerId]:
        """The answers of a workshop whose authors have not decided: these are never quoted."""
        found = (
            select(details.c.answer_id)
            .join(answers, answers.c.id == details.c.answer_id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .where(rounds.c.workshop_id == workshop_id)
            .where(details.c.state == Decision.OPEN.value)
        )
        return frozenset(AnswerId(number) for number in self.connection.execute(found).scalars())


def _answer(session_id: SessionId, question: QuestionId) -> Select[tuple[int]]:
    here = (answers.c.session_id == session_id) & (answers.c.question == question)
    return select(answers.c.id).where(here)
