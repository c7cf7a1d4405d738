"""Participants and their consents."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, insert, select, update

from flows.attribution import Attribution
from flows.ids import AnswerId, ParticipantId, PersonId, RoundId, WorkshopId
from flows.workshop import Joining, Participant
from storage.erasure_log import Kind
from storage.erasures import note
from storage.tables import consents, participants, rounds, sessions
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Participants:
    """Load and save participants."""

    connection: Connection
    vault: Vault

    def get(self, participant_id: ParticipantId) -> Participant:
        """A participant who is known to exist.

        Raises:
            LookupError: there is none with this id.
        """
        for found in self._all(participants.c.id == participant_id):
            return found
        raise LookupError(participant_id)

    def get_all(self, ids: Collection[ParticipantId]) -> Mapping[ParticipantId, Participant]:
        """Several participants who are known to exist."""
        return {found.id: found for found in self._all(participants.c.id.in_(ids))}

    def of_person(self, person_id: PersonId) -> tuple[Participant, ...]:
        """Everything that someone takes part in, the newest last."""
        return tuple(self._all(participants.c.person_id == person_id))

    def find(self, workshop_id: WorkshopId, person_id: PersonId) -> Participant | None:
        """Someone's part in one workshop."""
        here = participants.c.workshop_id == workshop_id
        for found in self._all(here & (participants.c.person_id == person_id)):
            return found
        return None

    def joined(self, workshop_id: WorkshopId) -> tuple[Participant, ...]:
        """Who takes part, in the order of joining."""
        here = participants.c.workshop_id == workshop_id
        return tuple(self._all(here & (participants.c.state == Joining.JOINED.value)))

    def names_in(self, workshop_id: WorkshopId) -> tuple[tuple[PersonId, str], ...]:
        """What people want to be called in a workshop, if they said so: who joined, or has left."""
        states = [Joining.JOINED.value, Joining.LEFT.value]
        named = participants.c.state.in_(states) & participants.c.quoted_name.is_not(None)
        here = named & (participants.c.workshop_id == workshop_id)
        rows = self.connection.execute(select(participants).where(here).order_by(participants.c.id))
        every = (self._participant(row) for row in rows.all())
        return tuple((one.person_id, one.quoted_name) for one in every if one.quoted_name)

    def not_begun(self, round_id: RoundId, most: int | None = None) -> tuple[Participant, ...]:
        """Who takes part in a round's workshop and has no session in the round yet.

        At most so many, in the order of joining.
        """
        begun = exists().where(
            sessions.c.round_id == round_id, sessions.c.participant_id == participants.c.id
        )
        here = select(rounds.c.workshop_id).where(rounds.c.id == round_id).scalar_subquery()
        joined = participants.c.state == Joining.JOINED.value
        return tuple(self._all(joined & (participants.c.workshop_id == here) & ~begun, most))

    def add(self, workshop_id: WorkshopId, person_id: PersonId) -> Participant:
        """Someone has opened an invitation."""
        added = insert(participants).values(
            workshop_id=workshop_id, person_id=person_id, state=Joining.INVITED.value
        )
        row_id = self.connection.execute(added.returning(participants.c.id)).scalar_one()
        return self.get(ParticipantId(row_id))

    def save(self, participant: Participant) -> None:
        """Store everything that can change about a participant."""
        name = participant.quoted_name
        about = f"participants.quoted_name:{participant.id}"
        changed = update(participants).where(participants.c.id == participant.id)
        self.connection.execute(
            changed.values(
                state=participant.state.value,
                attribution=participant.attribution.value if participant.attribution else None,
                quoted_name=None if name is None else self.vault.seal_text(name, about),
                quiet=participant.quiet,
                joined_at=participant.joined_at,
            )
        )

    def remove(self, participant_id: ParticipantId) -> None:
        """Delete a participant with everything they said in this workshop."""
        self.connection.execute(delete(participants).where(participants.c.id == participant_id))
        note(self.connection, Kind.PART, participant_id)

    def _all(
        self, condition: ColumnElement[bool], most: int | None = None
    ) -> Iterable[Participant]:
        found = select(participants).where(condition).limit(most)
        # An invitation that waits comes last on every database; PostgreSQL alone sorts it there.
        in_order = found.order_by(participants.c.joined_at.nulls_last(), participants.c.id)
        return (self._participant(row) for row in self.connection.execute(in_order).all())

    def _participant(self, row: Row[Any]) -> Participant:
        about = f"participants.quoted_name:{row.id}"
        name = row.quoted_name
        return Participant(
            id=ParticipantId(row.id),
            workshop_id=WorkshopId(row.workshop_id),
            person_id=PersonId(row.person_id),
            state=Joining(row.state),
            attribution=Attribution(row.attribution) if row.attribution else None,
            quoted_name=None if name is None else self.vault.open_text(name, about),
            quiet=row.quiet,
            joined_at=row.joined_at,
        )


class ConsentKind(StrEnum):
    """What a consent is about; the value is what is stored."""

    TAKING_PART = "taking_part"
    QUOTING = "quoting"
    """How somebody would like to be quoted, in general."""
    QUOTE = "quote"
    """One sentence, in these words and with this name."""
    WALL = "wall"
    """The first name on the workshop's wall."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A permission as it was given.

    Attributes:
        wording: the text that the person had before them.
        answer_id: whose quote it is about; only for kind QUOTE.
    """

    kind: ConsentKind
    version: int
    wording: str
    given_at: datetime
    withdrawn_at: datetime | None = None
    answer_id: AnswerId | None = None


@dataclass(frozen=True, slots=True)
class Consents:
    """Load and save consents; none is ever overwritten."""

    connection: Connection
    vault: Vault

    def lacking(self, kind: ConsentKind, version: int) -> tuple[ParticipantId, ...]:
        """Who takes part without a consent of this kind to this version that still holds."""
        given = exists().where(
            consents.c.participant_id == participants.c.id,
            consents.c.kind == kind.value,
            consents.c.version == version,
            consents.c.withdrawn_at.is_(None),
        )
        joined = participants.c.state == Joining.JOINED.value
        found = select(participants.c.id).where(joined, ~given).order_by(participants.c.id)
        return tuple(ParticipantId(number) for number in self.connection.execute(found).scalars())

    def give(self, participant_id: ParticipantId, consent: Consent) -> None:
        """Record a consent; an earlier one to the same is thereby withdrawn."""
        self._withdraw(participant_id, consent.kind, consent.answer_id, consent.given_at)
        about = f"consents.wording:{participant_id}"
        self.connection.execute(
            insert(consents).values(
                participant_id=participant_id,
                kind=consent.kind.value,
                version=consent.version,
                wording=self.vault.seal_text(consent.wording, about),
                given_at=consent.given_at,
                answer_id=consent.answer_id,
            )
        )

    def withdraw_quote(
        self, participant_id: ParticipantId, answer_id: AnswerId, at: datetime
    ) -> None:
        """A sentence of this answer may not be quoted any more."""
        self._withdraw(participant_id, ConsentKind.QUOTE, answer_id, at)

    def withdraw(self, participant_id: ParticipantId, kind: ConsentKind, at: datetime) -> None:
        """What was agreed to holds no more; not for kind QUOTE, which is about an answer."""
        self._withdraw(participant_id, kind, None, at)

    def holding(self, workshop_id: WorkshopId, kind: ConsentKind) -> frozenset[ParticipantId]:
        """Who takes part in a workshop, or has left it, with such a consent that still holds."""
        found = (
            select(consents.c.participant_id)
            .join(participants, participants.c.id == consents.c.participant_id)
            .where(
                participants.c.workshop_id == workshop_id,
                consents.c.kind == kind.value,
                consents.c.withdrawn_at.is_(None),
            )
        )
        return frozenset(ParticipantId(one) for one in self.connection.execute(found).scalars())

    def forget_quote(self, answer_id: AnswerId) -> None:
        """The answer is deleted with its words, and these consents repeat them."""
        self.connection.execute(delete(consents).where(consents.c.answer_id == answer_id))

    def _withdraw(
        self,
        participant_id: ParticipantId,
        kind: ConsentKind,
        answer_id: AnswerId | None,
        at: datetime,
    ) -> None:
        about = consents.c.answer_id == answer_id  # "is null" where there is none
        earlier = update(consents).where(
            consents.c.participant_id == participant_id,
            consents.c.kind == kind.value,
            about,
            consents.c.withdrawn_at.is_(None),
        )
        self.connection.execute(earlier.values(withdrawn_at=at))

    def of(self, participant_id: ParticipantId) -> tuple[Consent, ...]:
        """All consents of a participant, the oldest first."""
        theirs = select(consents).where(consents.c.participant_id == participant_id)
        about = f"consents.wording:{participant_id}"
        return tuple(
            Consent(
                kind=ConsentKind(row.kind),
                version=row.version,
                wording=self.vault.open_text(row.wording, about),
                given_at=row.given_at,
                withdrawn_at=row.withdrawn_at,
                answer_id=None if row.answer_id is None else AnswerId(row.answer_id),
            )
            for row in self.connection.execute(theirs.order_by(consents.c.id))
        )
