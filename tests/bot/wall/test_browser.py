"""The wall in a real browser: it follows, says when it is cut off, and can be read by everybody."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from bot.service import publishing, wall
from bot.service.wall_view import Look, look
from bot.web.wall import feed
from flows.attribution import Attribution
from flows.summary import QuestionSummary
from flows.wall import View
from storage.writer import Writer
from tests.bot.arranging import at, known
from tests.bot.chatting import Chat
from tests.bot.publishing.out import AMIRA, LEO, out
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import SAID, answer_day_one
from tests.bot.wall.cutting import bad_network
from tests.bot.wall.looks import SHAPES, STANDS, crowded, showing
from tests.bot.wall.seen import comes_to_show, seen
from tests.bot.wall.served import Site, reading, served_site, site
from tests.bot.wall.setting import with_wall
from tests.bot.wall.test_looking import lets_name_be_seen
from tests.browser import DESKTOP, PHONE, PROJECTOR, axe_finds, needs_browser, window

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

SMALL = (320, 640)


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
    """Whether what the script has made of the page is what a new visitor gets, on any slide."""
    now = await page.evaluate(WHOLE)
    other = await page.context.new_page()
    await other.goto(f"{here.root}/wall/{token}?lang=en")
    fresh = await other.evaluate(WHOLE)
    await other.close()
    return bool(now == fresh)


WHOLE = """() => {
  const whole = document.querySelector("main").cloneNode(true);
  for (const one of whole.querySelectorAll("[data-waits], [style]")) {
    one.removeAttribute("data-waits");
    one.removeAttribute("style");
  }
  return whole.innerHTML;
}"""
"""All that stands in the page, whichever slide of it is shown."""


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
        arranged.wakes(at(31, "21:00"))
        await follows()
        with chat.begin() as step:
            publishing.publish(step, step.work.workshops.get(arranged.id))
        assert truth(chat, token).post is not None
        await follows()
        assert wrong == []


def question(view: View, number: int, done: int, asked: int) -> View:
    """The same with other numbers of a question of the open day."""
    day = known(view.day)
    questions = [
        replace(one, done=done, asked=asked) if one.number == number else one
        for one in day.questions
    ]
    return replace(view, day=replace(day, questions=tuple(questions)))


def theme(view: View, people: int) -> View:
    """The same with another number of the first theme of the first day."""
    first, *days = view.days
    heard, *others = first.questions
    named = replace(heard.themes[0], people=people)
    heard = replace(heard, themes=(named, *heard.themes[1:]))
    return replace(view, days=(replace(first, questions=(heard, *others)), *days))


def posted(view: View, change: Callable[[QuestionSummary], QuestionSummary]) -> View:
    """The same with something else said of the last question of the post."""
    post = known(view.post)
    return replace(view, post=replace(post, last=change(post.last)))


LIES: dict[str, list[Callable[[View], View]]] = {
    "planned": [
        lambda view: replace(view, joined=view.joined + 1),
        lambda view: replace(view, names=("Leo",)),
    ],
    "running": [
        lambda view: replace(view, day=replace(known(view.day), answering=0)),
        lambda view: replace(view, day=replace(known(view.day), done=1)),
        lambda view: question(view, 1, done=11, asked=12),
        lambda view: question(view, 5, done=3, asked=5),
    ],
    "between": [lambda view: theme(view, people=5)],
    "published": [
        lambda view: replace(
            view,
            post=replace(
                known(view.post), participation=replace(known(view.post).participation, joined=13)
            ),
        ),
        lambda view: posted(view, lambda last: replace(last, answers=last.answers[1:])),
        lambda view: posted(view, lambda last: replace(last, themes=last.themes[:-1])),
    ],
}


@pytest.mark.parametrize("stand", LIES)
async def test_a_server_that_sends_one_wrong_number_fails_the_check_of_the_page(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, stand: str
) -> None:
    monkeypatch.setattr(feed, "LOOK_SECONDS", 0.05)
    told = truly = STANDS[stand]

    async def read(_token: str, _before: Look | None) -> Look | None:
        return told

    async with served_site(read) as here, window(browser, PROJECTOR) as page:
        await opened(page, here, "token")
        for lie in LIES[stand]:
            await comes_to_show(page, truly.view)
            told = replace(truly, view=lie(truly.view))
            await comes_to_show(page, told.view)
            with pytest.raises(AssertionError):
                await comes_to_show(page, truly.view, patience=0)
            told = truly


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
            await comes_to_show(page, truth(chat, token))
            await expect(stale).to_be_hidden()


async def test_on_a_bad_network_it_connects_again_and_never_shows_what_was_not_so(
    chat: Chat, browser: Browser
) -> None:
    arranged, token = with_wall(chat)
    async with (
        site(chat) as here,
        bad_network(int(here.root.rsplit(":", 1)[1]), seed=2) as port,
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
            await comes_to_show(page, truth(chat, token))
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


@pytest.mark.parametrize("stand", SHAPES)
async def test_it_keeps_to_every_rule_that_axe_knows_and_fits_every_window(
    browser: Browser, stand: str
) -> None:
    async with (
        served_site(showing(crowded(STANDS[stand]))) as here,
        window(browser, PROJECTOR) as page,
    ):
        wrong = await opened(page, here, "token")
        for size, scheme, judged in WINDOWS:
            await page.emulate_media(color_scheme=scheme)
            await page.set_viewport_size({"width": size[0], "height": size[1]})
            if judged:
                await page.evaluate(GROWN)
                passes, broken = await axe_finds(page)
                assert broken == []
                assert passes > 20
            across = await page.evaluate("document.documentElement.scrollWidth")
            assert across <= size[0]
            assert await page.evaluate(SMALLEST) >= 14
        assert wrong == []


GROWN = "document.getAnimations().forEach(one => one.finish())"

SMALLEST = """Math.min(...[...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && one.textContent.trim())
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
"""The size of the smallest letters, in pixels."""

WINDOWS: list[tuple[tuple[int, int], Literal["light", "dark"], bool]] = [
    (PROJECTOR, "light", True),
    (PHONE, "dark", True),
    (SMALL, "light", False),
    (DESKTOP, "dark", False),
]
"""Sizes, colours, and whether axe is asked: its rules hold or not in a layout, not in a size."""
