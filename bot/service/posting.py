"""Posting: what is to be done about posts, with their files made outside of the database thread.

The database says what is to be done, so whatever is interrupted is done at the next start; keys in
the outbox make it harmless to plan it twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from bot.logs import where
from bot.service.attending import Job, carry_out, job_of
from bot.service.bell import Bell
from bot.service.pieces import Printed
from bot.service.ports import Clock
from bot.service.printing import Form, Printer
from bot.service.step import Step
from flows.ids import WorkshopId
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

SWEEP: Final = 30.0
"""Seconds after which posts are looked at without being woken."""

SOON: Final = 1.0
"""Seconds after which is looked again while changes are on their way."""

BETWEEN_LOOKS: Final = 0.2
PAUSES: Final = (2.0, 10.0)
"""Seconds before the files are tried again; after that it is done without them."""

ALL: Final = frozenset(Form)


@dataclass(slots=True)
class _Failing:
    """Of a job: how often its files could not be made, and when they are tried again."""

    times: int = 0
    not_before: float = 0.0


class Posting:
    """Sends posts out, changes them, and tells people about it.

    Args:
        writer: the storage.
        printer: makes the files.
        clock: tells how long to wait.
        bot: the bot's username, for links.
        planned: called when something is to be sent.
    """

    def __init__(
        self,
        writer: Writer[Work],
        printer: Printer,
        clock: Clock,
        bot: str,
        planned: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._printer = printer
        self._clock = clock
        self._bot = bot
        self._planned = planned
        self._failing: dict[tuple[WorkshopId, int, int], _Failing] = {}
        self._waits = False
        self._bell = Bell()

    def wake(self) -> None:
        """There may be something to do."""
        self._bell.ring()

    def settled(self) -> None:
        """A call's outcome is stored: a change that was waited for may be done."""
        if self._waits:
            self._bell.ring()

    async def run(self) -> None:
        """Attend to posts until cancelled."""
        while True:
            self._bell.silence()
            try:
                await self._look()
            except (StorageFailed, CommitUnknown) as error:
                log.error("posts out of reach", error=type(error).__name__)
            await self._clock.sleep(BETWEEN_LOOKS)
            await self._wait()

    async def _look(self) -> None:
        self._waits = False
        unfinished = await self._writer.run(lambda work: work.posts.unfinished())
        for workshop_id, version in unfinished:
            try:
                done = await self._attend(workshop_id, version)
            except (StorageFailed, CommitUnknown):
                raise
            except Exception as error:  # noqa: BLE001 - one post must not keep others from theirs
                log.error("post not attended to", workshop=workshop_id, error=where(error))
                done = False
            self._waits = self._waits or not done

    async def _attend(self, workshop_id: WorkshopId, version: int) -> bool:
        """Do what is to be done about a post now; False where something is left."""
        job = await self._writer.run(lambda work: job_of(self._step(work), workshop_id, version))
        if job is None:
            return False
        printed = await self._print(job)
        if printed is None:
            return False
        done = await self._writer.run(lambda work: carry_out(self._step(work), job, printed))
        self._failing.pop(job.name, None)
        self._planned()
        return done

    async def _print(self, job: Job) -> Printed | None:
        """The files; none at all where they failed for good, None where they are tried again."""
        failing = self._failing.get(job.name, _Failing())
        if failing.not_before > self._clock.seconds():
            return None
        try:
            return await self._printer.print(job.post.summary, job.language, ALL)
        except Exception as error:  # noqa: BLE001 - whatever it is, the post goes out all the same
            log.error("files not made", workshop=job.post.workshop_id, error=where(error))
        if failing.times == len(PAUSES):
            return {}
        failing.not_before = self._clock.seconds() + PAUSES[failing.times]
        failing.times += 1
        self._failing[job.name] = failing
        return None

    async def _wait(self) -> None:
        """Until woken, or long enough."""
        now = self._clock.seconds()
        waits = [max(one.not_before - now, 0.0) for one in self._failing.values()]
        longest = min([SOON if self._waits else SWEEP, *waits])
        await self._bell.wait_by(self._clock, longest)

    def _step(self, work: Work) -> Step:
        return Step(work, f"posts:{work.now.timestamp():.6f}", self._bot)
