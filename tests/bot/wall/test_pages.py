"""What is served of a wall: to who has the link, with safe headers, and nothing of what is not
to be seen."""

import asyncio
import re
from collections.abc import AsyncIterator
from html import unescape

import aiohttp
import pytest

from bot.post.page import page as post_page
from bot.service import menus, publishing, wall
from bot.service.wall_view import Look
from bot.web.pages import SAFE
from bot.web.wall import feed
from bot.web.wall.rendering import qr_code
from flows.attribution import Attribution
from storage.participants import ConsentKind
from storage.writer import StorageFailed, Writer
from tests.bot.arranging import at
from tests.bot.chatting import BOT, Chat
from tests.bot.publishing.out import AMIRA, LEO, out
from tests.bot.sentences import allow
from tests.bot.themes.by_word import group_all
from tests.bot.wall.served import Listener, Site, reading, served_site, site
from tests.bot.wall.setting import with_wall
from tests.bot.wall.test_looking import lets_name_be_seen
from tests.patience import PATIENCE


@pytest.fixture
async def here(chat: Chat) -> AsyncIterator[Site]:
    async with site(chat) as served:
        yield served


def figures(html: str) -> dict[str, int]:
    """The large numbers, by what is counted."""
    found = re.findall(r'data-key="(\w+)"><dt>[^<]+</dt><dd>(\d+)</dd>', html)
    return {key: int(number) for key, number in found}


def far(html: str) -> list[str]:
    """What is said of each question."""
    return re.findall(r'<span class="far">([^<]*)</span>', html)


async def test_the_page_shows_numbers_without_script_and_says_its_time(
    chat: Chat, here: Site
) -> None:
    arranged, token = with_wall(chat)
    people = [arranged.joins(f"Person {number}") for number in range(3)]
    arranged.wakes(at(30, "17:00"))
    people[0].says("Tea.")
    status, html = await here.get(f"/wall/{token}")
    assert status == 200
    assert figures(html) == {"joined": 3, "answering": 1, "done": 0}
    assert far(html) == ["1 done, 2 on it", "0 done, 1 on it", "0 done", "0 done", "0 done"]
    assert '<p class="stale unscripted">As of 17:00. Load the page again' in html
    assert "Day 1 is open until 21:00 (Berlin)" in html


async def test_it_speaks_the_workshops_language_unless_asked_for_another(
    chat: Chat, here: Site
) -> None:
    _arranged, token = with_wall(chat, language="de")
    for query, language, words in (
        ("", "de", "sind dabei"),
        ("?lang=en", "en", "are taking part"),
        ("?lang=xx", "de", "sind dabei"),
        ("?lang=en&scheme=dark", "en", 'data-scheme="dark"'),
        ("?scheme=%22%3E", "de", '<html lang="de">'),
    ):
        _, html = await here.get(f"/wall/{token}{query}")
        assert f'<html lang="{language}"' in html
        assert words in html


WALL_FILES = ("wall.css", "wall.js", "following.js", "patching.js", "slides.js", "fitting.js")


async def test_every_answer_is_safe_and_needs_no_cookie(chat: Chat, here: Site) -> None:
    _arranged, token = with_wall(chat)
    for path in ("", "/code.svg", "/post", "/events", "/nothing"):
        async with here.session.get(f"{here.root}/wall/{token}{path}") as answer:
            assert {name: answer.headers[name] for name in SAFE} == SAFE
            assert "Set-Cookie" not in answer.headers
    for name in WALL_FILES:
        async with here.session.get(f"{here.root}/wall/static/{name}") as answer:
            assert (answer.status, answer.headers["Referrer-Policy"]) == (200, "no-referrer")
            assert "http" not in re.sub(r"https://html\S*", "", await answer.text())


async def test_a_wrong_or_void_link_is_told_as_one_that_never_was(chat: Chat, here: Site) -> None:
    arranged, token = with_wall(chat)
    workshop = arranged.workshop
    never = await here.get("/wall/AAAAAAAAAAAAAAAA")
    with chat.begin() as step:
        wall.renew(step, workshop)
        new = step.work.walls.token(workshop.id)
    assert never[0] == 404
    assert await here.get(f"/wall/{token}") == never
    for path in ("/wall/", "/wall/a.b", f"/wall/{'a' * 65}", "/wall/%00"):
        assert await here.get(path) == never
    deeper = (404, never[1].replace('href="static', 'href="../static'))
    for path in (f"/wall/{token}/events", f"/wall/{token}/post", f"/wall/{new}/post"):
        assert await here.get(path) == deeper
    assert "Netzwerkarbeit" not in never[1]
    assert "There is nothing here." in never[1]
    assert "Hier ist nichts." in never[1]
    assert (await here.get(f"/wall/{new}"))[0] == 200


async def test_who_listens_is_told_at_once_and_again_when_something_changes(
    chat: Chat, here: Site
) -> None:
    arranged, token = with_wall(chat)
    async with here.listening(f"/wall/{token}/events") as listener:
        kind, data = await listener.next()
        assert (kind, data["said"], data["at"]) == ("view", "0 people take part.", "10:20")
        assert figures(data["html"]) == {"joined": 0}
        arranged.joins("Amira Haddad")
        assert figures(await listener.view()) == {"joined": 1}
        async with here.listening(f"/wall/{token}/events?lang=de") as other:
            html = await other.view()
            assert figures(html) == {"joined": 1}
            assert "ist dabei" in html


async def test_without_a_change_there_is_a_sign_of_life(
    chat: Chat, here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _arranged, token = with_wall(chat)
    monkeypatch.setattr(feed, "BEAT_SECONDS", 0.5)
    async with here.listening(f"/wall/{token}/events") as listener:
        await listener.view()
        chat.now = at(25, "10:21")
        assert await listener.next() == ("alive", {"at": "10:21"})


@pytest.mark.parametrize("how", ["off", "new", "deleted"])
async def test_streams_end_within_seconds_when_the_link_is_void(
    chat: Chat, here: Site, how: str
) -> None:
    arranged, token = with_wall(chat)
    workshop = arranged.workshop
    async with here.listening(f"/wall/{token}/events") as listener:
        await listener.view()
        with chat.begin() as step:
            if how == "off":
                wall.switch_off(step, workshop)
            elif how == "new":
                wall.renew(step, workshop)
            else:
                step.work.workshops.delete(workshop.id)
        async with asyncio.timeout(PATIENCE):
            assert await listener.next() == ("gone", None)
            assert await listener.next() == ("end", None)


async def test_streams_end_when_the_program_stops(chat: Chat) -> None:
    _arranged, token = with_wall(chat)
    loop = asyncio.get_running_loop()
    async with aiohttp.ClientSession() as session:
        async with site(chat) as served:
            listener = Listener(await session.get(f"{served.root}/wall/{token}/events"))
            await listener.view()
            stopped = loop.time()
        assert await listener.next() == ("end", None)
    assert loop.time() - stopped < 3


async def test_too_many_viewers_are_asked_to_come_back(chat: Chat) -> None:
    _arranged, token = with_wall(chat)
    async with (
        site(chat, most=1) as served,
        served.listening(f"/wall/{token}/events") as listener,
    ):
        await listener.view()
        assert await served.get(f"/wall/{token}/events") == (
            503,
            "Too many are looking. Try again in a minute.",
        )
        assert (await served.get(f"/wall/{token}"))[0] == 200


async def test_while_the_database_is_out_of_reach_nothing_old_is_told(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged, token = with_wall(chat)
    reachable = True

    async with Writer(chat.engine, chat.work) as writer:
        really = reading(writer)

        async def read(word: str, before: Look | None) -> Look | None:
            if not reachable:
                raise StorageFailed
            return await really(word, before)

        monkeypatch.setattr(feed, "LOOK_SECONDS", 0.05)
        monkeypatch.setattr(feed, "BEAT_SECONDS", 0.1)
        monkeypatch.setattr(feed, "FRESH_SECONDS", 0.2)
        async with served_site(read) as here, here.listening(f"/wall/{token}/events") as listener:
            await listener.view()
            reachable = False
            with pytest.raises(TimeoutError):
                await heard_within(listener, 1)
            for path in (f"/wall/{token}", f"/wall/{token}/events"):
                status, html = await here.get(path)
                assert (status, "Please load it again in a minute." in html) == (503, True)
            arranged.joins("Amira Haddad")
            reachable = True
            assert figures(await listener.view()) == {"joined": 1}


async def heard_within(listener: Listener, seconds: float) -> None:
    """Listen until there was silence for so long after what was on its way."""
    async with asyncio.timeout(seconds):
        while True:
            await listener.next()


async def test_the_code_leads_to_joining_and_then_to_the_post(chat: Chat, here: Site) -> None:
    everybody = out(chat)
    workshop = everybody.workshop.workshop
    with chat.begin() as step:
        step.work.facts.put(wall.PUBLIC_URL, "https://bot.example.org")
        step.work.facts.put(menus.BOT_USERNAME, BOT)
        step.work.walls.put(workshop.id, "token")

    async def led_to() -> tuple[str, bytes]:
        _, html = await here.get("/wall/token")
        link = re.findall(r'dir="ltr"><a href="[^"]+">([^<]+)</a>', html)[0]
        (image,) = re.findall(r'src="(token/code\.svg\?of=\w+)"', html)
        async with here.session.get(f"{here.root}/wall/{image}") as answer:
            assert answer.content_type == "image/svg+xml"
            return unescape(link), await answer.read()

    join = f"t.me/{BOT}?start={workshop.invite_token}"
    assert await led_to() == (join, qr_code(f"https://{join}"))
    everybody.publish()
    await a_second_passes(here)
    post = "bot.example.org/wall/token/post"
    assert await led_to() == (post, qr_code(f"https://{post}"))


async def a_second_passes(here: Site) -> None:
    """Until a look that is asked for now is a new one."""
    async with here.listening("/wall/token/events") as listener:
        while "article" not in await listener.view():
            pass


async def test_the_page_of_the_post_is_the_file_and_loses_what_is_taken_back(
    chat: Chat, here: Site
) -> None:
    everybody = out(chat)
    with chat.begin() as step:
        step.work.walls.put(everybody.workshop.id, "token")
    everybody.publish()
    async with here.session.get(f"{here.root}/wall/token/post") as answer:
        html = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert html == post_page(everybody.post.summary, "de")
    assert AMIRA in html
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    async with here.listening("/wall/token/events") as listener:
        assert AMIRA in await listener.view()
        everybody.amira.says("/forgetme")
        everybody.amira.presses("Alles löschen")
        async with asyncio.timeout(PATIENCE):
            shown = await listener.view()
        assert (AMIRA in shown, LEO in shown) == (False, True)
        _, html = await here.get("/wall/token/post")
        assert html == post_page(everybody.post.summary, "de")


MARKED = "Geheimwort"


async def everything(here: Site, token: str) -> str:
    """All that somebody with the link can see now, in both languages."""
    seen: list[str] = []
    for language in ("de", "en"):
        asked = [f"/wall/{token}{path}?lang={language}" for path in ("", "/post", "/code.svg")]
        seen += [(await here.get(path))[1] for path in asked]
        async with here.listening(f"/wall/{token}/events?lang={language}") as listener:
            seen.append(await listener.view())
    return unescape("\n".join(seen))


async def test_no_word_of_an_answer_and_no_name_is_seen_before_it_is_allowed(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LOOK_SECONDS", 0.0)
    arranged, token = with_wall(chat)
    said = {
        f"{first} {MARKED}name{first}": (f"Vertrauen {MARKED}{first} und Petra.", how)
        for first, how in zip(
            ("Petra", "Ulf", "Nele", "Bert", "Eva"),
            (
                Attribution.FIRST_NAME,
                Attribution.UNNAMED,
                Attribution.FULL_NAME,
                Attribution.NOT_QUOTED,
                Attribution.FIRST_NAME,
            ),
            strict=True,
        )
    }
    firsts = [name.split(maxsplit=1)[0] for name in said]
    async with site(chat) as here:
        people = {name: arranged.joins(name, how) for name, (_, how) in said.items()}
        planned = await everything(here, token)
        arranged.wakes(at(30, "17:00"))
        for name, (text, _) in said.items():
            people[name].says(text)
        opened = await everything(here, token)
        arranged.wakes(at(30, "21:00"))
        group_all(chat)
        closed = await everything(here, token)
        lets_name_be_seen(arranged, people[next(iter(said))])
        named = await everything(here, token)
        allow(arranged, "Vertrauen GeheimwortUlf")
        with chat.begin() as step:
            publishing.publish(step, step.work.workshops.get(arranged.id))
        published = await everything(here, token)

    for seen in (planned, opened, closed):
        assert MARKED not in seen
        assert [first for first in firsts if first in seen] == []
    assert "Vertrauen" not in opened
    assert "“Vertrauen”" in closed
    assert MARKED not in named
    assert [first for first in firsts if first in named] == ["Petra"]
    # The grouping has proposed Petra's sentence, and both have allowed theirs.
    assert set(re.findall(rf"{MARKED}\w*", published)) == {f"{MARKED}Petra", f"{MARKED}Ulf"}
    with chat.begin() as step:
        assert len(step.work.consents.holding(arranged.id, ConsentKind.WALL)) == 1
