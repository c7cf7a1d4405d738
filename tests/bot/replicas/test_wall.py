"""The wall at two processes: who looks at either sees the same, until the link is void."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bot.rehearsal.standin import Limits, Phone, StandIn
from tests.bot.replicas.processes import Process, site, until
from tests.bot.wall.served import Listener
from tests.bot.wall.test_pages import far, figures
from tests.journeys.settings import link_in
from tests.patience import PATIENCE

PUBLIC = "https://bot.example.org"
PEOPLE = (("Jonna", "Beispiel"), ("Leo", "Lind"), ("Wera", "Muster"))


async def hears(phone: Phone, words: str) -> None:
    """Wait until a message of the bot holds these words, or has a button that says so."""
    await until(
        lambda: any(
            words in one.text or any(words in row for row in one.labels)
            for one in phone.messages
            if one.from_bot
        )
    )


async def says(phone: Phone, text: str, answer: str) -> None:
    """Say something, and wait for the answer."""
    phone.say(text)
    await hears(phone, answer)


async def presses(phone: Phone, label: str, answer: str) -> None:
    """Press a button as soon as it is there, and wait for the answer."""
    await hears(phone, label)
    phone.press(label)
    await hears(phone, answer)


async def sets_up(jonna: Phone) -> str:
    """Set a workshop up with a wall; returns the link by which people join it."""
    day = datetime.now(UTC).date() + timedelta(days=10)
    jonna.start()
    await hears(jonna, "New workshop")
    await says(jonna, "/new netzwerkarbeit Netzwerkarbeit", "Continue")
    await presses(jonna, "Continue", "Step 1 of 3")
    await says(jonna, "Beispielhaus, Musterstadt", "Step 2 of 3")
    await says(jonna, "Renate, hilfe@beispielhaus.example", "Step 3 of 3")
    await says(jonna, f"{day:%d.%m.%Y}", "Invitation for participants")
    link = link_in(jonna, "p")
    await presses(jonna, "Wall", "/wall/")
    return link


async def joins(phone: Phone, link: str) -> None:
    phone.open_link(link)
    await presses(phone, "I agree", "How may I quote you?")
    await presses(phone, "Without a name", "All set.")


def walls_of(jonna: Phone) -> list[str]:
    """The paths of all links to the wall that the bot has shown and not replaced."""
    texts = "\n".join(message.text for message in jonna.messages)
    return [str(path) for path in re.findall(rf"{PUBLIC}(/wall/[\w-]+)", texts)]


@asynccontextmanager
async def looking(processes: tuple[Process, ...], path: str) -> AsyncIterator[list[Listener]]:
    """One viewer at each process."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield [
            Listener(
                await stack.enter_async_context(
                    session.get(f"http://127.0.0.1:{process.port}{path}/events?lang=en")
                )
            )
            for process in processes
        ]


async def status(process: Process, path: str) -> int:
    """With what a process answers."""
    root = f"http://127.0.0.1:{process.port}"
    async with aiohttp.ClientSession() as session, session.get(root + path) as answer:
        return answer.status


async def come_to_show(viewers: list[Listener], **numbers: int) -> str:
    """Each viewer is told these large numbers, in the very same page; returns it."""

    async def shown(viewer: Listener) -> str:
        async with asyncio.timeout(PATIENCE):
            while figures(html := await viewer.view()) != numbers:
                pass
            return html

    first, second = [await shown(viewer) for viewer in viewers]
    assert first == second
    return first


async def test_viewers_at_both_processes_see_the_same_and_nothing_when_the_link_is_void(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with StandIn(limits=Limits.off()) as telegram:
        people = (telegram.person(*one, language_code="en") for one in PEOPLE)
        jonna, leo, wera = people
        settings = {"database_url": postgresql_url, "public_url": PUBLIC}
        async with site(telegram, tmp_path, owner_ids=str(jonna.id), **settings) as place:
            leader, second = both = await place.two()
            link = await sets_up(jonna)
            (old,) = walls_of(jonna)
            async with looking(both, old) as viewers:
                await come_to_show(viewers, joined=0)
                await joins(leo, link)
                await joins(wera, link)
                await come_to_show(viewers, joined=2)
                await says(jonna, "/round 1", "Open day 1 now?")
                jonna.press("Open now")
                await hears(wera, "Question 1 of 5")
                await says(wera, "Tea.", "Question 2 of 5")
                seen = await come_to_show(viewers, joined=2, answering=1, done=0)
                assert far(seen)[:2] == ["1 done, 1 on it", "0 done, 1 on it"]
                assert (await leader.leads(), await second.stands_by()) == (True, True)

                jonna.press("New link")
                for viewer in viewers:
                    told = [await viewer.next(), await viewer.next()]
                    assert told == [("gone", None), ("end", None)]
            await until(lambda: walls_of(jonna) != [old])
            (new,) = walls_of(jonna)
            for process in both:
                assert [await status(process, one) for one in (old, new)] == [404, 200]
