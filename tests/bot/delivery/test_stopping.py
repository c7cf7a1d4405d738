"""Told to stop, delivery finishes what is under way; told again, it drops that."""

import asyncio

from bot.rehearsal.standin import Fault
from tests.bot.chatting import Chat
from tests.bot.delivery.post_office import post_office, texts
from tests.patience import PATIENCE

TURNS = 50


async def test_told_to_stop_twice_it_drops_what_is_under_way(chat: Chat) -> None:
    async with post_office(chat) as office:
        ana = office.person("Ana")
        office.telegram.faults.next("sendMessage", Fault.timeout_after())
        key = office.say(ana.id, "Hello")
        running = asyncio.create_task(office.delivering.run())
        await office.telegram.until(lambda: texts(ana))

        running.cancel()
        for _ in range(TURNS):
            await asyncio.sleep(0)
        assert not running.done()

        running.cancel()
        await asyncio.wait({running}, timeout=PATIENCE)
        assert running.done()
        assert office.state(key).state == "sending"
