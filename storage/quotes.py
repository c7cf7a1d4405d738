"""Quotes: the words of an answer that are to go into the post, and their author's decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, insert, select, update

from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.details import Decision
from flows.ids import AnswerId, ParticipantId, QuestionId, QuoteId, SessionId, WorkshopId
from storage.tables import answers, quotes, rounds, sessions
from storage.vault import Vault

SHELVED: Final = "shelved"
"""Stored in the place of a `QuoteState`: a proposal that a change of facilitators has put aside.

Nobody sees it; undoing that change makes a proposal of it again.
"""


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """At most one for an answer.

    Attributes:
        words: what would be printed.
        own_words: whether the author wrote them for the post; else they are a part of the answer.
        attribution: how the author wants it; None before they have decided.
        name: the name that they agreed to have beside it, as it was then.
        details: what the author wants of details about other people in words of their own; None
            where none were found.
    """

    id: QuoteId
    answer_id: AnswerId
    words: str
    own_words: bool = False
    state: QuoteState = QuoteState.PROPOSED
    attribution: Attribution | None = None
    asked_at: datetime | None = None
    reminded_at: datetime | None = None
    decided_at: datetime | None = None
    name: str | None = None
    details: Decision | None = None


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A quote with where its answer was given, and by whom."""

    quote: StoredQuote
    workshop_id: WorkshopId
    participant_id: ParticipantId
    session_id: SessionId
    day: int
    question: QuestionId


@dataclass(frozen=True, slots=True)
class Quotes:
    """Load and save quotes. They go with their answer.

    What is shelved is not there for anybody but those who ask for it.
    """

    connection: Connection
    vault: Vault

    def of(self, workshop_id: WorkshopId) -> tuple[StoredQuote, ...]:
        """All of a workshop, in the order in which their answers were first given."""
        return tuple(one.quote for one in self.placed_in(workshop_id))

    def placed_in(self, workshop_id: WorkshopId) -> tuple[PlacedQuote, ...]:
        """As `of`, with where each answer was given."""
        return self._placed(rounds.c.workshop_id == workshop_id)

    def placed_of(
        self, participant_id: ParticipantId, *, shelved: bool = False
    ) -> tuple[PlacedQuote, ...]:
        """All of a participant, in the order in which their answers were first given.

        Args:
            participant_id: whose.
            shelved: whether to tell of what is shelved, too, as proposed.
        """
        return self._placed(sessions.c.participant_id == participant_id, shelved=shelved)

    def placed(self, answer_id: AnswerId) -> PlacedQuote | None:
        """That of an answer, with where it was given; None where it has none."""
        return next(iter(self._placed(quotes.c.answer_id == answer_id)), None)

    def get(self, quote_id: QuoteId) -> StoredQuote | None:
        """One; None where it is gone."""
        return next(iter(self._found(select(quotes).where(quotes.c.id == quote_id))), None)

    def of_answer(self, answer_id: AnswerId) -> StoredQuote | None:
        """That of an answer, if it has one."""
        here = select(quotes).where(quotes.c.answer_id == answer_id)
        return next(iter(self._found(here)), None)

    def shelve(self, answer_id: AnswerId) -> None:
        """Put a proposal aside, until the change that does so is undone."""
        self._move(answer_id, QuoteState.PROPOSED.value, SHELVED)

    def bring_back(self, answer_id: AnswerId) -> bool:
        """Propose again what was shelved, in the same words; False where nothing was."""
        return self._move(answer_id, SHELVED, QuoteState.PROPOSED.value)

    def forget_shelved(self, answer_ids: Collection[AnswerId]) -> None:
        """What is shelved of these answers does not come back."""
        here = quotes.c.answer_id.in_(answer_ids) & (quotes.c.state == SHELVED)
        self.connection.execute(delete(quotes).where(here))

    def propose(self, answer_id: AnswerId, words: str) -> bool:
        """Want words of an answer in the post.

        Other words than before have to be asked about again; a "not at all" stays.

        Returns:
            Whether they may still be wanted: False where the author has declined.
        """
        there = self.of_answer(answer_id)
        if there is None:
            self.forget_shelved([answer_id])
            self.connection.execute(
                insert(quotes).values(
                    answer_id=answer_id,
                    words=self._sealed(answer_id, words),
                    own_words=False,
                    state=QuoteState.PROPOSED.value,
                )
            )
        elif there.state is QuoteState.DECLINED:
            return False
        elif there.words != words and not there.own_words:
            self.save(StoredQuote(there.id, answer_id, words))
        return True

    def save(self, quote: StoredQuote) -> None:
        """Store what became of it."""
        self.connection.execute(
            update(quotes)
            .where(quotes.c.id == quote.id)
            .values(
                words=self._sealed(quote.answer_id, quote.words),
                own_words=quote.own_words,
                state=quote.state.value,
                attribution=quote.attribution.value if quote.attribution else None,
                name=self._sealed_name(quote),
                asked_at=quote.asked_at,
                reminded_at=quote.reminded_at,
                decided_at=quote.decided_at,
                details=quote.details.value if quote.details else None,
            )
        )

    def drop(self, answer_id: AnswerId) -> None:
        """Nobody wants it in the post any more. A "not at all" is kept: nobody asks again."""
        here = (quotes.c.answer_id == answer_id) & (quotes.c.state != QuoteState.DECLINED.value)
        self.connection.execute(delete(quotes).where(here))

    def forget(self, answer_id: AnswerId) -> None:
        """The answer's words are gone, and so are these."""
        self.connection.execute(delete(quotes).where(quotes.c.answer_id == answer_id))

    def _move(self, answer_id: AnswerId, was: str, to: str) -> bool:
        here = (quotes.c.answer_id == answer_id) & (quotes.c.state == was)
        return self.connection.execute(update(quotes).where(here).values(state=to)).rowcount == 1

    def _placed(
        self, condition: ColumnElement[bool], *, shelved: bool = False
    ) -> tuple[PlacedQuote, ...]:
        wanted = (
            select(quotes, answers.c.question, answers.c.session_id)
            .add_columns(sessions.c.participant_id, rounds.c.day, rounds.c.workshop_id)
            .join(answers, answers.c.id == quotes.c.answer_id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .where(condition)
            .order_by(quotes.c.answer_id)
        )
        return tuple(
            PlacedQuote(
                quote=self._quote(row),
                workshop_id=WorkshopId(row.workshop_id),
                participant_id=ParticipantId(row.participant_id),
                session_id=SessionId(row.session_id),
                day=row.day,
                question=QuestionId(row.question),
            )
            for row in self.connection.execute(wanted)
            if shelved or row.state != SHELVED
        )

    def _found(self, wanted: Select[Any]) -> tuple[StoredQuote, ...]:
        rows = self.connection.execute(wanted)
        return tuple(self._quote(row) for row in rows if row.state != SHELVED)

    def _quote(self, row: Row[Any]) -> StoredQuote:
        return StoredQuote(
            id=QuoteId(row.id),
            answer_id=AnswerId(row.answer_id),
            words=self.vault.open_text(row.words, _about(AnswerId(row.answer_id))),
            own_words=row.own_words,
            state=QuoteState.PROPOSED if row.state == SHELVED else QuoteState(row.state),
            attribution=Attribution(row.attribution) if row.attribution else None,
            asked_at=row.asked_at,
            reminded_at=row.reminded_at,
            decided_at=row.decided_at,
            details=Decision(row.details) if row.details else None,
            name=None if row.name is None else self.vault.open_text(row.name, _name_of(row)),
        )

    def _sealed_name(self, quote: StoredQuote) -> bytes | None:
        return None if quote.name is None else self.vault.seal_text(quote.name, _name_of(quote))

    def _sealed(self, answer_id: AnswerId, words: str) -> bytes:
        return self.vault.seal_text(words, _about(answer_id))


def _about(answer_id: AnswerId) -> str:
    return f"quotes.words:{answer_id}"


def _name_of(quote: StoredQuote | Row[Any]) -> str:
    return f"quotes.name:{quote.answer_id}"
