"""A stand-in, a bot that calls it, and Ana, who has started the bot."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.rehearsal.standin import Limits, Phone, StandIn
from tests.bot.standin.calling import Api, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def standin(clock: Clock) -> AsyncIterator[StandIn]:
    async with StandIn(now=clock, limits=Limits.off()) as standin:
        yield standin


@pytest.fixture
async def api(standin: StandIn) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(session, standin)


@pytest.fixture
def ana(standin: StandIn) -> Phone:
    """Ana has started the bot, which has read it."""
    ana = standin.person("Ana", "Muster")
    ana.start()
    standin.updates.acknowledge(standin.updates.next_id)
    return ana
