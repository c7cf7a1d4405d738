"""Claiming: which calls of the outbox leave next."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from flows.ids import ChatId
from storage.calls import Claimed, Lane
from storage.drafts import DRAFT, claimed_of
from storage.tables import IS_SENDING, IS_WAITING, outbox
from storage.vault import Vault

_LOOK_AHEAD: Final = 4
"""So many times the rows wanted are looked at, for some belong to chats that must wait."""

_URGENT = outbox.c.lane == int(Lane.RECEIPT)
_BUSY = select(outbox.c.chat_id).where(IS_SENDING, outbox.c.chat_id.is_not(None))
_DUE = (
    select(outbox.c.id, outbox.c.chat_id, outbox.c.lane)
    .where(IS_WAITING, outbox.c.not_before <= bindparam("now"))
    .order_by(outbox.c.lane, outbox.c.id)
    .limit(bindparam("most"))
)
_READY = _DUE.where(_URGENT | outbox.c.chat_id.is_(None) | outbox.c.chat_id.not_in(_BUSY))
_RECEIPTS = _DUE.where(_URGENT)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="sending", claimed_at=bindparam("now"), attempts=outbox.c.attempts + 1)
    .returning(*DRAFT)
)


def claim(
    connection: Connection,
    vault: Vault,
    now: datetime,
    *,
    most: int,
    resting: Collection[ChatId],
    receipts_only: bool,
) -> tuple[Claimed, ...]:
    """Mark the next calls as being sent and hand them out; see `Outbox.claim`."""
    found = _RECEIPTS if receipts_only else _READY
    if resting:
        found = found.where(_URGENT | outbox.c.chat_id.is_(None) | outbox.c.chat_id.not_in(resting))
    facts = {"now": now, "most": most * _LOOK_AHEAD}
    taken: dict[object, int] = {}
    for row in connection.execute(found, facts):
        chat = row.chat_id if row.lane != Lane.RECEIPT and row.chat_id else ("row", row.id)
        if len(taken) < most:
            taken.setdefault(chat, row.id)
    if not taken:
        return ()
    rows = connection.execute(_CLAIM, {"ids": list(taken.values()), "now": now})
    in_order = sorted(rows, key=lambda row: (row.lane, row.id))
    return claimed_of(connection, vault, in_order)
