"""Telegram is told where updates are wanted, and this stays so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import pytest

from bot.chat.announcing import Announcing, Webhook
from bot.chat.parsing import WANTED
from bot.chat.receiving import TokenRefused
from bot.chat.transport import Transport
from bot.rehearsal.standin import Fault, StandIn
from bot.service.condition import LAST_POLL
from storage.writer import Writer
from tests.bot.chatting import Chat
from tests.bot.delivery.post_office import JumpingClock

WEBHOOK = Webhook("https://bot.example.org/telegram", "a-secret")


@dataclass
class Announcer:
    """Somebody who announces to a stand-in."""

    telegram: StandIn
    clock: JumpingClock
    announcing: Announcing

    def calls(self) -> list[tuple[str, bool]]:
        return [(call.method, call.ok) for call in self.telegram.calls]


@asynccontextmanager
async def announcer(
    chat: Chat, webhook: Webhook | None, token: str = "1000:rehearsal"
) -> AsyncIterator[Announcer]:
    clock = JumpingClock()
    async with StandIn(now=clock.now) as telegram:
        transport = Transport(telegram.url, token)
        await transport.initialize()
        async with Writer(chat.engine, chat.work) as writer:
            yield Announcer(telegram, clock, Announcing(transport, writer, clock, webhook))
        await transport.shutdown()


async def test_the_webhook_is_set_with_its_secret_and_the_wanted_kinds(chat: Chat) -> None:
    async with announcer(chat, WEBHOOK) as one:
        await one.announcing.announce()
        [call] = one.telegram.calls
    assert call.parameters == {
        "url": WEBHOOK.url,
        "secret_token": "a-secret",
        "allowed_updates": list(WANTED),
        "max_connections": 40,
    }
    with chat.engine.begin() as connection:
        assert chat.work(connection).facts.get(LAST_POLL) is not None


async def test_whoever_polls_removes_a_webhook_first(chat: Chat) -> None:
    async with announcer(chat, None) as one:
        await one.announcing.announce()
        assert one.calls() == [("deleteWebhook", True)]


async def test_a_429_is_obeyed(chat: Chat) -> None:
    async with announcer(chat, WEBHOOK) as one:
        one.telegram.faults.next("setWebhook", Fault.throttled(7))
        await one.announcing.announce()
        assert (one.calls(), one.clock.passed) == (
            [("setWebhook", False), ("setWebhook", True)],
            7.0,
        )


async def test_telegram_is_asked_until_it_answers(chat: Chat) -> None:
    async with announcer(chat, WEBHOOK) as one:
        one.telegram.faults.next("setWebhook", Fault.cut_before(), times=2)
        one.telegram.faults.next("setWebhook", Fault.server_error(502))
        await one.announcing.announce()
        assert one.calls()[-1] == ("setWebhook", True)
        assert len(one.calls()) == 4


async def test_a_token_that_is_refused_is_an_error(chat: Chat) -> None:
    async with announcer(chat, WEBHOOK, token="1000:other") as one:
        with pytest.raises(TokenRefused):
            await one.announcing.announce()


async def test_a_webhook_that_somebody_else_removed_is_set_again(chat: Chat) -> None:
    async with announcer(chat, WEBHOOK) as one:
        announced = asyncio.create_task(one.announcing.run())
        await one.telegram.until(lambda: ("getWebhookInfo", True) in one.calls())
        other = Transport(one.telegram.url, one.telegram.token)
        await other.initialize()
        await other.call("deleteWebhook", {})
        await other.shutdown()
        set_again = len(one.calls())
        await one.telegram.until(lambda: ("setWebhook", True) in one.calls()[set_again:])
        announced.cancel()
        with suppress(asyncio.CancelledError):
            await announced
