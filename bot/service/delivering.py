"""Delivery: takes calls from the outbox, sends them at Telegram's pace, records what came of each.

A call is committed as `sending` before it leaves. Its place among the few that may be under way is
free again only when its outcome is committed, so that after a crash no more than these are unknown.
One commit records what has come back and claims what leaves next.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta

import structlog

from bot.service.bell import Bell
from bot.service.exchanging import Claim, exchange
from bot.service.observing import Observer, Unobserved
from bot.service.pacing import Pacer
from bot.service.ports import (
    Call,
    Clock,
    Messenger,
    NeverSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Upload,
)
from bot.service.recording import interrupted, record
from flows.ids import ChatId
from storage.calls import FAREWELL, Claimed, Lane, Taken
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

UNDER_WAY = 16
"""Calls that may be under way at once; more gain nothing."""

AHEAD = 0.06
"""Seconds before it may leave at which a message is claimed: nothing waits for the commit. So the
next few are claimed as soon as those before them have left."""

CLEAR = 0.01
"""Seconds for which a message that leaves is left alone: a commit would hold it up on its way."""

LONGEST_TURN = 0.5
"""Seconds for which a claimed call waits for its turn; a 429 may ask for more."""

GATHERING = 0.004
"""Seconds for which outcomes are gathered while many calls wait, so that they share a commit."""

LONGEST_WAIT = 5.0
"""Seconds after which the outbox is looked at without being woken."""

NICETIES_KEEP = timedelta(seconds=60)

STORAGE_PAUSE = 1.0
"""Seconds between attempts while the storage is out of reach."""


class Delivering:
    """The one sender of a bot token.

    Args:
        writer: the storage.
        messenger: carries calls to Telegram.
        clock: tells how long to wait.
        pacer: knows how fast Telegram allows to send.
        bot: the bot's username, for links in what follows from an outcome.
        settled: called when outcomes are stored.
        observer: is told what came of each call.
    """

    def __init__(
        self,
        writer: Writer[Work],
        messenger: Messenger,
        clock: Clock,
        pacer: Pacer,
        bot: str,
        settled: Callable[[], None],
        observer: Observer = Unobserved(),  # noqa: B008 - holds nothing
    ) -> None:
        self._observer = observer
        self._writer = writer
        self._messenger = messenger
        self._clock = clock
        self._pacer = pacer
        self._bot = bot
        self._settled = settled
        self._under_way: set[int] = set()
        self._sends: set[asyncio.Task[None]] = set()
        self._turns: dict[int, asyncio.Task[None]] = {}
        self._taken: list[Taken] = []
        self._enough = 1
        self._unsure_of_claim = False
        self._bell = Bell()

    def wake(self) -> None:
        """Something may be in the outbox."""
        self._bell.ring()

    async def recover(self) -> None:
        """After a start: what was under way when the program stopped was perhaps delivered."""
        await self._writer.run(lambda work: interrupted(work, self._bot))

    async def run(self) -> None:
        """Send until cancelled; what is under way then is finished first, and recorded.

        Cancelled once more it drops that: nothing leaves or is recorded afterwards.
        """
        try:
            while True:
                try:
                    await self._next()
                except (StorageFailed, CommitUnknown) as error:
                    log.error("outbox out of reach", error=type(error).__name__)
                    await self._clock.sleep(STORAGE_PAUSE)
        finally:
            await self._finish()

    async def _next(self) -> None:
        """Record what came back, let go what may leave, and wait until something changes."""
        self._bell.silence()
        pause = self._until_turn()
        room = self._room(pause)
        claim = Claim((), None)
        if room or self._taken:
            claim = await self._exchange(room, receipts_only=pause > 0)
        for claimed in claim.calls:
            self._go(claimed)
        if len(claim.calls) < room or not room:
            await self._wait(pause, claim.next_at)
        elif len(self._under_way) == UNDER_WAY:
            await self._gather()

    def _until_turn(self) -> float:
        """How many seconds until a message may be claimed, for its turn is near; 0 for now."""
        wait = self._pacer.wait(self._clock.seconds())
        if len(self._turns) >= self._pacer.at_once:
            return wait + CLEAR
        return max(wait - AHEAD, 0.0)

    def _room(self, pause: float) -> int:
        """How many calls may be claimed now; in a pause only receipts, which are not counted."""
        if self._pacer.halted(self._clock.seconds()) > 0:
            return 0
        # Places of what came back are free with the commit that records it, which also claims.
        free = UNDER_WAY - len(self._under_way) + len(self._taken)
        return free if pause > 0 else min(free, self._pacer.at_once - len(self._turns))

    async def _exchange(self, room: int, *, receipts_only: bool = False) -> Claim:
        """One commit: these outcomes are recorded, these calls are being sent."""
        taken = list(self._taken)
        resting = self._pacer.resting(self._clock.seconds())
        held = frozenset(self._under_way) if self._unsure_of_claim else None

        def step(work: Work) -> Claim:
            return exchange(
                work, taken, held, room=room, resting=resting, receipts_only=receipts_only
            )

        self._unsure_of_claim = True
        claim = await self._writer.run(step)
        self._unsure_of_claim = False
        del self._taken[: len(taken)]
        for one in taken:
            self._free(one.claimed)
        return claim

    def _go(self, claimed: Claimed) -> None:
        self._under_way.add(claimed.id)
        chat, lane = claimed.draft.chat, claimed.draft.lane
        if self._is_stale(claimed):
            # Without a turn: what never leaves must hold nothing up.
            self._start(self._record(claimed, Rejected("too late to be of use")))
        elif chat is None or lane is Lane.RECEIPT:
            self._start(self._send(claimed))
        else:
            self._turns[claimed.id] = self._start(self._send_in_turn(claimed, chat))

    def _start(self, leaving: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(leaving)
        self._sends.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sends.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            # The row stays `sending` and is taken up as perhaps delivered at the next start.
            log.error("outcome not recorded", error=type(error).__name__)

    def _free(self, claimed: Claimed) -> None:
        """An outcome is stored: its place can be given away."""
        self._under_way.discard(claimed.id)
        self._settled()

    def _is_stale(self, claimed: Claimed) -> bool:
        """Reactions and tidied keyboards are the first things to drop under load."""
        waited = self._clock.now() - claimed.since
        return claimed.draft.lane is Lane.NICETY and waited > NICETIES_KEEP

    async def _send_in_turn(self, claimed: Claimed, chat: ChatId) -> None:
        if await self._turn(claimed, chat):
            await self._send(claimed)
        else:
            # Its round may close meanwhile; then it must not leave any more.
            await self._record(claimed, NeverSent("halted"))

    async def _send(self, claimed: Claimed) -> None:
        draft = claimed.draft
        body = dict(draft.body) if draft.chat is None else {"chat_id": draft.chat, **draft.body}
        if self._pacer.paid and draft.lane is Lane.BROADCAST and draft.method == "sendMessage":
            body["allow_paid_broadcast"] = True
        files = tuple(Upload(a.field, a.name, a.content) for a in draft.attachments)
        left = self._clock.seconds()
        outcome = await self._messenger.send(Call(draft.method, body, files))
        under_way = self._clock.seconds() - left
        self._observer.sent(draft.lane, outcome, under_way)
        if files and draft.chat is not None:
            self._pacer.arrived(draft.chat, under_way)
        if isinstance(outcome, Throttled):
            self._pacer.halt(self._clock.seconds(), outcome.retry_after, draft.chat)
        if isinstance(outcome, Sent) and _nothing_follows(claimed):
            self._taken.append(Taken(claimed, outcome.message_id, outcome.at))
            if len(self._taken) >= self._enough:
                self._bell.ring()
        else:
            await self._record(claimed, outcome)

    async def _turn(self, claimed: Claimed, chat: ChatId) -> bool:
        """Wait until a message may leave; False where that takes too long for a claimed one.

        Cancelled when the program stops before that.
        """
        try:
            while (wait := self._pacer.leave(chat, self._clock.seconds())) > 0:
                if wait > LONGEST_TURN:
                    return False
                await self._clock.sleep(wait)
        finally:
            del self._turns[claimed.id]
        return True

    async def _record(self, claimed: Claimed, outcome: Outcome) -> None:
        """Commit the outcome, however long that takes: a row left `sending` blocks its chat."""
        name = type(outcome).__name__
        while True:
            try:
                await self._writer.run(lambda work: self._settle(work, claimed, outcome))
            except (StorageFailed, CommitUnknown):
                log.error("outcome not stored yet", row=claimed.id, outcome=name)
                await self._clock.sleep(STORAGE_PAUSE)
            else:
                log.debug("call settled", row=claimed.id, outcome=name)
                self._free(claimed)
                self._bell.ring()
                return

    def _settle(self, work: Work, claimed: Claimed, outcome: Outcome) -> None:
        """Record an outcome once, also where nobody knows whether that was committed before."""
        if work.outbox.under_way(claimed):
            record(work, self._bot, claimed, outcome)

    async def _finish(self) -> None:
        """Wait for what is under way, and record it; what has not left is put back."""
        for row, turn in tuple(self._turns.items()):
            turn.cancel()
            self._under_way.discard(row)
            self._unsure_of_claim = True
        await asyncio.gather(*self._sends, return_exceptions=True)
        if self._taken or self._unsure_of_claim:
            await self._exchange(0)

    async def _gather(self) -> None:
        """Under load: let outcomes come in until half of the places can be given away again."""
        self._enough = UNDER_WAY // 2
        if len(self._taken) < self._enough:
            await self._bell.wait(GATHERING)
        self._enough = 1

    async def _wait(self, pause: float, next_at: datetime | None) -> None:
        """Until woken, the pause is over, or a resting chat or a later call may be sent to."""
        seconds = self._clock.seconds()
        waits = [LONGEST_WAIT]
        if pause > 0:
            waits.append(pause)
        elif next_at is not None:
            until = (next_at - self._clock.now()).total_seconds()
            rests = [self._pacer.ready(chat, seconds) for chat in self._pacer.resting(seconds)]
            waits.append(until if until > 0 else min(rests, default=LONGEST_WAIT))
        await self._bell.wait_by(self._clock, max(min(waits), 0.001))


def _nothing_follows(claimed: Claimed) -> bool:
    """Whether being sent is all that there is to say about a call."""
    draft = claimed.draft
    return not draft.attachments and not draft.key.startswith((FAREWELL, "post:"))
