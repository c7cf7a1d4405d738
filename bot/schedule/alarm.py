"""The alarm clock: wakes the rounds when something is due. The schedule itself is the database."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.service import rounds
from bot.service.ports import Clock
from bot.service.step import Step
from flows.rounds import Due
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

SWEEP: Final = timedelta(seconds=30)
"""How often to look besides, for what no alarm was set for."""

OUT_OF_REACH = (StorageFailed, CommitUnknown)


class Alarm:
    """Does what is due, and sleeps until the next moment.

    Alarms are in memory only and carry nothing: whatever wakes it, it asks the database what is
    due. So an alarm that comes late, twice or never does no harm.

    Args:
        writer: runs steps on the database.
        clock: tells what time it is; in a rehearsal it jumps.
        bot: gives the bot's username, for links.
        changed: called after something was done, so that what is to be sent leaves at once.
    """

    def __init__(
        self,
        writer: Writer[Work],
        clock: Clock,
        bot: Callable[[], str],
        changed: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._bot = bot
        self._changed = changed
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._waking = asyncio.Lock()
        self._rearming: asyncio.Task[None] | None = None
        self._rearm_again = False

    def start(self) -> None:
        """Be woken by time from now on; call `wake` to catch up with what came due before."""
        self._scheduler.start()
        self._scheduler.add_job(
            self.wake,
            "interval",
            seconds=int(SWEEP.total_seconds()),
            id="sweep",
            coalesce=True,
            misfire_grace_time=None,
        )

    async def stop(self) -> None:
        """Be woken no more; what is being done is finished, unless this is cancelled."""
        if not self._scheduler.running:
            return
        self._scheduler.remove_all_jobs()
        try:
            if self._rearming is not None:
                await self._rearming
            async with self._waking:
                pass
        finally:
            self._scheduler.shutdown(wait=False)

    async def wake(self) -> None:
        """Do all that is due now, each thing in a step of its own, then set the next alarm."""
        async with self._waking:
            given_up: set[Due] = set()
            while due := await self._due(given_up):
                for what in due:
                    if not await self._happened(what):
                        given_up.add(what)
                self._changed()
            await self._set_next()

    def rearm(self) -> None:
        """Set the alarm anew soon, for the times of rounds may have changed."""
        if self._rearming is not None and not self._rearming.done():
            self._rearm_again = True
        else:
            self._rearming = asyncio.create_task(self._rearm())

    async def _rearm(self) -> None:
        self._rearm_again = True
        while self._rearm_again:
            self._rearm_again = False
            await self._set_next()

    async def _due(self, given_up: set[Due]) -> list[Due]:
        try:
            due = await self._writer.run(rounds.due_now)
        except OUT_OF_REACH as error:
            log.error("schedule out of reach", error=type(error).__name__)
            return []
        return [what for what in due if what not in given_up]

    async def _happened(self, what: Due) -> bool:
        """Let it happen; False if it could not, and waits for the next sweep."""

        def step(work: Work) -> None:
            # With the moment in it: a round that is opened again also closes again.
            cause = f"round:{what.round_id}:{type(what).__name__}:{work.now.timestamp():.0f}"
            rounds.happen(Step(work, cause, self._bot()), what)

        kind = type(what).__name__
        try:
            await self._writer.run(step)
        except Exception as error:  # noqa: BLE001 - one round must not keep the others from theirs
            log.error("not done", due=kind, round=what.round_id, error=type(error).__name__)
            return False
        log.info("done", due=kind, round=what.round_id)
        return True

    async def _set_next(self) -> None:
        try:
            moment = await self._writer.run(rounds.next_moment)
        except OUT_OF_REACH as error:
            log.error("schedule out of reach", error=type(error).__name__)
            return
        if not self._scheduler.running:
            return
        if moment is None:
            if self._scheduler.get_job("next") is not None:
                self._scheduler.remove_job("next")
            return
        # The clock may not be the machine's, so only the distance counts.
        distance = max(moment - self._clock.now(), timedelta())
        self._scheduler.add_job(
            self.wake,
            "date",
            run_date=datetime.now(UTC) + distance,
            id="next",
            replace_existing=True,
            # The default would drop an alarm that is found one second late.
            misfire_grace_time=None,
        )
