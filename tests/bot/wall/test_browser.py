"""The wall in a real browser: it follows, says when it is cut off, and can be read by everybody."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from bot.service import publishing, wall
from bot.service.wall_view import Look, look
from bot.web.wall import feed
from flows.attribution import Attribution
from flows.wall import Named, View
from storage.writer import Writer
from tests.bot.arranging import Arranged, at, known
from tests.bot.chatting import Chat
from tests.bot.post.large import TWELVE
from tests.bot.publishing.out import AMIRA, LEO, out
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import SAID, answer_day_one
from tests.bot.wall.cutting import bad_network
from tests.bot.wall.seen import comes_to_show, seen
from tests.bot.wall.served import Site, reading, served_site, site
from tests.bot.wall.setting import with_wall
from tests.bot.wall.test_looking import lets_name_be_seen
from tests.browser import DESKTOP, PHONE, axe_finds, browsing, needs_browser, window

pytestmark = needs_browser

FULL_HD, PROJECTOR, FOUR_K, SMALL = (1920, 1080), (1280, 720), (3840, 2160), (320, 640)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as started:
        yield started


def truth(chat: Chat, token: str) -> View:
    with chat.begin() as step:
        return known(look(step.work, token)).view


async def opened(page: Page, here: Site, token: str, query: str = "?lang=en") -> list[str]:
    """Open a wall; returns what is wrong with it by and by, and what it asks of others."""
    wrong: list[str] = []
    page.on("pageerror", lambda _error: wrong.append("an error in the script"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((here.root, "data:")) else wrong.append(request.url)
        ),
    )
    await page.goto(f"{here.root}/wall/{token}{query}")
    await expect(page.locator("html[data-live=yes]")).to_be_attached()
    return wrong


async def is_as_loaded_anew(page: Page, here: Site, token: str) -> bool:
    """Whether what the script has made of the page is what a new visitor gets."""
    now = await page.locator("main").inner_html()
    other = await page.context.new_page()
    await other.goto(f"{here.root}/wall/{token}?lang=en")
    fresh = await other.locator("main").inner_html()
    await other.close()
    return now == fresh


async def test_numbers_follow_a_workshop_through_all_its_stands(
    chat: Chat, browser: Browser
) -> None:
    arranged, token = with_wall(chat)
    async with site(chat) as here, window(browser, PROJECTOR) as page:
        wrong = await opened(page, here, token)

        async def follows() -> None:
            await comes_to_show(page, truth(chat, token))
            assert await is_as_loaded_anew(page, here, token)

        await follows()
        people = [arranged.joins(name, how) for name, (_, how) in SAID.items()]
        people.append(arranged.joins("Mia Muster", Attribution.UNNAMED))
        for human in people[:2]:
            lets_name_be_seen(arranged, human)
        await follows()
        arranged.wakes(at(30, "17:00"))
        await follows()
        for human, (text, _) in zip(people, SAID.values(), strict=False):
            human.says(text)
        people[-1].says("Vertrauen.")
        people[0].says("Zwei.")
        people[0].says("/skip")
        await follows()
        people[1].says("/leave")
        await follows()
        arranged.wakes(at(30, "21:00"))
        group_all(chat)
        assert truth(chat, token).days
        await follows()
        arranged.wakes(at(31, "15:30"))
        await follows()
        assert wrong == []


MUTATIONS: dict[str, Callable[[View], View]] = {
    "nothing": lambda view: view,
    "joined": lambda view: replace(view, joined=view.joined + 1),
    "names": lambda view: replace(view, names=("Leo",)),
    "answering": lambda view: replace(view, day=replace(known(view.day), answering=0)),
    "done": lambda view: replace(view, day=replace(known(view.day), done=1)),
    "question": lambda view: replace(
        view,
        day=replace(
            known(view.day),
            questions=(
                replace(known(view.day).questions[0], done=2),
                *known(view.day).questions[1:],
            ),
        ),
    ),
    "asked": lambda view: replace(
        view,
        day=replace(
            known(view.day),
            questions=(
                *known(view.day).questions[:-1],
                replace(known(view.day).questions[-1], asked=1),
            ),
        ),
    ),
    "word": lambda view: replace(
        view,
        days=(
            replace(
                view.days[0],
                questions=(
                    replace(view.days[0].questions[0], words=(Named("Vertrauen", 5),)),
                    *view.days[0].questions[1:],
                ),
            ),
        ),
    ),
}


@pytest.mark.parametrize("lie", MUTATIONS)
async def test_a_server_that_sends_one_wrong_number_fails_the_check_of_the_page(
    chat: Chat, browser: Browser, lie: str
) -> None:
    arranged, token = with_wall(chat)
    if lie == "word":
        answer_day_one(arranged, {**SAID, "Mia Muster": ("Vertrauen.", Attribution.UNNAMED)})
        group_all(chat)
    else:
        people = [arranged.joins(f"Person {number}") for number in range(3)]
        arranged.wakes(at(30, "17:00"))
        people[0].says("Tea.")
    async with Writer(chat.engine, chat.work) as writer:
        really = reading(writer)

        async def read(word: str, before: Look | None) -> Look | None:
            found = known(await really(word, before))
            return replace(found, view=MUTATIONS[lie](found.view))

        async with served_site(read) as here, window(browser, PROJECTOR) as page:
            await opened(page, here, token)
            if lie == "nothing":
                await comes_to_show(page, truth(chat, token))
                return
            with pytest.raises(AssertionError):
                await comes_to_show(page, truth(chat, token), patience=0.5)


async def test_when_the_server_is_gone_numbers_are_marked_as_old_until_it_is_back(
    chat: Chat, browser: Browser
) -> None:
    arranged, token = with_wall(chat)
    arranged.joins("Amira Haddad")
    async with window(browser, PROJECTOR) as page:
        stale = page.locator("[data-stale]")
        async with site(chat) as here:
            await opened(page, here, token)
            await comes_to_show(page, truth(chat, token))
            await expect(stale).to_be_hidden()
            port = int(here.root.rsplit(":", 1)[1])
        await expect(stale).to_have_text("Connection lost. As of 10:20.")
        await expect(page.locator("html[data-live=no] .figures dd")).to_have_text("1")
        line = await page.locator(".figures dd").evaluate(
            "number => getComputedStyle(number).textDecorationLine"
        )
        assert line == "line-through"
        arranged.joins("Leo Lind")
        async with site(chat, port=port):
            await comes_to_show(page, truth(chat, token), patience=20)
            await expect(stale).to_be_hidden()


@pytest.mark.parametrize("seed", [1, 2])
async def test_on_a_bad_network_it_connects_again_and_never_shows_what_was_not_so(
    chat: Chat, browser: Browser, seed: int
) -> None:
    arranged, token = with_wall(chat)
    async with (
        site(chat) as here,
        bad_network(int(here.root.rsplit(":", 1)[1]), seed) as port,
        window(browser, PROJECTOR) as page,
    ):
        # The page itself came before the network went bad.
        await page.goto(f"{here.root}/wall/{token}?lang=en")
        await page.route(
            "**/events*",
            lambda route: route.continue_(
                url=route.request.url.replace(here.root, f"http://127.0.0.1:{port}")
            ),
        )
        await page.reload()
        for number in range(1, 7):
            arranged.joins(f"Person {number}")
            await comes_to_show(page, truth(chat, token), patience=30)
            (figure,) = (await seen(page)).figures
            assert figure == str(number)


async def test_silence_is_taken_for_a_lost_connection_also_after_a_long_sleep(
    chat: Chat, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(feed, "FRESH_SECONDS", 0.2)
    arranged, token = with_wall(chat)
    silent = False

    async with Writer(chat.engine, chat.work) as writer:
        really = reading(writer)

        async def read(word: str, before: Look | None) -> Look | None:
            if silent:
                raise RuntimeError
            return await really(word, before)

        async with served_site(read) as here, window(browser, PROJECTOR) as page:
            await page.clock.install()
            await opened(page, here, token)
            silent = True
            while (await here.get(f"/wall/{token}"))[0] == 200:
                pass
            await page.clock.run_for(24_000)
            await expect(page.locator("html[data-live=yes]")).to_be_attached()
            await page.clock.fast_forward(3_600_000)
            await expect(page.locator("[data-stale]")).to_have_text("Connection lost. As of 10:20.")
            silent = False
            arranged.joins("Leo Lind")
            await page.clock.run_for(60_000)
            await comes_to_show(page, truth(chat, token))


async def test_a_wall_that_is_switched_off_leaves_nothing_in_the_page(
    chat: Chat, browser: Browser
) -> None:
    arranged, token = with_wall(chat)
    workshop = arranged.workshop
    async with site(chat) as here, window(browser, PROJECTOR) as page:
        await opened(page, here, token)
        with chat.begin() as step:
            wall.switch_off(step, workshop)
        await expect(page.locator("body")).to_have_text("This wall has been switched off.")
        assert (await axe_finds(page))[1] == []


async def test_the_post_is_shown_at_the_end_and_loses_what_is_taken_back(
    chat: Chat, browser: Browser
) -> None:
    everybody = out(chat)
    with chat.begin() as step:
        step.work.walls.put(everybody.workshop.id, "token")
        step.work.facts.put(wall.PUBLIC_URL, "https://bot.example.org")
    async with site(chat) as here, window(browser, PROJECTOR) as page:
        wrong = await opened(page, here, "token")
        await expect(page.locator("article")).to_have_count(0)
        everybody.publish()
        await expect(page.locator("blockquote", has_text=f"{AMIRA} singt.")).to_be_visible()
        assert await is_as_loaded_anew(page, here, "token")
        everybody.amira.says("/forgetme")
        everybody.amira.presses("Alles löschen")
        await expect(page.locator("blockquote", has_text=AMIRA)).to_have_count(0)
        await expect(page.locator("blockquote", has_text=f"{LEO} sings.")).to_be_visible()
        assert await is_as_loaded_anew(page, here, "token")
        assert wrong == []

        await page.goto(f"{here.root}/wall/token/post")
        background = await page.locator("body").evaluate("one => getComputedStyle(one).color")
        assert background == "rgb(34, 32, 28)"
        # The page is the file, which has no icon; a browser then asks for one at the root.
        assert [one for one in wrong if "404" not in one] == []


async def test_without_script_it_is_a_picture_of_a_moment_that_says_so(
    chat: Chat, browser: Browser
) -> None:
    arranged, token = with_wall(chat)
    arranged.joins("Amira Haddad")
    async with site(chat) as here, window(browser, PHONE, script=False) as page:
        await page.goto(f"{here.root}/wall/{token}?lang=en")
        await expect(page.locator(".figures dd")).to_have_text("1")
        await expect(page.get_by_text("As of 10:20. Load the page again")).to_be_visible()
        await expect(page.get_by_role("button", name="Full screen")).to_be_hidden()
        await page.get_by_role("link", name="Deutsch").click()
        await expect(page.locator(".figures dt")).to_have_text("ist dabei")
        await page.get_by_role("link", name="Dunkel").click()
        await expect(page.locator("html[data-scheme=dark][lang=de]")).to_be_attached()


async def test_light_and_dark_and_language_are_chosen_in_the_page(
    chat: Chat, browser: Browser
) -> None:
    _arranged, token = with_wall(chat)
    async with site(chat) as here, window(browser, PROJECTOR, scheme="dark") as page:
        await opened(page, here, token)
        paper = "document.defaultView.getComputedStyle(document.body).backgroundColor"
        dark = await page.evaluate(paper)
        await page.get_by_role("link", name="Light").click()
        assert await page.evaluate(paper) != dark
        assert page.url.endswith("?lang=en&scheme=light")
        await page.get_by_role("link", name="Deutsch").click()
        await expect(
            page.locator("html[lang=de][data-scheme=light][data-live=yes]")
        ).to_be_attached()
        await page.get_by_role("link", name="Dunkel").click()
        assert await page.evaluate(paper) == dark


async def test_what_is_new_grows_in_unless_the_reader_wants_no_motion(
    chat: Chat, browser: Browser
) -> None:
    arranged, token = with_wall(chat)
    answer_day_one(arranged, {**SAID, "Mia Muster": ("Vertrauen.", Attribution.UNNAMED)})
    async with site(chat) as here, window(browser, PROJECTOR) as page:
        await opened(page, here, token)
        group_all(chat)
        word = page.locator(".grown li")
        await expect(word).to_have_count(1)
        assert await word.evaluate("one => one.getAnimations().length") == 1
        await page.emulate_media(reduced_motion="reduce")
        assert await word.evaluate("one => one.getAnimations().length") == 0


def in_many_scripts(chat: Chat) -> tuple[Arranged, str]:
    """A wall with a title and names from right to left, and long ones."""
    arranged, token = with_wall(chat)
    with chat.begin() as step:
        workshop = step.work.workshops.get(arranged.id)
        title = "العمل الشبكي (2027): Verantwortungsübernahmebereitschaftsförderung"
        step.work.workshops.save(replace(workshop, title=title, host="بيت المثال"))
    for name in ("نور الهدى", "אורה", "Оксана", "Abdulrahmanmuhammadhusseinalmustafa", "李"):
        lets_name_be_seen(arranged, arranged.joins(name))
    return arranged, token


def planned(chat: Chat) -> str:
    return in_many_scripts(chat)[1]


def running(chat: Chat) -> str:
    arranged, token = in_many_scripts(chat)
    arranged.wakes(at(30, "17:00"))
    return token


def closed(chat: Chat) -> str:
    arranged, token = in_many_scripts(chat)
    said = {f"{name} {name}": (f"الثقة {name}", Attribution.UNNAMED) for name in "abcd"}
    answer_day_one(arranged, {**SAID, **said, "Mia M": ("Vertrauen.", Attribution.UNNAMED)})
    group_all(chat)
    return token


def published(chat: Chat) -> str:
    arranged, token = in_many_scripts(chat)
    with chat.begin() as step:
        publishing.publish(step, step.work.workshops.get(arranged.id))
        post = known(step.work.posts.newest(arranged.id))
        step.work.posts.save(replace(post, summary=TWELVE))
    return token


STANDS = [planned, running, closed, published]


@pytest.mark.parametrize("stand", STANDS)
async def test_it_keeps_to_every_rule_that_axe_knows_and_fits_every_window(
    chat: Chat, browser: Browser, stand: Callable[[Chat], str]
) -> None:
    token = stand(chat)
    async with site(chat) as here:
        for size, scheme in SIZES:
            async with window(browser, size, scheme=scheme) as page:
                await page.emulate_media(reduced_motion="reduce")
                wrong = await opened(page, here, token)
                passes, broken = await axe_finds(page)
                assert broken == []
                assert passes > 20
                assert wrong == []
                across = await page.evaluate("document.documentElement.scrollWidth")
                assert across <= size[0]
                small = await page.evaluate(SMALLEST)
                assert small >= 14


SMALLEST = """Math.min(...[...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && one.textContent.trim())
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
"""The size of the smallest letters, in pixels."""

Scheme = Literal["light", "dark"]
SIZES: list[tuple[tuple[int, int], Scheme]] = [
    (PROJECTOR, "light"),
    (PHONE, "dark"),
    (SMALL, "light"),
    (DESKTOP, "dark"),
    (FULL_HD, "light"),
    (FOUR_K, "dark"),
]
