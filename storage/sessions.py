"""Sessions: everything that a participant was asked and said in a round."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from flows.ids import MessageId, ParticipantId, PersonId, QuestionId, RoundId, SessionId, WorkshopId
from flows.script import Flow
from flows.session import Answer, Late, Part, Prompt, Revision, Session, SessionState
from storage.flow_copies import flow_copy
from storage.tables import (
    answers,
    late_answers,
    outbox,
    participants,
    prompts,
    revisions,
    rounds,
    sessions,
    workshops,
)
from storage.vault import Vault

PromptId = int


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session with where it belongs."""

    session: Session
    round_id: RoundId
    day: int
    workshop_id: WorkshopId
    participant_id: ParticipantId


@dataclass(frozen=True, slots=True)
class Sessions:
    """Load and save sessions."""

    connection: Connection
    vault: Vault

    def get(self, session_id: SessionId) -> StoredSession | None:
        """The session with this id, or None if it was erased."""
        return next(iter(self._load(sessions.c.id == session_id)), None)

    def of_person(self, person_id: PersonId) -> tuple[StoredSession, ...]:
        """All sessions of someone who still takes part, the newest round last."""
        theirs = (participants.c.person_id == person_id) & (participants.c.state == "joined")
        return tuple(self._load(theirs))

    def of_participant(self, participant_id: ParticipantId) -> tuple[StoredSession, ...]:
        """All sessions of one participant, by day."""
        return tuple(self._load(sessions.c.participant_id == participant_id))

    def of_round(self, round_id: RoundId) -> tuple[StoredSession, ...]:
        """All sessions of a round of people who still take part."""
        here = (sessions.c.round_id == round_id) & (participants.c.state == "joined")
        return tuple(self._load(here))

    def waiting_in(self, person_id: PersonId) -> frozenset[WorkshopId]:
        """The workshops in which a question waits for someone who still takes part."""
        found = (
            select(rounds.c.workshop_id)
            .join(sessions, sessions.c.round_id == rounds.c.id)
            .join(participants, participants.c.id == sessions.c.participant_id)
            .where(participants.c.person_id == person_id, participants.c.state == "joined")
            .where(sessions.c.state == SessionState.OPEN.value)
            .where(sessions.c.open_question.is_not(None))
        )
        return frozenset(WorkshopId(number) for number in self.connection.execute(found).scalars())

    def begin(self, round_id: RoundId, participant_id: ParticipantId) -> StoredSession:
        """The session of a participant in a round, made where it is missing."""
        mine = (sessions.c.round_id == round_id) & (sessions.c.participant_id == participant_id)
        known = next(iter(self._load(mine)), None)
        if known is not None:
            return known
        added = insert(sessions).values(
            round_id=round_id, participant_id=participant_id, state=SessionState.OPEN.value
        )
        row_id = self.connection.execute(added.returning(sessions.c.id)).scalar_one()
        return next(iter(self._load(sessions.c.id == row_id)))

    def save(self, before: Session, after: Session) -> tuple[PromptId, ...]:
        """Store what a turn changed; returns the new prompts' ids in their order."""
        if (before.state, before.open, before.paused) != (after.state, after.open, after.paused):
            changed = update(sessions).where(sessions.c.id == after.id)
            self.connection.execute(
                changed.values(
                    state=after.state.value, open_question=after.open, paused=after.paused
                )
            )
        for answer in after.answers:
            known = before.answer(answer.question)
            if known != answer:
                self._save_answer(after.id, known, answer)
        if before.late != after.late:
            self._save_late(after.id, before.late, after.late)
        return tuple(self._add_prompt(after.id, p) for p in after.prompts[len(before.prompts) :])

    def late_asked(self, session_id: SessionId, question: QuestionId, at: datetime) -> None:
        """The participant has asked that late words count; other late words need another asking."""
        here = (late_answers.c.session_id == session_id) & (late_answers.c.question == question)
        self.connection.execute(update(late_answers).where(here).values(asked_at=at))

    def was_late_asked(self, session_id: SessionId, question: QuestionId) -> bool:
        """Whether the participant has asked that the late words count that are kept now."""
        here = (late_answers.c.session_id == session_id) & (late_answers.c.question == question)
        asked = select(late_answers.c.id).where(here, late_answers.c.asked_at.is_not(None))
        return self.connection.execute(asked).first() is not None

    def _add_prompt(self, session_id: SessionId, prompt: Prompt) -> PromptId:
        added = insert(prompts).values(session_id=session_id, question=prompt.question)
        return PromptId(self.connection.execute(added.returning(prompts.c.id)).scalar_one())

    def _save_answer(self, session_id: SessionId, known: Answer | None, answer: Answer) -> None:
        where = (answers.c.session_id == session_id) & (answers.c.question == answer.question)
        if known is None:
            added = insert(answers).values(session_id=session_id, question=answer.question)
            answer_id = self.connection.execute(added.returning(answers.c.id)).scalar_one()
        else:
            answer_id = self.connection.execute(select(answers.c.id).where(where)).scalar_one()
        stored = len(known.revisions) if known else 0
        if answer.skipped:
            self.connection.execute(delete(revisions).where(revisions.c.answer_id == answer_id))
        for number, revision in enumerate(answer.revisions[stored:], stored + 1):
            about = f"revisions.words:{session_id}:{answer.question}:{number}"
            self.connection.execute(
                insert(revisions).values(
                    answer_id=answer_id,
                    number=number,
                    words=self.vault.seal_json(_words(revision), about),
                    at=revision.at,
                )
            )

    def _save_late(
        self, session_id: SessionId, before: Sequence[Late], after: Sequence[Late]
    ) -> None:
        for gone in {late.question for late in before} - {late.question for late in after}:
            self._delete_late(session_id, gone)
        for late in after:
            if late in before:
                continue
            self._delete_late(session_id, late.question)
            about = f"late_answers.words:{session_id}:{late.question}"
            self.connection.execute(
                insert(late_answers).values(
                    session_id=session_id,
                    question=late.question,
                    words=self.vault.seal_json(_words(late.revision), about),
                    at=late.revision.at,
                )
            )

    def _delete_late(self, session_id: SessionId, question: QuestionId) -> None:
        here = (late_answers.c.session_id == session_id) & (late_answers.c.question == question)
        self.connection.execute(delete(late_answers).where(here))

    def _load(self, condition: ColumnElement[bool]) -> Iterable[StoredSession]:
        found = (
            select(sessions, rounds.c.day, rounds.c.workshop_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .join(participants, participants.c.id == sessions.c.participant_id)
            .where(condition)
            .order_by(rounds.c.opened_at, sessions.c.id)
        )
        rows = self.connection.execute(found).all()
        if not rows:
            return []
        ids = [row.id for row in rows]
        flows = self._flows({row.workshop_id for row in rows})
        said, asked, late = self._answers(ids), self._prompts(ids), self._late(ids)
        return [
            StoredSession(
                session=Session(
                    id=SessionId(row.id),
                    questions=flows[row.workshop_id].day(row.day).questions,
                    state=SessionState(row.state),
                    open=None if row.open_question is None else QuestionId(row.open_question),
                    prompts=tuple(asked[row.id]),
                    answers=tuple(said[row.id]),
                    late=tuple(late[row.id]),
                    paused=row.paused,
                ),
                round_id=RoundId(row.round_id),
                day=row.day,
                workshop_id=WorkshopId(row.workshop_id),
                participant_id=ParticipantId(row.participant_id),
            )
            for row in rows
        ]

    def _flows(self, ids: Collection[int]) -> Mapping[int, Flow]:
        found = select(workshops.c.id, workshops.c.flow).where(workshops.c.id.in_(ids))
        return {row.id: flow_copy(row.flow) for row in self.connection.execute(found)}

    def _prompts(self, ids: Sequence[int]) -> Mapping[int, list[Prompt]]:
        """Asked so far; one that perhaps arrived has the moment of its attempt."""
        found = (
            select(prompts, outbox.c.claimed_at, outbox.c.perhaps_at, outbox.c.state)
            .join(outbox, outbox.c.prompt_id == prompts.c.id, isouter=True)
            .where(prompts.c.session_id.in_(ids))
            .order_by(prompts.c.id)
        )
        asked = defaultdict(list)
        for row in self.connection.execute(found):
            number = None if row.message_id is None else MessageId(row.message_id)
            question = None if row.question is None else QuestionId(row.question)
            attempted = row.perhaps_at or (row.claimed_at if row.state == "sending" else None)
            asked[row.session_id].append(Prompt(question, number, attempted))
        return asked

    def _answers(self, ids: Sequence[int]) -> Mapping[int, list[Answer]]:
        found = (
            select(answers.c.session_id, answers.c.question, revisions.c.number)
            .add_columns(revisions.c.words, revisions.c.at)
            .join(revisions, revisions.c.answer_id == answers.c.id, isouter=True)
            .where(answers.c.session_id.in_(ids))
            .order_by(answers.c.id, revisions.c.number)
        )
        versions: dict[tuple[int, str], list[Revision]] = {}
        for row in self.connection.execute(found):
            version = versions.setdefault((row.session_id, row.question), [])
            if row.words is not None:
                about = f"revisions.words:{row.session_id}:{row.question}:{row.number}"
                version.append(_revision(self.vault.open_json(row.words, about), row.at))
        said = defaultdict(list)
        for (session_id, question), theirs in versions.items():
            said[session_id].append(Answer(QuestionId(question), tuple(theirs)))
        return said

    def _late(self, ids: Sequence[int]) -> Mapping[int, list[Late]]:
        found = select(late_answers).where(late_answers.c.session_id.in_(ids))
        kept = defaultdict(list)
        for row in self.connection.execute(found.order_by(late_answers.c.id)):
            about = f"late_answers.words:{row.session_id}:{row.question}"
            revision = _revision(self.vault.open_json(row.words, about), row.at)
            kept[row.session_id].append(Late(QuestionId(row.question), revision))
        return kept


def _words(revision: Revision) -> dict[str, Any]:
    parts = [[part.message_id, part.text] for part in revision.parts]
    return {"parts": parts, "options": list(revision.options)}


def _revision(words: Any, at: datetime) -> Revision:
    parts = (Part(number, text) for number, text in words["parts"])
    return Revision(at, tuple(parts), tuple(words["options"]))
