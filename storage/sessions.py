"""Sessions: everything that a participant was asked and said in a round."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, exists, func, select, update

from flows.ids import MessageId, ParticipantId, PersonId, QuestionId, RoundId, SessionId, WorkshopId
from flows.script import Flow
from flows.session import Answer, Late, Part, Prompt, Revision, Session, SessionState
from storage.flow_copies import flow_copy
from storage.inserting import insert
from storage.session_saving import Change, PromptId, save_all
from storage.tables import (
    IS_SENDING,
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


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session with where it belongs."""

    session: Session
    round_id: RoundId
    day: int
    workshop_id: WorkshopId
    participant_id: ParticipantId
    person_id: PersonId


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
        return self.of_people([person_id]).get(person_id, ())

    def of_people(self, ids: Collection[PersonId]) -> Mapping[PersonId, tuple[StoredSession, ...]]:
        """As `of_person`, for several; who has no session is not in it."""
        theirs = participants.c.person_id.in_(ids) & (participants.c.state == "joined")
        found: dict[PersonId, list[StoredSession]] = defaultdict(list)
        for stored in self._load(theirs):
            found[stored.person_id].append(stored)
        return {person_id: tuple(stored) for person_id, stored in found.items()}

    def of_participant(self, participant_id: ParticipantId) -> tuple[StoredSession, ...]:
        """All sessions of one participant, by day."""
        return tuple(self._load(sessions.c.participant_id == participant_id))

    def of_round(self, round_id: RoundId) -> tuple[StoredSession, ...]:
        """All sessions of a round of people who still take part."""
        here = (sessions.c.round_id == round_id) & (participants.c.state == "joined")
        return tuple(self._load(here))

    def waiting_in(self, ids: Collection[PersonId]) -> Mapping[PersonId, frozenset[WorkshopId]]:
        """The workshops in which a question waits for people who still take part."""
        found = (
            select(participants.c.person_id, rounds.c.workshop_id)
            .select_from(participants)
            .join(sessions, sessions.c.participant_id == participants.c.id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .where(participants.c.person_id.in_(ids), participants.c.state == "joined")
            .where(sessions.c.state == SessionState.OPEN.value)
            .where(sessions.c.open_question.is_not(None))
        )
        waiting: dict[PersonId, set[WorkshopId]] = defaultdict(set)
        for row in self.connection.execute(found):
            waiting[PersonId(row.person_id)].add(WorkshopId(row.workshop_id))
        return {person_id: frozenset(theirs) for person_id, theirs in waiting.items()}

    def begin(self, round_id: RoundId, participant_id: ParticipantId) -> StoredSession:
        """The session of a participant in a round, made where it is missing."""
        (begun,) = self.begin_all(round_id, [participant_id])
        return begun

    def begin_all(
        self, round_id: RoundId, ids: Sequence[ParticipantId]
    ) -> tuple[StoredSession, ...]:
        """As `begin`, for several participants."""
        if not ids:
            return ()
        once = insert(self.connection, sessions).on_conflict_do_nothing(
            index_elements=[sessions.c.round_id, sessions.c.participant_id]
        )
        new = [
            {"round_id": round_id, "participant_id": one, "state": "open", "paused": False}
            for one in ids
        ]
        self.connection.execute(once, new)
        theirs = (sessions.c.round_id == round_id) & sessions.c.participant_id.in_(ids)
        return tuple(self._load(theirs))

    def save(self, before: Session, after: Session) -> tuple[PromptId, ...]:
        """Store what a turn changed; returns the new prompts' ids in their order."""
        (prompt_ids,) = self.save_all([(before, after)])
        return prompt_ids

    def save_all(self, changes: Sequence[Change]) -> list[tuple[PromptId, ...]]:
        """As `save`, for the turns of several sessions; each session is in it once."""
        return save_all(self.connection, self.vault, changes)

    def late_asked(self, session_id: SessionId, question: QuestionId, at: datetime) -> None:
        """The participant has asked that late words count; other late words need another asking."""
        here = (late_answers.c.session_id == session_id) & (late_answers.c.question == question)
        self.connection.execute(update(late_answers).where(here).values(asked_at=at))

    def was_late_asked(self, session_id: SessionId, question: QuestionId) -> bool:
        """Whether the participant has asked that the late words count that are kept now."""
        here = (late_answers.c.session_id == session_id) & (late_answers.c.question == question)
        asked = select(late_answers.c.id).where(here, late_answers.c.asked_at.is_not(None))
        return self.connection.execute(asked).first() is not None

    def _load(self, condition: ColumnElement[bool]) -> Iterable[StoredSession]:
        has_late = exists().where(late_answers.c.session_id == sessions.c.id)
        found = (
            select(sessions, rounds.c.day, rounds.c.workshop_id, participants.c.person_id)
            .add_columns(has_late.label("has_late"))
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
        said, asked = self._answers(ids), self._prompts(ids)
        late = self._late([row.id for row in rows if row.has_late])
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
                person_id=PersonId(row.person_id),
            )
            for row in rows
        ]

    def _flows(self, ids: Collection[int]) -> Mapping[int, Flow]:
        found = select(workshops.c.id, workshops.c.flow).where(workshops.c.id.in_(ids))
        return {row.id: flow_copy(row.flow) for row in self.connection.execute(found)}

    def _prompts(self, ids: Sequence[int]) -> Mapping[int, list[Prompt]]:
        """Asked so far; one that perhaps arrived has the moment of its attempt."""
        attempted = func.coalesce(
            outbox.c.perhaps_at, case((IS_SENDING, outbox.c.claimed_at), else_=None)
        )
        found = (
            select(prompts, attempted.label("attempted"))
            .join(outbox, outbox.c.prompt_id == prompts.c.id, isouter=True)
            .where(prompts.c.session_id.in_(ids))
            .order_by(prompts.c.id)
        )
        asked = defaultdict(list)
        for row in self.connection.execute(found):
            number = None if row.message_id is None else MessageId(row.message_id)
            question = None if row.question is None else QuestionId(row.question)
            asked[row.session_id].append(Prompt(question, number, row.attempted))
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
        kept: dict[int, list[Late]] = defaultdict(list)
        if not ids:
            return kept
        found = select(late_answers).where(late_answers.c.session_id.in_(ids))
        for row in self.connection.execute(found.order_by(late_answers.c.id)):
            about = f"late_answers.words:{row.session_id}:{row.question}"
            revision = _revision(self.vault.open_json(row.words, about), row.at)
            kept[row.session_id].append(Late(QuestionId(row.question), revision))
        return kept


def _revision(words: Any, at: datetime) -> Revision:
    parts = (Part(number, text) for number, text in words["parts"])
    return Revision(at, tuple(parts), tuple(words["options"]))
