"""The outbox: messages to be sent, with what is known about each.

planned → sending → sent | retry | unknown | failed. `sending` is committed before the call leaves,
so that after a crash every message that was perhaps sent is known.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    delete,
    func,
    not_,
    select,
    update,
)

from flows.ids import ChatId, MessageId, RoundId, SessionId
from storage.calls import FAREWELL, FINISHED, POST, POST_FILE, Claimed, Draft, Known, Taken
from storage.claiming import claim
from storage.drafts import DRAFT, attach, claimed_of, row_of
from storage.inserting import Insert, insert
from storage.tables import IS_SENDING, IS_WAITING, files, outbox, prompts, sessions
from storage.taking import record_taken
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Outbox:
    """Add drafts, claim them for sending, record what became of them."""

    connection: Connection
    vault: Vault

    def add(self, draft: Draft, now: datetime) -> int | None:
        """Plan a call; None if its key is known, so that nothing is ever planned twice."""
        adding = self._adding().values(row_of(draft, now, self.vault))
        row_id: int | None = self.connection.execute(
            adding.returning(outbox.c.id)
        ).scalar_one_or_none()
        if row_id is None:
            return None
        for attachment in draft.attachments:
            attach(self.connection, self.vault, row_id, attachment)
        return row_id

    def add_all(self, drafts: Sequence[Draft], now: datetime) -> None:
        """As `add`, for several drafts without files."""
        if drafts:
            rows = [row_of(draft, now, self.vault) for draft in drafts]
            self.connection.execute(self._adding(), rows)

    def claim(
        self,
        now: datetime,
        *,
        most: int,
        resting: Collection[ChatId],
        receipts_only: bool = False,
    ) -> tuple[Claimed, ...]:
        """Mark the next calls as being sent and hand them out, receipts and replies first.

        One a chat, in the order in which they were planned, and none for a chat that has one on
        its way or is resting.
        """
        return claim(
            self.connection,
            self.vault,
            now,
            most=most,
            resting=resting,
            receipts_only=receipts_only,
        )

    def under_way(self, claimed: Claimed) -> bool:
        """Whether a claimed call still waits for its outcome, and was not claimed again since."""
        here = (outbox.c.id == claimed.id) & (outbox.c.attempts == claimed.attempts)
        found = select(outbox.c.id).where(here, outbox.c.state == "sending")
        return self.connection.execute(found).first() is not None

    def put_back_but(self, ids: Collection[int]) -> None:
        """What is marked as being sent, but for these rows, never left and may leave now.

        To be called where it is not known whether a claim was committed: nobody has its rows.
        """
        lost = IS_SENDING & outbox.c.id.not_in(ids)
        found = select(outbox.c.id, outbox.c.prompt_id).where(lost)
        for row in self.connection.execute(found).all():
            if row.prompt_id is not None and not self.still_asked(row.prompt_id):
                self.failed(row.id, "overtaken")
        back = update(outbox).where(lost)
        self.connection.execute(back.values(state="retry", attempts=outbox.c.attempts - 1))

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

    def sent_all(self, taken: Sequence[Taken]) -> None:
        """As `sent`, for several calls without files that are no farewells.

        Harmless twice: what is not under way any more was recorded before.
        """
        record_taken(self.connection, taken)

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
        gone = update(outbox).where(IS_WAITING, outbox.c.chat_id == chat)
        self.connection.execute(gone.values(state="failed", problem=problem))

    def drop_round(self, round_id: RoundId) -> None:
        """The round is closed: its questions that have not left yet never will."""
        asked = (
            select(prompts.c.id)
            .join(sessions, sessions.c.id == prompts.c.session_id)
            .where(sessions.c.round_id == round_id)
        )
        gone = update(outbox).where(IS_WAITING, outbox.c.prompt_id.in_(asked))
        self.connection.execute(gone.values(state="failed", problem="closed"))

    def overtake(self, session_id: SessionId) -> None:
        """Another question is put: those of the session that wait to be sent never will be."""
        asked = select(prompts.c.id).where(prompts.c.session_id == session_id)
        gone = update(outbox).where(IS_WAITING, outbox.c.prompt_id.in_(asked))
        self.connection.execute(gone.values(state="failed", problem="overtaken"))

    def still_asked(self, prompt_id: int) -> bool:
        """Whether a question is the newest of a session that is not closed."""
        mine = select(prompts.c.session_id).where(prompts.c.id == prompt_id).scalar_subquery()
        newest = select(func.max(prompts.c.id)).where(prompts.c.session_id == mine)
        found = select(sessions.c.id).where(sessions.c.id == mine, sessions.c.state != "closed")
        here = self.connection.execute(found.where(newest.scalar_subquery() == prompt_id))
        return here.first() is not None

    def migrate(self, old: ChatId, new: ChatId) -> None:
        """A group has another id now; numbers of messages there mean nothing under the new one."""
        here = update(outbox).where(outbox.c.chat_id == old, outbox.c.state != "sent")
        sends = outbox.c.method.startswith("send")
        self.connection.execute(here.where(sends).values(chat_id=new))

    def interrupted(self) -> tuple[Claimed, ...]:
        """What was being sent when the program stopped: each was perhaps delivered."""
        found = select(*DRAFT).where(IS_SENDING).order_by(outbox.c.id)
        rows = self.connection.execute(found).all()
        return claimed_of(self.connection, self.vault, rows)

    def due_count(self, now: datetime) -> int:
        """How many calls could leave now or are on their way."""
        due = select(func.count()).where(IS_WAITING, outbox.c.not_before <= now)
        under_way = select(func.count()).where(IS_SENDING)
        both = (self.connection.execute(found).scalar_one() for found in (due, under_way))
        return sum(both)

    def oldest_due(self, now: datetime) -> datetime | None:
        """Since when the oldest call that could leave has been waiting."""
        due = IS_WAITING & (outbox.c.not_before <= now)
        earliest = select(func.min(outbox.c.not_before)).where(due)
        moment: datetime | None = self.connection.execute(earliest).scalar_one()
        return moment

    def unknown_count(self) -> int:
        """How many calls were perhaps delivered."""
        found = select(func.count()).select_from(outbox).where(outbox.c.state == "unknown")
        return self.connection.execute(found).scalar_one()

    def next_at(self) -> datetime | None:
        """When the next call that must wait may leave."""
        earliest = select(func.min(outbox.c.not_before)).where(IS_WAITING)
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
        """Drop all knowledge of what was finished before, but of posts, which may change."""
        old = outbox.c.state.in_(FINISHED) & (outbox.c.not_before < moment)
        for lasting in (POST, POST_FILE):
            old &= not_(outbox.c.key.startswith(lasting))
        self.connection.execute(delete(outbox).where(old))

    def _adding(self) -> Insert:
        adding = insert(self.connection, outbox)
        return adding.on_conflict_do_nothing(index_elements=[outbox.c.key])

    def _finish(self, row_id: int, state: str, **facts: object) -> None:
        here: ColumnElement[bool] = outbox.c.id == row_id
        self.connection.execute(update(outbox).where(here).values(state=state, **facts))
        if state in FINISHED:
            farewell = outbox.c.key.startswith(FAREWELL)
            self.connection.execute(delete(outbox).where(here, farewell))


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
