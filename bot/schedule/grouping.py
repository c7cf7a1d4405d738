"""The duty to group: whenever a round has closed or its answers changed, beside all other work."""

import structlog

from bot.logs import where
from bot.service.bell import Bell
from bot.service.grouping import Grouper, NotGrouped, Task, keep, next_task
from bot.service.ports import Clock
from storage.groupings import Ungrouped
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

SWEEP = 60.0
"""Seconds after which it looks without being woken."""

PAUSE = 1.0
"""Seconds between two looks, however often it is woken."""

FIRST_REST, LONGEST_REST = 60.0, 3600.0
"""Seconds after which what could not be grouped is tried again; twice as long each time."""


class GroupingDuty:
    """Groups what has to be grouped, a question at a time, outside of the database thread.

    What is due stands in the database; so nothing is lost where it is interrupted.

    Args:
        writer: the storage.
        grouper: finds what answers share.
        clock: tells how long to rest.
    """

    def __init__(self, writer: Writer[Work], grouper: Grouper, clock: Clock) -> None:
        self._writer = writer
        self._grouper = grouper
        self._clock = clock
        self._bell = Bell()
        self._looking = False
        self._resting: dict[Ungrouped, tuple[float, float]] = {}

    @property
    def idle(self) -> bool:
        """Whether it has looked since it was last woken, and nothing is to do."""
        return not (self._looking or self._bell.rings)

    def wake(self) -> None:
        """There may be something to group."""
        self._bell.ring()

    async def run(self) -> None:
        """Group until cancelled."""
        self.wake()
        while True:
            await self._bell.wait(SWEEP)
            self._looking = True
            self._bell.silence()
            try:
                await self._group_all()
            except (StorageFailed, CommitUnknown) as error:
                log.error("answers out of reach", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - nothing it does may stop the leader
                log.error("not grouped", error=where(error))
            finally:
                self._looking = False
            await self._clock.sleep(PAUSE)

    async def _group_all(self) -> None:
        while (task := await self._next()) is not None:
            await self._group(task)

    async def _next(self) -> Task | None:
        now = self._clock.seconds()
        resting = {one for one, (until, _) in self._resting.items() if until > now}
        return await self._writer.run(lambda work: next_task(work, resting))

    async def _group(self, task: Task) -> None:
        what = task.ungrouped
        try:
            grouping = await self._grouper.group(task.asked, task.voices)
            await self._writer.run(lambda work: keep(work, task, grouping))
        except (StorageFailed, CommitUnknown):
            raise
        except NotGrouped as error:
            self._rest(what, error.cause)
        except Exception as error:  # noqa: BLE001 - one question must not keep the others waiting
            self._rest(what, where(error))
        else:
            self._resting.pop(what, None)

    def _rest(self, what: Ungrouped, cause: str) -> None:
        _, last = self._resting.get(what, (0.0, FIRST_REST / 2))
        rest = min(2 * last, LONGEST_REST)
        self._resting[what] = self._clock.seconds() + rest, rest
        log.error("not grouped", workshop=what.workshop_id, question=what.question, error=cause)
