"""Erasing from a restored database what was erased since the copy was made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, select, update

from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.session import SessionState
from flows.workshop import Joining
from storage.erasure_log import Erased, Kind
from storage.participants import ConsentKind
from storage.tables import (
    answers,
    consents,
    destinations,
    details,
    inbox,
    late_answers,
    memberships,
    outbox,
    participants,
    people,
    quotes,
    revisions,
    sessions,
    unclear_messages,
    workshops,
)
from storage.workshops import ANY

AT_THE_SAME_TIME: Final = timedelta(minutes=1)
"""A line this much older than the copy may tell of what the copy does not have yet: it was written
before the commit, and the copy was made in between."""


@dataclass(frozen=True, slots=True)
class ErasedAgain:
    """How much of the copy was erased again: people, parts in a workshop, workshops, answers."""

    people: int
    parts: int
    workshops: int
    answers: int


def erase_again(connection: Connection, erased: Erased, made_at: datetime) -> ErasedAgain:
    """Delete all that the log names.

    Rows are known by their ids, which are never given twice, so a line that is older than the copy
    finds nothing. Where one thing can be erased and come again, only what is older than the line
    goes.
    """
    return _Again(connection, erased, made_at - AT_THE_SAME_TIME).everything()


@dataclass(frozen=True, slots=True)
class _Again:
    connection: Connection
    erased: Erased
    since: datetime

    def everything(self) -> ErasedAgain:
        self._chats()
        self._teams()
        self._choices()
        self._quotes()
        self._walls()
        return ErasedAgain(
            workshops=self._rows(workshops, Kind.WORKSHOP),
            people=self._people(),
            parts=self._parts(),
            answers=self._answers(),
        )

    def _people(self) -> int:
        gone = [row for row in self._all(people) if self.erased.when(Kind.PERSON, row.id)]
        for row in gone:
            self._forget_deliveries(row.telegram_id, f"menu:{row.id}:")
            self._delete(people, row.id)
        return len(gone)

    def _parts(self) -> int:
        gone = [row for row in self._all(participants) if self.erased.when(Kind.PART, row.id)]
        for row in gone:
            here = unclear_messages.c.person_id == row.person_id
            self.connection.execute(delete(unclear_messages).where(here))
            self._delete(participants, row.id)
        return len(gone)

    def _answers(self) -> int:
        count = 0
        for row in self._all(answers):
            at = self.erased.when(Kind.WORDS, f"{row.session_id}:{row.question}")
            if at is not None:
                before = (revisions.c.answer_id == row.id) & (revisions.c.at <= at)
                if self.connection.execute(delete(revisions).where(before)).rowcount:
                    count += 1
                    self._forget_quote(row.id)
                asked = (details.c.answer_id == row.id) & (details.c.asked_at <= at)
                self.connection.execute(delete(details).where(asked))
        for row in self._all(late_answers):
            at = self.erased.when(Kind.WORDS, f"{row.session_id}:{row.question}")
            if at is not None and row.at <= at:
                self._delete(late_answers, row.id)
        return count

    def _rows(self, table: Table, kind: Kind) -> int:
        gone = [row.id for row in self._all(table) if self.erased.when(kind, row.id)]
        for row_id in gone:
            self._delete(table, row_id)
        return len(gone)

    def _chats(self) -> None:
        """What somebody wrote before they were erased, also where they are no row of `people`."""
        for row in self._all(inbox):
            at = None if row.chat_id is None else self.erased.when(Kind.CHAT, row.chat_id)
            if at is not None and row.received_at <= at:
                here = update(inbox).where(inbox.c.id == row.id)
                self.connection.execute(here.values(body=None, chat_id=None, state="done"))

    def _teams(self) -> None:
        for row in self._all(memberships):
            at = self.erased.when(Kind.ROLE, f"{row.workshop_id}:{row.person_id}:{row.role}")
            if at is not None and row.since <= at:
                self._delete(memberships, row.id)
        for row in self._all(destinations):
            for workshop in (row.workshop_id, ANY):
                at = self.erased.when(Kind.DESTINATION, f"{workshop}:{row.chat_id}")
                if at is not None and row.connected_at <= at:
                    self._delete(destinations, row.id)

    def _choices(self) -> None:
        """Who has left stays away; who chose another way of being quoted is not quoted for now."""
        for row in self._all(participants):
            here = update(participants).where(participants.c.id == row.id)
            left = self.erased.when(Kind.LEFT, row.id)
            back = self.erased.when(Kind.CAME_BACK, row.id)
            if left is not None and left > self.since and (back is None or back < left):
                self.connection.execute(here.values(state=Joining.LEFT.value))
                theirs = update(sessions).where(sessions.c.participant_id == row.id)
                self.connection.execute(theirs.values(state=SessionState.CLOSED.value))
            chose = self.erased.when(Kind.QUOTING, row.id)
            if chose is not None and chose > self.since and row.attribution is not None:
                not_quoted = Attribution.NOT_QUOTED.value
                self.connection.execute(here.values(attribution=not_quoted, quoted_name=None))

    def _walls(self) -> None:
        """Whose name was taken off a wall since is not on it; they may put it there again."""
        shown = (consents.c.kind == ConsentKind.WALL.value) & consents.c.withdrawn_at.is_(None)
        for row in self.connection.execute(select(consents).where(shown)).all():
            at = self.erased.when(Kind.WALL, row.participant_id)
            if at is not None and row.given_at <= at:
                here = update(consents).where(consents.c.id == row.id)
                self.connection.execute(here.values(withdrawn_at=at))

    def _quotes(self) -> None:
        """A yes to a sentence that was taken back is no yes; its author may say it again."""
        for row in self._all(quotes):
            at = self.erased.when(Kind.QUOTE, row.answer_id)
            if at is not None and row.decided_at is not None and row.decided_at <= at:
                here = update(quotes).where(quotes.c.id == row.id)
                declined = {"state": QuoteState.DECLINED.value, "attribution": None, "name": None}
                self.connection.execute(here.values(declined))
                given = update(consents).where(consents.c.answer_id == row.answer_id)
                self.connection.execute(
                    given.where(consents.c.withdrawn_at.is_(None)).values(withdrawn_at=at)
                )

    def _forget_quote(self, answer_id: int) -> None:
        for table in (quotes, consents):
            self.connection.execute(delete(table).where(table.c.answer_id == answer_id))

    def _forget_deliveries(self, chat: int, menus: str) -> None:
        theirs = (outbox.c.chat_id == chat) | outbox.c.key.startswith(menus, autoescape=True)
        self.connection.execute(delete(outbox).where(theirs))

    def _all(self, table: Table) -> Iterable[Row[Any]]:
        return self.connection.execute(select(table)).all()

    def _delete(self, table: Table, row_id: int) -> None:
        self.connection.execute(delete(table).where(table.c.id == row_id))
