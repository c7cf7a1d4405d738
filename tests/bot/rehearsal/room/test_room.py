"""The room as a whole: what is told, what a restart does, and what a look makes anew."""

import asyncio
from operator import is_

import aiohttp
import pytest

from bot.rehearsal.room import Impossible
from bot.rehearsal.room.actions import AddPeople, Forward, LetAnswerSlowly, Restart, Say
from bot.rehearsal.standin import Fault
from tests.bot.rehearsal.room.hands import hands
from tests.patience import PATIENCE


async def test_at_first_the_owner_is_there_and_six_people_who_have_not_met_the_bot() -> None:
    async with hands() as at:
        seen = at.look(*[one.id for one in at.look().people], at.group)

        assert [(one.name, one.language, one.role, one.simulated) for one in seen.people] == [
            ("Jonna Beispiel", "de", "facilitator", False),
            ("أميرة حداد", "ar", "", True),
            ("Leo Lind", "de", "", True),
            ("Оксана Коваленко", "uk", "", True),
            ("Grace Muster", "en", "", True),
            ("Dilan Yıldız", "tr", "", True),
            ("Sam Brückner", "de", "", True),
        ]
        assert [(one.title, one.kind, one.bot) for one in seen.groups] == [
            ("Netzwerk Musterviertel", "group", "")
        ]
        assert [len(one.messages) for one in seen.chats] == [2, 0, 0, 0, 0, 0, 0, 0]
        assert "Du betreibst jetzt diesen Bot" in seen.chats[0].messages[-1].text
        assert "new" in [name for name, _ in seen.chats[0].commands]
        assert at.look(1, 2, 3).chats == ()


async def test_whoever_watches_is_told_when_something_differs() -> None:
    async with hands() as at, asyncio.timeout(PATIENCE):
        version = at.look().version
        waiting = asyncio.create_task(at.room.changed(version))
        await asyncio.sleep(0)
        assert not waiting.done()

        await at.room.act(Say(at.jonna, "/help"))
        assert await waiting > version
        while at.newest(at.jonna).text == "/help":
            version = await at.room.changed(version)
        assert at.newest(at.jonna).from_bot


async def test_what_telegram_refuses_is_shown_in_the_chat() -> None:
    async with hands() as at:
        refused = Fault.rejected(400, "Bad Request: can't parse entities")
        at.room.faults.next("sendMessage", refused)
        await at.say(at.jonna, "/help")

        (refusal,) = at.chat(at.jonna).refusals
        assert (refusal.method, refusal.description) == (
            "sendMessage",
            "Bad Request: can't parse entities",
        )


async def test_a_restart_begins_from_the_beginning() -> None:
    async with hands() as at:
        await at.set_up()
        await at.do(AddPeople(1))
        await at.room.act(LetAnswerSlowly(60.0))
        version = at.look().version

        await at.do(Restart())

        seen = at.look(at.jonna)
        assert (seen.run, seen.version > version) == (2, True)
        assert (len(seen.people), seen.upcoming, seen.crowd.acting) == (7, (), False)
        assert len(seen.chats[0].messages) == 2
        await at.set_up()
        await at.all_answer()
        assert at.look().crowd.joined == 6


async def test_two_restarts_at_once_are_one_and_nothing_is_done_meanwhile() -> None:
    async with hands() as at:
        first, second = (asyncio.create_task(at.room.restart()) for _ in range(2))
        await asyncio.sleep(0)
        with pytest.raises(Impossible, match="just beginning anew"):
            await at.room.act(Say(at.jonna, "/new"))
        assert at.look(at.jonna).chats
        await asyncio.gather(first, second)

        assert at.look().run == 2


async def test_what_has_not_changed_since_the_last_look_is_the_very_same() -> None:
    async with hands() as at:
        people = [one.id for one in at.look().people[:3]]
        for person in people:
            for number in range(100):
                await at.room.act(Say(person, f"Nachricht {number}"))
        await at.room.settled()
        before = at.look(*people).chats

        await at.say(people[0], "Eine mehr")
        now = at.look(*people).chats

        assert [old is new for old, new in zip(before, now, strict=True)] == [False, True, True]
        stood, stands = before[0].messages, now[0].messages
        assert len(stands) > len(stood) >= 100
        assert all(map(is_, stood, stands))


async def test_the_program_serves_its_own_pages_beside_the_room() -> None:
    async with hands() as at, aiohttp.ClientSession() as session:
        port = at.look().http_port
        async with session.get(f"http://127.0.0.1:{port}/health") as answer:
            assert answer.status == 200


async def test_a_jump_that_a_restart_overtakes_is_said_to_be_over() -> None:
    async with hands() as at:
        await at.set_up()
        jumping = asyncio.create_task(at.room.act(Forward(24 * 8)))
        await asyncio.sleep(0)
        await at.room.restart()

        with pytest.raises(Impossible, match="That run is over"):
            await jumping
        assert at.look().run == 2
        await at.set_up()
