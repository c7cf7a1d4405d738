"""Receiving: updates are committed to the inbox before Telegram is told that they arrived."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import structlog

from bot.chat.parsing import WANTED, chat_of, concerns_bot
from bot.chat.transport import Answer, Transport
from bot.service.condition import LAST_POLL
from bot.service.observing import Observer, Unobserved
from bot.service.ports import Clock
from storage.inbox import Arrival
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Unfenced, Writer

log = structlog.get_logger(__name__)

POLL_SECONDS = 25
"""How long Telegram may wait for something to happen before it answers with nothing."""

PATIENCE = POLL_SECONDS + 15.0
PAUSE = 1.0
NOTED_EVERY = 10.0
"""Seconds between the notes of when Telegram was last heard of."""
PAUSE_AFTER_CONFLICT = 5.0


class TokenRefused(Exception):
    """Telegram does not know the token (any more)."""


class Receiving:
    """The own polling loop. Asking for what comes after an update acknowledges it.

    Args:
        transport: to Telegram.
        writer: the storage.
        arrived: called after each commit that brought something new.
        clock: tells how long to wait after a mishap.
        poll_seconds: see `POLL_SECONDS`.
        observer: is told how many updates came.
    """

    def __init__(
        self,
        transport: Transport,
        writer: Writer[Work],
        arrived: Callable[[], None],
        clock: Clock,
        *,
        poll_seconds: int = POLL_SECONDS,
        observer: Observer = Unobserved(),  # noqa: B008 - holds nothing
    ) -> None:
        self._observer = observer
        self._transport = transport
        self._writer = writer
        self._arrived = arrived
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._offset: int | None = None
        self._noted_at: float | None = None

    async def run(self) -> None:
        """Receive until cancelled.

        Raises:
            TokenRefused: Telegram does not know the token.
        """
        while True:
            try:
                answer = await self._poll()
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                log.warning("Telegram is out of reach", error=type(error).__name__)
                await self._clock.sleep(PAUSE)
                continue
            if answer.body.get("ok") is True:
                await self._take(answer.body["result"])
            else:
                await self._rest(answer)

    async def _poll(self) -> Answer:
        body: dict[str, object] = {
            "timeout": self._poll_seconds,
            "allowed_updates": list(WANTED),
        }
        if self._offset is not None:
            body["offset"] = self._offset
        return await self._transport.call("getUpdates", body, patience=PATIENCE)

    async def _take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Commit, and only then ask for what comes after."""
        arrivals = arrivals_in(updates)
        heard = self._heard()
        try:
            storing = self._writer.submit(lambda work: _store(work, arrivals, heard=heard))
            if arrivals:
                # They are taken by a step right behind this one, most likely in its commit.
                self._arrived()
            new = await storing
        except (StorageFailed, CommitUnknown) as error:  # taken once more, each is stored once
            log.error("updates not stored; Telegram keeps them", error=type(error).__name__)
            await self._clock.sleep(PAUSE)
            return
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        self._observer.received(new)

    def _heard(self) -> bool:
        """Whether it is time to note that Telegram was heard of; a busy bot hears of it often."""
        now = self._clock.seconds()
        if self._noted_at is not None and now - self._noted_at < NOTED_EVERY:
            return False
        self._noted_at = now
        return True

    async def _rest(self, answer: Answer) -> None:
        match answer.status:
            case 401 | 404:
                raise TokenRefused
            case 409:
                log.warning("another program receives with the same token")
                await self._clock.sleep(PAUSE_AFTER_CONFLICT)
            case 429:
                parameters = answer.body.get("parameters") or {}
                await self._clock.sleep(float(parameters.get("retry_after", PAUSE_AFTER_CONFLICT)))
            case status:
                log.warning("Telegram could not answer", status=status)
                await self._clock.sleep(PAUSE)


def accept(writer: Writer[Work], update: dict[str, Any]) -> Awaitable[int]:
    """Commit an update that Telegram posted, whichever process it came to.

    It has its place in the order of steps when this returns, and is stored when that is awaited.

    Args:
        writer: the storage.
        update: as it came; its `update_id` is a number.

    Returns:
        How many were new: 0 where it had come before or is none of the bot's business.

    Raises:
        ValueError: it is no update.
        WriterClosed: the program stops.
        StorageFailed: the database could not take it; raised where it is awaited.
        CommitUnknown: it may or may not be stored; as above.
    """
    try:
        arrivals = arrivals_in([update])
    except (AttributeError, TypeError) as problem:
        raise ValueError("no update of Telegram's") from problem

    def add(work: Work) -> int:
        return work.inbox.add(arrivals, work.now) if arrivals else 0

    return writer.submit(Unfenced(add))


def arrivals_in(updates: Sequence[dict[str, Any]]) -> list[Arrival]:
    """What of some updates may be stored; see `concerns_bot`."""
    return [
        Arrival(update["update_id"], chat_of(update), update)
        for update in updates
        if concerns_bot(update)
    ]


def _store(work: Work, arrivals: Sequence[Arrival], *, heard: bool) -> int:
    if heard:
        work.facts.put(LAST_POLL, work.now.isoformat())
    return work.inbox.add(arrivals, work.now)
