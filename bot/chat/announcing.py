"""Announcing: telling Telegram whether to post updates to a webhook or keep them for polls.

Only the leading process announces, for two calls of setWebhook within a second are refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp
import structlog

from bot.chat.parsing import WANTED
from bot.chat.receiving import TokenRefused
from bot.chat.transport import Transport
from bot.service.condition import LAST_POLL
from bot.service.ports import Clock
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

CONNECTIONS: Final = 40
"""Posts at once. Of one chat Telegram posts an update only when the one before was accepted
(tdlib/telegram-bot-api, WebhookActor.cpp), so their order is kept."""

CHECK_SECONDS: Final = 60.0
PAUSE: Final = 1.0
PAUSE_AFTER_REFUSAL: Final = 10.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram posts updates, and the secret that it sends along."""

    url: str
    secret: str = field(repr=False)


async def ask(
    transport: Transport, clock: Clock, method: str, body: Mapping[str, object]
) -> Mapping[str, Any]:
    """Call a method until Telegram has carried it out, for as long as that takes.

    Returns:
        Its whole answer; `result` is in it.

    Raises:
        TokenRefused: Telegram does not know the token.
    """
    while True:
        try:
            answer = await transport.call(method, body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("Telegram is out of reach", error=type(error).__name__)
            await clock.sleep(PAUSE)
            continue
        if answer.body.get("ok") is True:
            return answer.body
        if answer.status in {401, 404}:
            raise TokenRefused
        parameters = answer.body.get("parameters") or {}
        log.warning("Telegram refused", method=method, status=answer.status)
        await clock.sleep(float(parameters.get("retry_after", PAUSE_AFTER_REFUSAL)))


class Announcing:
    """Sets the webhook, and sets it again where somebody else has changed it.

    Args:
        transport: to Telegram.
        writer: where it is noted that Telegram was heard of.
        clock: tells how long to wait.
        webhook: what to announce; None to ask for polling.
    """

    def __init__(
        self, transport: Transport, writer: Writer[Work], clock: Clock, webhook: Webhook | None
    ) -> None:
        self._transport = transport
        self._writer = writer
        self._clock = clock
        self._webhook = webhook

    async def announce(self) -> None:
        """Tell Telegram once.

        Raises:
            TokenRefused: Telegram does not know the token.
        """
        if self._webhook is None:
            await ask(self._transport, self._clock, "deleteWebhook", {})
            return
        body = {
            "url": self._webhook.url,
            "secret_token": self._webhook.secret,
            "allowed_updates": list(WANTED),
            "max_connections": CONNECTIONS,
        }
        await ask(self._transport, self._clock, "setWebhook", body)
        await self._heard()

    async def run(self) -> None:
        """Announce the webhook and watch it until cancelled.

        Raises:
            TokenRefused: Telegram does not know the token.
        """
        await self.announce()
        while True:
            await self._clock.sleep(CHECK_SECONDS)
            info = (await ask(self._transport, self._clock, "getWebhookInfo", {}))["result"]
            if self._webhook is not None and info.get("url") != self._webhook.url:
                log.warning("somebody else has changed the webhook")
                await self.announce()
            else:
                await self._heard()

    async def _heard(self) -> None:
        """Updates may not come for hours; that Telegram answers is known all the same."""
        try:
            await self._writer.run(lambda work: work.facts.put(LAST_POLL, work.now.isoformat()))
        except (StorageFailed, CommitUnknown) as error:
            log.error("not noted that Telegram answers", error=type(error).__name__)
