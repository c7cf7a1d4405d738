"""Keeping a restored database from doing again what was done after the copy was made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, func, select, text, update

from flows.session import SessionState
from storage.calls import FAREWELL
from storage.erasing_again import ErasedAgain, erase_again
from storage.erasure_log import Erased
from storage.tables import (
    dialogs,
    exports,
    files,
    inbox,
    invitations,
    metadata,
    outbox,
    prompts,
    sessions,
    walls,
)

PROBLEM: Final = "restored"
"""Why a call of a restored database was not made."""

JUMP: Final = 1_000_000
"""Ids that are passed over, more than can have been given out since the copy was made."""

_WAITING: Final = ("planned", "retry", "sending")


@dataclass(frozen=True, slots=True)
class RestoredCopy:
    """A restored database that nobody uses yet."""

    connection: Connection

    def erase_again(self, erased: Erased, made_at: datetime) -> ErasedAgain:
        """Delete what the log names; see `storage.erasing_again`."""
        return erase_again(self.connection, erased, made_at)

    def stop_sending(self) -> int:
        """Nothing that was to be sent leaves any more; returns how many calls that were.

        Each may have left after the copy was made, and people remember what they got. A part of a
        post counts as perhaps delivered, for that is asked about. No body is kept: it may quote
        somebody who has been erased since. Tables that were wanted are not made any more.
        """
        self.connection.execute(delete(exports))
        forgotten = outbox.c.key.startswith("menu:") | outbox.c.key.startswith(FAREWELL)
        waiting = outbox.c.state.in_(_WAITING)
        self.connection.execute(delete(outbox).where(waiting, forgotten))
        stopped = self.connection.execute(select(func.count()).select_from(outbox).where(waiting))
        count = stopped.scalar_one()
        post = outbox.c.key.startswith("post:")
        doubtful = update(outbox).where(waiting, post)
        self.connection.execute(doubtful.values(state="unknown", problem=PROBLEM))
        gone = update(outbox).where(waiting)
        self.connection.execute(gone.values(state="failed", problem=PROBLEM))
        self.connection.execute(update(outbox).values(body=None, files=0))
        self.connection.execute(delete(files))
        return count

    def set_updates_aside(self) -> int:
        """Updates that waited have most likely had their effect; returns how many are set aside."""
        waiting = update(inbox).where(inbox.c.state == "new")
        return self.connection.execute(waiting.values(state="failed")).rowcount

    def forget_where_questions_stand(self) -> None:
        """Whoever has an open question is asked it again before their words count as its answer.

        They may have gone on since the copy was made, and mean another question by what they write.
        """
        asking = select(sessions.c.id).where(
            sessions.c.state == SessionState.OPEN.value, sessions.c.open_question.is_not(None)
        )
        asked = select(prompts.c.id).where(prompts.c.session_id.in_(asking))
        delivered = update(outbox).where(outbox.c.prompt_id.in_(asked))
        self.connection.execute(delivered.values(prompt_id=None))
        self.connection.execute(
            update(prompts).where(prompts.c.session_id.in_(asking)).values(message_id=None)
        )

    def end_forms(self) -> None:
        """Forms that were open are most likely filled in; what comes next is not for them."""
        self.connection.execute(delete(dialogs))

    def withdraw_invitations(self) -> None:
        """One-time links may have been used since; nobody gets in by one a second time."""
        self.connection.execute(delete(invitations).where(invitations.c.used_at.is_(None)))

    def switch_walls_off(self) -> None:
        """Links to walls may have been made void since; facilitators make new ones."""
        self.connection.execute(delete(walls))

    def pass_ids_over(self) -> None:
        """Give no id again that was given since the copy was made.

        Buttons in people's chats and lines of the erasure log go on meaning what they meant.
        """
        for table in metadata.sorted_tables:
            if table.autoincrement_column is None:
                continue
            newest = self.connection.execute(select(func.max(table.c.id))).scalar_one() or 0
            if self.connection.dialect.name == "sqlite":
                _pass_over_sqlite(self.connection, table.name, newest)
            else:
                following = text(
                    "SELECT setval(pg_get_serial_sequence(:name, 'id'), :least + greatest(:newest,"
                    " nextval(pg_get_serial_sequence(:name, 'id'))))"
                )
                facts = {"name": table.name, "least": JUMP, "newest": newest}
                self.connection.execute(following, facts)


def _pass_over_sqlite(connection: Connection, name: str, newest: int) -> None:
    """Its counter has no row until the first row was added (sqlite.org/autoinc.html)."""
    counted = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    last = connection.execute(counted, {"name": name}).scalar_one_or_none() or 0
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
    following = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)")
    connection.execute(following, {"name": name, "seq": max(last, newest) + JUMP})
