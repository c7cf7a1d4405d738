"""The leader: everything that only one process at a time does for a bot token."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass

import structlog

from bot.chat.announcing import Announcing, Webhook
from bot.chat.handling import Handling
from bot.chat.messenger import TelegramMessenger
from bot.chat.receiving import Receiving
from bot.chat.transport import Transport
from bot.logs import where
from bot.schedule.alarm import Alarm
from bot.schedule.grouping import GroupingDuty
from bot.service import joining, menus, owning, retention, setting_up, wall
from bot.service.delivering import Delivering
from bot.service.exporting import Exporting
from bot.service.grouping import Grouper
from bot.service.observing import Observer
from bot.service.pacing import Pacer
from bot.service.ports import Clock
from bot.service.posting import Posting
from bot.service.printing import Printer, Tabulator
from bot.service.step import Step
from flows.ids import ChatId
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Unfenced, Writer

log = structlog.get_logger(__name__)

TIDY_SECONDS = 3600.0
NOTICE_SECONDS = 0.2
"""How often to look for updates that other processes have committed."""


@dataclass(frozen=True, slots=True)
class Duties:
    """What the leader is to do.

    Attributes:
        owners: Telegram ids of who is to run this installation.
        time_zone: of new workshops, as IANA names it.
        webhook: where Telegram posts updates; None for polling.
        poll_seconds: how long Telegram may wait for something to happen.
        pacer: keeps to Telegram's limits.
        public_url: where people reach the web pages; None where there are none.
        shared: whether other processes may commit updates too.
    """

    owners: Sequence[ChatId]
    time_zone: str
    webhook: Webhook | None
    poll_seconds: int
    pacer: Pacer
    public_url: str | None
    shared: bool


class Leader:
    """The parts that act, for one time of leading; a new time needs a new one.

    Args:
        writer: the storage, which refuses what comes after the lease is lost.
        transport: to Telegram, which holds back what comes after that.
        clock: the program's.
        bot: the bot's username.
        duties: what to do.
        observer: is told what happened.
        grouper: finds what answers share.
        printer: makes the files of posts.
        tabulator: makes files of tables.
        started: called when all is running, with the link for the first owner where there is none.
        erased: called after somebody was erased.

    Attributes:
        alarm: wakes the rounds; a rehearsal wakes it when its clock has jumped.
    """

    def __init__(
        self,
        writer: Writer[Work],
        transport: Transport,
        clock: Clock,
        bot: str,
        duties: Duties,
        observer: Observer,
        *,
        grouper: Grouper,
        printer: Printer,
        tabulator: Tabulator,
        started: Callable[[str | None], None],
        erased: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._bot = bot
        self._duties = duties
        self._started = started
        self._erased = erased
        self._handling = Handling(writer, bot, self._handled, self._soon, observer=observer)
        self._announcing = Announcing(transport, writer, clock, duties.webhook)
        self._receiving = Receiving(
            transport,
            writer,
            self._handling.wake,
            clock,
            poll_seconds=duties.poll_seconds,
            observer=observer,
        )
        # A question whose outcome is known may free messages that waited for it.
        self._delivering = Delivering(
            writer,
            TelegramMessenger(transport, clock),
            clock,
            duties.pacer,
            bot,
            settled=self._outcome_stored,
            observer=observer,
        )
        self._exporting = Exporting(writer, tabulator, bot, self._delivering.wake)
        self._grouping = GroupingDuty(writer, grouper, clock)
        self._posting = Posting(writer, printer, clock, bot, self._delivering.wake)
        self.alarm = Alarm(writer, clock, lambda: bot, self._happened)
        self._parts: list[asyncio.Task[None]] = []

    async def run(self) -> None:
        """Take up what was left, and act until cancelled.

        Cancelled once, it takes nothing new and finishes what is under way; cancelled again, it
        drops that: what was being sent then counts as perhaps delivered.

        Raises:
            TokenRefused: Telegram does not know the token any more.
            StorageFailed: what was left could not be taken up.
            CommitUnknown: as above.
        """
        try:
            link = await self._writer.run(self._prepare)
            await self._delivering.recover()
            self.alarm.start()
            await self.alarm.wake()
            self._parts = [asyncio.create_task(part) for part in self._all_parts()]
            self._started(link)
            done, _ = await asyncio.wait(self._parts, return_when=asyncio.FIRST_EXCEPTION)
            for part in done:
                part.result()
        finally:
            for part in self._parts:
                part.cancel()
            await asyncio.gather(self.alarm.stop(), *self._parts, return_exceptions=True)

    def wake(self) -> None:
        """There may be something to handle."""
        self._handling.wake()

    @property
    def idle(self) -> bool:
        """Whether nothing is done beside what comes and what is sent."""
        return self._grouping.idle

    def _all_parts(self) -> list[Coroutine[object, object, None]]:
        parts: list[Coroutine[object, object, None]] = [
            self._handling.run(),
            self._delivering.run(),
            self._exporting.run(),
            self._grouping.run(),
            self._posting.run(),
            self._tidy(),
        ]
        if self._duties.webhook is None:
            parts.append(self._poll())
        else:
            parts.append(self._announcing.run())
            if self._duties.shared:
                parts.append(self._notice())
        return parts

    def _prepare(self, work: Work) -> str | None:
        """Menus and owners; returns the link for the first owner where there is none."""
        work.facts.put(menus.BOT_USERNAME, self._bot)
        work.facts.put(setting_up.TIME_ZONE, self._duties.time_zone)
        work.facts.put(wall.PUBLIC_URL, self._duties.public_url or "")
        menus.plan_defaults(work)
        owning.appoint(work, self._duties.owners)
        joining.ask_again(Step(work, f"start:{work.now.isoformat()}", self._bot))
        token = owning.owner_link(work)
        return None if token is None else f"https://t.me/{self._bot}?start={token}"

    async def _poll(self) -> None:
        await self._announcing.announce()
        await self._receiving.run()

    async def _notice(self) -> None:
        """Handle what comes through other processes, soon."""
        known = 0
        while True:
            await self._clock.sleep(NOTICE_SECONDS)
            try:
                newest = await self._writer.run(Unfenced(_newest))
            except (StorageFailed, CommitUnknown) as error:
                log.error("inbox out of reach", error=type(error).__name__)
                continue
            if newest != known:
                known = newest
                self._handling.wake()

    async def _tidy(self) -> None:
        while True:
            try:
                if await self._writer.run(retention.tidy):
                    self._erased()
            except (StorageFailed, CommitUnknown) as error:
                log.error("not tidied", error=where(error))
            await self._clock.sleep(TIDY_SECONDS)

    def _outcome_stored(self) -> None:
        """It is known what became of a call: others may have waited for that."""
        self._handling.settled()
        self._posting.settled()

    def _soon(self) -> None:
        """Something is about to be said."""
        self._delivering.wake()

    def _happened(self) -> None:
        """Something was due and done: a round may have closed."""
        self._delivering.wake()
        self._grouping.wake()

    def _handled(self, erased: bool) -> None:
        """Updates have had their effects: times may have changed, messages are waiting."""
        self._delivering.wake()
        self._exporting.wake()
        self._grouping.wake()
        self._posting.wake()
        self.alarm.rearm()
        if erased:
            self._erased()


def _newest(work: Work) -> int:
    return work.inbox.newest()
