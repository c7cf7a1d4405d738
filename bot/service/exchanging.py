"""One commit of delivery: what came back is recorded, and what leaves next is claimed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.ids import ChatId
from storage.calls import Claimed, Taken
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Claim:
    """What may leave now; where nothing may, when the next call may."""

    calls: tuple[Claimed, ...]
    next_at: datetime | None


def exchange(
    work: Work,
    taken: Sequence[Taken],
    held: Collection[int] | None,
    *,
    room: int,
    resting: Collection[ChatId],
    receipts_only: bool,
) -> Claim:
    """Record and claim.

    Args:
        work: the stores, on one transaction.
        taken: what Telegram took, and nothing follows from it.
        held: the rows that are under way, where it is not known whether the last claim was
            committed; None where it is.
        room: how many calls may be claimed.
        resting: chats that have to wait.
        receipts_only: whether only answers to taps may leave.
    """
    work.outbox.sent_all(taken)
    if held is not None:
        # Rows of a claim that nobody got have not left: they may leave now.
        work.outbox.put_back_but(held)
    if not room:
        return Claim((), None)
    calls = work.outbox.claim(work.now, most=room, resting=resting, receipts_only=receipts_only)
    return Claim(calls, None if calls else work.outbox.next_at())
