"""Which questions have to be grouped, and what of a grouping changes when answers go."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, update

from flows.attribution import Attribution
from flows.ids import AnswerId, QuestionId, SessionId, WorkshopId
from flows.summary import Mention
from flows.workshop import Joining
from storage.tables import answers, groupings, participants, revisions, rounds, sessions, themes
from storage.themes import mentions_of
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Ungrouped:
    """A question whose answers are not grouped as they are now.

    Attributes:
        of: names the answers in their current versions, and who of their authors may be quoted.
    """

    workshop_id: WorkshopId
    question: QuestionId
    of: str


@dataclass(frozen=True, slots=True)
class Groupings:
    """See what is out of date, without opening a word."""

    connection: Connection
    vault: Vault

    def due(self, closed_since: datetime) -> tuple[Ungrouped, ...]:
        """Questions of rounds closed since then that were never grouped, or otherwise than now.

        What a facilitator has worked on is not among them.
        """
        closed = (rounds.c.closed_at >= closed_since) & rounds.c.closed_at.is_not(None)
        here = [groupings.c.workshop_id, groupings.c.question, groupings.c.of, groupings.c.touched]
        made = {
            (WorkshopId(row.workshop_id), QuestionId(row.question)): row
            for row in self.connection.execute(select(*here))
        }
        return tuple(
            Ungrouped(*place, of)
            for place, of in self._now(closed).items()
            if place not in made or not (made[place].touched or made[place].of == of)
        )

    def now(self, workshop_id: WorkshopId, question: QuestionId) -> str | None:
        """What names the answers to a question as they are; None while its round is not closed."""
        here = (rounds.c.workshop_id == workshop_id) & (answers.c.question == question)
        found = self._now(here & rounds.c.closed_at.is_not(None))
        return found.get((workshop_id, question))

    def answer_grouped(self, session_id: SessionId, question: QuestionId) -> AnswerId | None:
        """The answer in a session, if its question was grouped."""
        found = (
            select(answers.c.id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .join(
                groupings,
                (groupings.c.workshop_id == rounds.c.workshop_id)
                & (groupings.c.question == answers.c.question),
            )
            .where(answers.c.session_id == session_id, answers.c.question == question)
        )
        number = self.connection.execute(found).scalar_one_or_none()
        return None if number is None else AnswerId(number)

    def seen(self, workshop_id: WorkshopId, question: QuestionId) -> None:
        """Facilitators have seen the answers that came after the grouping."""
        newest = select(func.coalesce(func.max(revisions.c.id), 0)).scalar_subquery()
        here = (groupings.c.workshop_id == workshop_id) & (groupings.c.question == question)
        self.connection.execute(update(groupings).where(here).values(newest=newest))

    def forget_before(self, workshop_id: WorkshopId, questions: Collection[QuestionId]) -> None:
        """Keep nothing of what the themes of these questions once were."""
        here = (themes.c.workshop_id == workshop_id) & themes.c.question.in_(questions)
        self.connection.execute(update(themes).where(here).values(before=None))

    def save_mentions(
        self, workshop_id: WorkshopId, question: QuestionId, mentions: tuple[Mention, ...]
    ) -> None:
        """Keep other mentions of a question."""
        facts = [[one.word, list(one.answers)] for one in mentions]
        sealed = self.vault.seal_json(facts, mentions_of(workshop_id, question))
        here = (groupings.c.workshop_id == workshop_id) & (groupings.c.question == question)
        self.connection.execute(update(groupings).where(here).values(mentions=sealed))

    def _now(self, condition: ColumnElement[bool]) -> Mapping[tuple[WorkshopId, QuestionId], str]:
        """Names of answers by question."""
        found = (
            select(rounds.c.workshop_id, answers.c.question, answers.c.id, answers.c.left_out)
            .add_columns(
                func.max(revisions.c.id).label("version"),
                participants.c.attribution,
                participants.c.state,
            )
            .select_from(answers)
            .join(revisions, revisions.c.answer_id == answers.c.id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .join(participants, participants.c.id == sessions.c.participant_id)
            .where(condition)
            .group_by(
                rounds.c.workshop_id,
                answers.c.question,
                answers.c.id,
                answers.c.left_out,
                participants.c.attribution,
                participants.c.state,
            )
            .order_by(answers.c.id)
        )
        read: dict[tuple[WorkshopId, QuestionId], list[str]] = {}
        for row in self.connection.execute(found):
            joined = row.state == Joining.JOINED.value
            quotable = joined and row.attribution not in (None, Attribution.NOT_QUOTED.value)
            named = f"{row.id}:{row.version}:{quotable:d}{row.left_out:d}"
            place = WorkshopId(row.workshop_id), QuestionId(row.question)
            read.setdefault(place, []).append(named)
        return {
            place: hashlib.sha256(" ".join(named).encode()).hexdigest()
            for place, named in read.items()
        }
