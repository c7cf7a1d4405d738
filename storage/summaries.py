"""What facilitators add to a summary, and the answers that it rests on."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from flows.ids import AnswerId, ParticipantId, QuestionId, WorkshopId
from storage.tables import answers, participants, revisions, rounds, sessions, summaries
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Draft:
    """The facilitators' own words around the answers."""

    introduction: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class CountedAnswer:
    """An answer that counts, in its current version."""

    answer_id: AnswerId
    participant_id: ParticipantId
    question: QuestionId
    text: str
    options: tuple[str, ...]
    left_out: bool


@dataclass(frozen=True, slots=True)
class Summaries:
    """Load and save drafts of summaries."""

    connection: Connection
    vault: Vault

    def draft(self, workshop_id: WorkshopId) -> Draft:
        """What the facilitators have written so far."""
        row = self.connection.execute(
            select(summaries).where(summaries.c.workshop_id == workshop_id)
        ).first()
        if row is None:
            return Draft()
        about = f"summaries:{workshop_id}"
        return Draft(
            introduction=self.vault.open_text(row.introduction, about),
            closing=self.vault.open_text(row.closing, about),
        )

    def save(self, workshop_id: WorkshopId, draft: Draft) -> None:
        """Store what the facilitators have written."""
        about = f"summaries:{workshop_id}"
        self.connection.execute(delete(summaries).where(summaries.c.workshop_id == workshop_id))
        self.connection.execute(
            insert(summaries).values(
                workshop_id=workshop_id,
                introduction=self.vault.seal_text(draft.introduction, about),
                closing=self.vault.seal_text(draft.closing, about),
            )
        )

    def answers(self, workshop_id: WorkshopId) -> tuple[CountedAnswer, ...]:
        """All answers that count, in the order in which they were first given."""
        found = (
            select(answers, sessions.c.participant_id, revisions.c.number, revisions.c.words)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .join(participants, participants.c.id == sessions.c.participant_id)
            .join(revisions, revisions.c.answer_id == answers.c.id)
            .where(rounds.c.workshop_id == workshop_id)
            .order_by(answers.c.id, revisions.c.number)
        )
        newest = {row.id: row for row in self.connection.execute(found)}
        return tuple(self._counted(row) for row in newest.values())

    def leave_out(self, answer_id: AnswerId, *, left_out: bool) -> None:
        """Leave an answer out of the post, or take it back in."""
        here = update(answers).where(answers.c.id == answer_id)
        self.connection.execute(here.values(left_out=left_out))

    def _counted(self, row: Row[Any]) -> CountedAnswer:
        about = f"revisions.words:{row.session_id}:{row.question}:{row.number}"
        words = self.vault.open_json(row.words, about)
        return CountedAnswer(
            answer_id=AnswerId(row.id),
            participant_id=ParticipantId(row.participant_id),
            question=QuestionId(row.question),
            text="\n".join(text for _, text in words["parts"]),
            options=tuple(words["options"]),
            left_out=row.left_out,
        )
