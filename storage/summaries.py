"""What facilitators add to a summary, and the answers that it rests on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, distinct, exists, func, insert, select, update

from flows.ids import (
    AnswerId,
    ParticipantId,
    QuestionId,
    RoundId,
    SessionId,
    WorkshopId,
)
from storage.tables import answers, participants, revisions, rounds, sessions, summaries
from storage.vault import Vault

_VERSIONS = (
    select(
        answers,
        sessions.c.participant_id,
        revisions.c.number,
        revisions.c.words,
        revisions.c.at,
        revisions.c.id.label("version"),
    )
    .join(sessions, sessions.c.id == answers.c.session_id)
    .join(revisions, revisions.c.answer_id == answers.c.id)
)
"""Every version of every answer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The facilitators' own words around the answers."""

    introduction: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class CountedAnswer:
    """An answer that counts, in its current version.

    Attributes:
        at: when that version was said.
        version: names it among all that were ever stored; newer ones have larger numbers.
    """

    answer_id: AnswerId
    participant_id: ParticipantId
    question: QuestionId
    text: str
    options: tuple[str, ...]
    left_out: bool
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answered in a round.

    Attributes:
        people: those who answered at least one question.
        answers: how many answers each question has.
    """

    people: int
    answers: Mapping[QuestionId, int]


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
            _VERSIONS.join(rounds, rounds.c.id == sessions.c.round_id)
            .join(participants, participants.c.id == sessions.c.participant_id)
            .where(rounds.c.workshop_id == workshop_id)
            .order_by(answers.c.id, revisions.c.number)
        )
        newest = {row.id: row for row in self.connection.execute(found)}
        return tuple(self._counted(row) for row in newest.values())

    def counted(self, round_id: RoundId) -> Counted:
        """How many answers count in a round, without reading them."""
        here = (
            select(answers.c.question, answers.c.session_id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .where(sessions.c.round_id == round_id)
            .where(exists().where(revisions.c.answer_id == answers.c.id))
        )
        rows = self.connection.execute(here).all()
        return Counted(
            people=len({row.session_id for row in rows}),
            answers=Counter(QuestionId(row.question) for row in rows),
        )

    def left_out(self, workshop_id: WorkshopId) -> frozenset[AnswerId]:
        """The answers of a workshop that facilitators left out."""
        found = (
            select(answers.c.id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .where(rounds.c.workshop_id == workshop_id, answers.c.left_out)
        )
        return frozenset(AnswerId(number) for number in self.connection.execute(found).scalars())

    def words_of(self, participant_id: ParticipantId, question: QuestionId) -> str:
        """What somebody said to a question, in its current version; empty where nothing."""
        found = (
            _VERSIONS.where(
                sessions.c.participant_id == participant_id, answers.c.question == question
            )
            .order_by(revisions.c.number.desc())
            .limit(1)
        )
        row = self.connection.execute(found).first()
        return "" if row is None else self._counted(row).text

    def answered(self, workshop_id: WorkshopId) -> int:
        """How many people have answered something that counts."""
        found = (
            select(func.count(distinct(sessions.c.participant_id)))
            .select_from(revisions)
            .join(answers, answers.c.id == revisions.c.answer_id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .where(rounds.c.workshop_id == workshop_id)
        )
        return self.connection.execute(found).scalar_one()

    def answer_of(self, session_id: SessionId, question: QuestionId) -> AnswerId | None:
        """The answer to a question in a session, skipped or not; None where there is none."""
        here = (answers.c.session_id == session_id) & (answers.c.question == question)
        found = self.connection.execute(select(answers.c.id).where(here)).scalar_one_or_none()
        return None if found is None else AnswerId(found)

    def is_left_out(self, answer_id: AnswerId) -> bool:
        """Whether an answer is left out of the post."""
        found = select(answers.c.left_out).where(answers.c.id == answer_id)
        return bool(self.connection.execute(found).scalar_one_or_none())

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
            at=row.at,
            version=row.version,
        )
