"""The outbox: messages to be sent, with what is known about each.

planned → sending → sent | retry | unknown | failed. `sending` is committed before the call leaves,
so that after a crash every message that was perhaps sent is known.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from flows.ids import ChatId, MessageId, RoundId, WorkshopId
from storage.calls import FAREWELL, FINISHED, Attachment, Claimed, Draft, Known, Lane
from storage.tables import files, outbox, prompts, sessions
from storage.vault import Vault

_INSERT: Final[Mapping[str, Callable[[Table], postgresql.Insert | sqlite.Insert]]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}
"""What both databases can and SQLAlchemy's common INSERT cannot: leave a known key alone."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """Add drafts, claim them for sending, record what became of them."""

    connection: Connection
    vault: Vault

    def add(self, draft: Draft, now: datetime) -> int | None:
        """Plan a call; None if its key is known, so that nothing is ever planned twice."""
        row_id: int | None = self.connection.execute(
            _INSERT[self.connection.dialect.name](outbox)
            .values(
                key=draft.key,
                chat_id=draft.chat,
                lane=int(draft.lane),
                method=draft.method,
                body=self.vault.seal_json(dict(draft.body), f"outbox.body:{draft.key}"),
                workshop_id=draft.workshop_id,
                prompt_id=draft.prompt_id,
                repeatable=draft.repeatable,
                keyboard="reply_markup" in draft.body,
                not_before=now,
            )
            .on_conflict_do_nothing(index_elements=[outbox.c.key])
            .returning(outbox.c.id)
        ).scalar_one_or_none()
        if row_id is None:
            return None
        for attachment in draft.attachments:
            self._attach(row_id, attachment)
        return row_id

    def claim(
        self, now: datetime, *, most: int, resting: Collection[ChatId]
    ) -> tuple[Claimed, ...]:
        """Mark the next calls as being sent and hand them out, receipts and replies first.

        One a chat, in the order in which they were planned, and none for a chat that has one on
        its way or is resting.
        """
        ready = or_(outbox.c.state == "planned", outbox.c.state == "retry")
        busy = select(outbox.c.chat_id).where(
            outbox.c.state == "sending", outbox.c.chat_id.is_not(None)
        )
        free = outbox.c.chat_id.is_(None) | (
            outbox.c.chat_id.not_in(busy) & outbox.c.chat_id.not_in(resting)
        )
        urgent = outbox.c.lane == int(Lane.RECEIPT)
        found = (
            select(outbox)
            .where(ready, outbox.c.not_before <= now, urgent | free)
            .order_by(outbox.c.lane, outbox.c.id)
            .limit(most * 4)
        )
        taken: dict[object, Row[Any]] = {}
        for row in self.connection.execute(found):
            chat = row.chat_id if row.lane != Lane.RECEIPT and row.chat_id else ("row", row.id)
            if len(taken) < most:
                taken.setdefault(chat, row)
        rows = sorted(taken.values(), key=lambda row: (row.lane, row.id))
        if rows:
            ids = [row.id for row in rows]
            claimed = update(outbox).where(outbox.c.id.in_(ids))
            self.connection.execute(
                claimed.values(state="sending", claimed_at=now, attempts=outbox.c.attempts + 1)
            )
        return tuple(self._claimed(row) for row in rows)

    def under_way(self, claimed: Claimed) -> bool:
        """Whether a claimed call still waits for its outcome, and was not claimed again since."""
        here = (outbox.c.id == claimed.id) & (outbox.c.attempts == claimed.attempts)
        found = select(outbox.c.id).where(here, outbox.c.state == "sending")
        return self.connection.execute(found).first() is not None

    def drop_keys(self, prefix: str) -> None:
        """Delete all calls whose key begins so, sent or not."""
        theirs = outbox.c.key.startswith(prefix, autoescape=True)
        self.connection.execute(delete(outbox).where(theirs))

    def sent(self, row_id: int, message_id: MessageId | None, at: datetime) -> None:
        """Telegram took it; the message has this number in its chat."""
        self._finish(row_id, "sent", sent_at=at, message_id=message_id)
        prompt = self.connection.execute(
            select(outbox.c.prompt_id).where(outbox.c.id == row_id)
        ).scalar_one_or_none()
        if prompt is not None:
            delivered = update(prompts).where(prompts.c.id == prompt)
            self.connection.execute(delivered.values(message_id=message_id))
        self.connection.execute(delete(files).where(files.c.outbox_id == row_id))

    def retry(self, row_id: int, not_before: datetime, problem: str) -> None:
        """It was not delivered; try again later."""
        self._finish(row_id, "retry", not_before=not_before, problem=problem)

    def perhaps(self, row_id: int, not_before: datetime, problem: str) -> None:
        """It was perhaps delivered; send it once more later. It stays known when that was."""
        perhaps_at = func.coalesce(outbox.c.perhaps_at, outbox.c.claimed_at)
        facts = {"not_before": not_before, "problem": problem, "perhaps_at": perhaps_at}
        self._finish(row_id, "retry", **facts)

    def unknown(self, row_id: int, problem: str) -> None:
        """It was perhaps delivered, and must not be sent again by itself."""
        perhaps_at = func.coalesce(outbox.c.perhaps_at, outbox.c.claimed_at)
        self._finish(row_id, "unknown", problem=problem, perhaps_at=perhaps_at)

    def failed(self, row_id: int, problem: str) -> None:
        """It cannot be delivered."""
        self._finish(row_id, "failed", problem=problem)

    def seen(self, key: str) -> bool:
        """Somebody saw in the chat what was perhaps delivered; False if that was no question."""
        doubtful = update(outbox).where(outbox.c.key == key, outbox.c.state == "unknown")
        return self.connection.execute(doubtful.values(state="sent")).rowcount == 1

    def drop_chat(self, chat: ChatId, problem: str) -> None:
        """Nothing more can be delivered to this chat: what is planned for it will not be tried."""
        waiting = outbox.c.state.in_(("planned", "retry")) & (outbox.c.chat_id == chat)
        gone = update(outbox).where(waiting)
        self.connection.execute(gone.values(state="failed", problem=problem))

    def drop_round(self, round_id: RoundId) -> None:
        """The round is closed: its questions that have not left yet never will."""
        asked = (
            select(prompts.c.id)
            .join(sessions, sessions.c.id == prompts.c.session_id)
            .where(sessions.c.round_id == round_id)
        )
        waiting = outbox.c.state.in_(("planned", "retry")) & outbox.c.prompt_id.in_(asked)
        gone = update(outbox).where(waiting)
        self.connection.execute(gone.values(state="failed", problem="closed"))

    def migrate(self, old: ChatId, new: ChatId) -> None:
        """A group has another id now."""
        here = update(outbox).where(outbox.c.chat_id == old, outbox.c.state != "sent")
        self.connection.execute(here.values(chat_id=new))

    def interrupted(self) -> tuple[Claimed, ...]:
        """What was being sent when the program stopped: each was perhaps delivered."""
        found = select(outbox).where(outbox.c.state == "sending").order_by(outbox.c.id)
        return tuple(self._claimed(row, again=False) for row in self.connection.execute(found))

    def due_count(self, now: datetime) -> int:
        """How many calls could leave now or are on their way."""
        waiting = outbox.c.state.in_(("planned", "retry")) & (outbox.c.not_before <= now)
        found = select(func.count()).where(waiting | (outbox.c.state == "sending"))
        return self.connection.execute(found).scalar_one()

    def oldest_due(self, now: datetime) -> datetime | None:
        """Since when the oldest call that could leave has been waiting."""
        waiting = outbox.c.state.in_(("planned", "retry")) & (outbox.c.not_before <= now)
        earliest = select(func.min(outbox.c.not_before)).where(waiting)
        moment: datetime | None = self.connection.execute(earliest).scalar_one()
        return moment

    def unknown_count(self) -> int:
        """How many calls were perhaps delivered."""
        found = select(func.count()).select_from(outbox).where(outbox.c.state == "unknown")
        return self.connection.execute(found).scalar_one()

    def next_at(self) -> datetime | None:
        """When the next call that must wait may leave."""
        waiting = outbox.c.state.in_(("planned", "retry"))
        earliest = select(func.min(outbox.c.not_before)).where(waiting)
        moment: datetime | None = self.connection.execute(earliest).scalar_one()
        return moment

    def last_keyboard(self, chat: ChatId) -> tuple[MessageId, Mapping[str, Any]] | None:
        """The newest message with buttons in a chat: its number and its body."""
        found = select(outbox).where(
            outbox.c.chat_id == chat,
            outbox.c.keyboard,
            outbox.c.state == "sent",
            outbox.c.body.is_not(None),
        )
        row = self.connection.execute(found.order_by(outbox.c.id.desc()).limit(1)).first()
        if row is None:
            return None
        number = row.message_id
        body = self.vault.open_json(row.body, f"outbox.body:{row.key}")
        number = number if number is not None else body.get("message_id")
        return (MessageId(number), body) if number is not None else None

    def state_of(self, key: str) -> Known | None:
        """What is known about the draft with this key."""
        found = _known().where(outbox.c.key == key)
        row = self.connection.execute(found).first()
        return _as_known(row) if row else None

    def states(self, key_prefix: str) -> Sequence[Known]:
        """What is known about all drafts whose key begins so, in the order of planning."""
        found = _known().where(outbox.c.key.startswith(key_prefix, autoescape=True))
        rows = self.connection.execute(found.order_by(outbox.c.id))
        return [_as_known(row) for row in rows]

    def forget_before(self, moment: datetime) -> None:
        """Drop the words and files of what was finished before; what each was stays known."""
        old = outbox.c.state.in_(FINISHED) & (outbox.c.not_before < moment)
        theirs = select(outbox.c.id).where(old)
        self.connection.execute(delete(files).where(files.c.outbox_id.in_(theirs)))
        self.connection.execute(update(outbox).where(old).values(body=None))

    def delete_before(self, moment: datetime) -> None:
        """Drop all knowledge of what was finished before."""
        old = outbox.c.state.in_(FINISHED) & (outbox.c.not_before < moment)
        self.connection.execute(delete(outbox).where(old))

    def _attach(self, row_id: int, attachment: Attachment) -> None:
        self.connection.execute(
            insert(files).values(
                outbox_id=row_id,
                field=attachment.field,
                name=self.vault.seal_text(attachment.name, f"files.name:{row_id}"),
                content=self.vault.seal(attachment.content, f"files.content:{row_id}"),
            )
        )

    def _attachments(self, row_id: int) -> tuple[Attachment, ...]:
        found = select(files).where(files.c.outbox_id == row_id).order_by(files.c.id)
        return tuple(
            Attachment(
                field=row.field,
                name=self.vault.open_text(row.name, f"files.name:{row_id}"),
                content=self.vault.open(row.content, f"files.content:{row_id}"),
            )
            for row in self.connection.execute(found)
        )

    def _finish(self, row_id: int, state: str, **facts: object) -> None:
        here: ColumnElement[bool] = outbox.c.id == row_id
        self.connection.execute(update(outbox).where(here).values(state=state, **facts))
        if state in FINISHED:
            farewell = outbox.c.key.startswith(FAREWELL)
            self.connection.execute(delete(outbox).where(here, farewell))

    def _claimed(self, row: Row[Any], *, again: bool = True) -> Claimed:
        draft = Draft(
            key=row.key,
            chat=None if row.chat_id is None else ChatId(row.chat_id),
            method=row.method,
            body=self.vault.open_json(row.body, f"outbox.body:{row.key}"),
            lane=Lane(row.lane),
            attachments=self._attachments(row.id),
            workshop_id=None if row.workshop_id is None else WorkshopId(row.workshop_id),
            prompt_id=row.prompt_id,
            repeatable=row.repeatable,
        )
        return Claimed(row.id, draft, row.attempts + (1 if again else 0), row.not_before)


def _known() -> Select[Any]:
    return select(
        outbox.c.key, outbox.c.chat_id, outbox.c.state, outbox.c.message_id, outbox.c.problem
    )


def _as_known(row: Row[Any]) -> Known:
    return Known(
        key=row.key,
        chat=None if row.chat_id is None else ChatId(row.chat_id),
        state=row.state,
        message_id=None if row.message_id is None else MessageId(row.message_id),
        problem=row.problem,
    )
