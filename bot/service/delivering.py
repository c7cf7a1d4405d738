"""Delivery: takes calls from the outbox, sends them at Telegram's pace, records what came of each.

A call is committed as `sending` before it leaves. Its place among the few that may be under way is
free again only when its outcome is committed, so that after a crash no more than these are unknown.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from bot.service.pacing import Pacer
from bot.service.ports import Call, Clock, Messenger, Outcome, Rejected, Throttled, Upload
from bot.service.recording import interrupted, record
from storage.calls import Claimed, Lane
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

UNDER_WAY = 16
"""Calls that may be under way at once; more gain nothing."""

A_CLAIM = 4
"""Calls claimed at once: few, so that a reply is never behind many broadcasts."""

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
        settled: called when an outcome is stored.
    """

    def __init__(
        self,
        writer: Writer[Work],
        messenger: Messenger,
        clock: Clock,
        pacer: Pacer,
        bot: str,
        settled: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._messenger = messenger
        self._clock = clock
        self._pacer = pacer
        self._bot = bot
        self._settled = settled
        self._free = asyncio.Semaphore(UNDER_WAY)
        self._under_way: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may be in the outbox."""
        self._woken.set()

    async def recover(self) -> None:
        """After a start: what was under way when the program stopped was perhaps delivered."""
        await self._writer.run(lambda work: interrupted(work, self._bot))

    async def run(self) -> None:
        """Send until cancelled; what is under way then is finished first."""
        try:
            while True:
                try:
                    await self._next()
                except StorageFailed as error:
                    log.error("outbox out of reach", error=type(error).__name__)
                    await self._clock.sleep(STORAGE_PAUSE)
        finally:
            if self._under_way:
                await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _next(self) -> None:
        self._woken.clear()
        claimed = await self._claim()
        waiting = list(claimed)
        try:
            while waiting:
                await self._leave(waiting[0])
                self._go(waiting.pop(0))
        finally:
            if waiting:
                # Told to stop: these have not left, so nobody need wonder whether they arrived.
                await asyncio.shield(self._put_back(waiting))
        if not claimed:
            await self._wait()

    async def _claim(self) -> tuple[Claimed, ...]:
        await self._free.acquire()
        self._free.release()
        most = min(A_CLAIM, UNDER_WAY - len(self._under_way))
        resting = self._pacer.resting(self._clock.seconds())
        return await self._writer.run(
            lambda work: work.outbox.claim(work.now, most=most, resting=resting)
        )

    async def _leave(self, claimed: Claimed) -> None:
        """Wait until a call may leave."""
        chat = claimed.draft.chat
        if claimed.draft.lane is Lane.RECEIPT or chat is None:
            while (wait := self._pacer.halted(self._clock.seconds())) > 0:
                await self._clock.sleep(wait)
        else:
            while (wait := self._pacer.ready(chat, self._clock.seconds())) > 0:
                await self._clock.sleep(wait)
        await self._free.acquire()
        if claimed.draft.lane is not Lane.RECEIPT and chat is not None:
            self._pacer.took(chat, self._clock.seconds())

    def _go(self, claimed: Claimed) -> None:
        task = asyncio.create_task(self._send(claimed))
        self._under_way.add(task)
        task.add_done_callback(self._done)

    async def _put_back(self, waiting: Sequence[Claimed]) -> None:
        def put_back(work: Work) -> None:
            for claimed in waiting:
                work.outbox.retry(claimed.id, claimed.since, "stopped")

        await self._writer.run(put_back)

    async def _send(self, claimed: Claimed) -> None:
        draft = claimed.draft
        waited = self._clock.now() - claimed.since
        if draft.lane is Lane.NICETY and waited > NICETIES_KEEP:
            # Reactions and tidied keyboards are the first things to drop under load.
            await self._record(claimed, Rejected("too late to be of use"))
            return
        body = dict(draft.body) if draft.chat is None else {"chat_id": draft.chat, **draft.body}
        files = tuple(Upload(a.field, a.name, a.content) for a in draft.attachments)
        outcome = await self._messenger.send(Call(draft.method, body, files))
        if isinstance(outcome, Throttled):
            self._pacer.halt(self._clock.seconds(), outcome.retry_after, draft.chat)
        await self._record(claimed, outcome)

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
                self._settled()
                return

    def _settle(self, work: Work, claimed: Claimed, outcome: Outcome) -> None:
        """Record an outcome once, also where nobody knows whether that was committed before."""
        if work.outbox.under_way(claimed):
            record(work, self._bot, claimed, outcome)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._free.release()
        self._woken.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            # The row stays `sending` and is taken up as perhaps delivered at the next start.
            log.error("outcome not recorded", error=type(error).__name__)

    async def _wait(self) -> None:
        """Until woken, or until a resting chat or a later call may be sent to."""
        seconds = self._clock.seconds()
        rests = [self._pacer.ready(chat, seconds) for chat in self._pacer.resting(seconds)]
        next_at = await self._writer.run(lambda work: work.outbox.next_at())
        waits = [LONGEST_WAIT]
        if next_at is not None:
            until = (next_at - self._clock.now()).total_seconds()
            waits.append(until if until > 0 else min(rests, default=LONGEST_WAIT))
        woken = asyncio.ensure_future(self._woken.wait())
        slept = asyncio.ensure_future(self._clock.sleep(max(min(waits), 0.001)))
        try:
            await asyncio.wait({woken, slept}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            woken.cancel()
            slept.cancel()
