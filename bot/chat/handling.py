"""Handling: the inbox, in order, each update with its effects in one transaction."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from bot.chat.dispatch import dispatch
from bot.chat.parsing import parsed
from bot.logs import where
from bot.messages.apology import apology
from bot.messages.wording import in_language
from bot.service.step import Step
from storage.inbox import Arrival
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

A_BATCH = 100
LONGEST_WAIT = 1.0
"""Seconds after which the inbox is looked at again while updates wait for a question's outcome."""

PAUSE = 1.0


class Handling:
    """Takes updates from the inbox and lets each have its effect once.

    Args:
        writer: the storage.
        bot: the bot's username.
        handled: called after updates had their effects; gets whether somebody was erased.
    """

    def __init__(
        self,
        writer: Writer[Work],
        bot: str,
        handled: Callable[[bool], None],
    ) -> None:
        self._writer = writer
        self._bot = bot
        self._handled = handled
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something to handle."""
        self._woken.set()

    async def run(self) -> None:
        """Handle until cancelled."""
        while True:
            try:
                if not await self._batch():
                    await self._wait()
            except (StorageFailed, CommitUnknown) as error:
                log.error("inbox out of reach", error=type(error).__name__)
                await asyncio.sleep(PAUSE)

    async def _batch(self) -> int:
        """Handle what can be handled; the steps run in order and share their commits."""
        self._woken.clear()
        arrivals = await self._writer.run(lambda work: work.inbox.next(A_BATCH))
        erased = await asyncio.gather(*(self._handle(arrival) for arrival in arrivals))
        if arrivals:
            self._handled(any(erased))
        return len(arrivals)

    async def _handle(self, arrival: Arrival) -> bool:
        """Returns whether somebody was erased."""
        try:
            return await self._writer.run(lambda work: self._effect(work, arrival))
        except (StorageFailed, CommitUnknown):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a handler does wrong
            # One broken update must not stop the others; nothing of its words may be logged.
            log.error("update not handled", update=arrival.update_id, error=where(error))
            await self._writer.run(lambda work: self._set_aside(work, arrival))
            return False

    def _effect(self, work: Work, arrival: Arrival) -> bool:
        step = Step(work, f"update:{arrival.update_id}", self._bot)
        dispatch(step, parsed(arrival.body))
        work.inbox.done(arrival.update_id)
        return step.erased

    def _set_aside(self, work: Work, arrival: Arrival) -> None:
        """After the last attempt the update stays stored, and its author is told."""
        if not work.inbox.failed(arrival.update_id) or arrival.chat is None:
            return
        person = work.people.by_chat(arrival.chat)
        if person is not None:
            step = Step(work, f"aside:{arrival.update_id}", self._bot)
            step.say(person.chat, apology(in_language(person.language)))

    async def _wait(self) -> None:
        # Not wait_for: in Python 3.11 it loses a cancellation that meets the event.
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                await self._woken.wait()
