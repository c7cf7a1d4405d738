"""What does not fit a projector is shown in slides; elsewhere everything stands in one page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page, expect

from bot.service.wall_view import Look
from bot.web.wall import feed
from flows.wall import Named
from tests.bot.wall.looks import SHAPES, STANDS, crowded
from tests.bot.wall.served import Site, served_site
from tests.browser import PHONE, PROJECTOR, needs_browser, resized, window

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

OLD = [(800, 600), (1024, 768), (1280, 800), (1280, 1024)]
"""Of projectors that are less wide."""

LARGE = [(1920, 1080), (3840, 2160)]

CUT_OFF = """() => ["main", ".stage", "aside", "body"].filter((where) => {
  const box = document.querySelector(where);
  return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
})"""
"""Where something does not fit; on a projector nobody could come to it."""

SEEN = """() => [...document.querySelectorAll("[data-part]")].map((part, number) =>
  part.closest("[data-waits]") === null && part.getBoundingClientRect().height > 1 ? number : -1
).filter((number) => number >= 0)"""
"""The places of the parts that are in sight."""

LETTERS = """() => Math.min(...[...document.querySelectorAll(
  "h1, h2, h3, dt, dd, .question, .far, .counted, .label, .number, .names li, .words, footer, " +
  ".own-words, .attendance, .choices, .state, .link, .host, .note, .stale"
)].map((one) => parseFloat(getComputedStyle(one).fontSize)
  * Math.min(1, getComputedStyle(one).getPropertyValue("--fit") || 1)))"""
"""The size of the smallest letters that matter, in pixels."""

UNTIL_IT_FADES = """() => new Promise((done) => {
  const look = () => document.getAnimations().some(
    ({ effect }) => effect.pseudoElement === "::view-transition-new(slide)"
  ) ? done() : requestAnimationFrame(look);
  look();
})"""

HOW_IT_GROWS = """place => new Promise((done) => {
  // In one look, for slides that were turned to in haste come one after the other.
  const SEEN = ".card:not([data-waits]) .grown li";
  const look = () => {
    if (document.querySelector("[data-place]").textContent !== place) requestAnimationFrame(look);
    else done(getComputedStyle(document.querySelector(SEEN)).animationName);
  };
  look();
})"""

LEAST = 0.024
"""Of the height of a screen: what can be read from the back row."""


class Told:
    """A look that can be changed while somebody sees it."""

    def __init__(self, look: Look) -> None:
        self.look: Look | None = look

    async def read(self, _token: str, _before: Look | None) -> Look | None:
        return self.look


@asynccontextmanager
async def opened(
    browser: Browser, told: Told, size: tuple[int, int] = PROJECTOR, *, clock: bool = False
) -> AsyncIterator[Page]:
    """A window that shows what is told, without the fades for which nobody has to wait here."""
    async with served_site(told.read) as here, window(browser, size) as page:
        await page.add_init_script("delete Document.prototype.startViewTransition")
        if clock:
            await page.clock.install()
        await open_wall(page, here)
        yield page


async def open_wall(page: Page, here: Site) -> None:
    await page.goto(f"{here.root}/wall/token?lang=en")
    await expect(page.locator("html[data-live=yes]")).to_be_attached()


async def count(page: Page) -> int:
    """Of the slides; one where all of it fits."""
    return int((await page.locator("[data-place]").text_content() or "").split(" of ")[1])


@pytest.mark.parametrize("stand", SHAPES)
async def test_on_a_projector_every_slide_fits_and_together_they_show_everything(
    browser: Browser, stand: str
) -> None:
    for look in (STANDS[stand], crowded(STANDS[stand])):
        async with opened(browser, Told(look)) as page:
            parts = await page.locator("[data-part]").count()
            for size in (PROJECTOR, *OLD[:2]):
                await resized(page, size)
                seen: set[int] = set()
                # Names have slides of their own beside those of the stage.
                for _ in range(2 * await count(page) + 12):
                    assert await page.evaluate(CUT_OFF) == []
                    seen |= set(await page.evaluate(SEEN))
                    if len(seen) == parts:
                        break
                    await page.keyboard.press("ArrowRight")
                assert seen == set(range(parts))


@pytest.mark.parametrize("stand", SHAPES)
async def test_on_screens_of_every_size_it_can_be_read_from_the_back_row(
    browser: Browser, stand: str
) -> None:
    async with opened(browser, Told(STANDS[stand])) as page:
        for size in (*OLD, PROJECTOR, *LARGE):
            await resized(page, size)
            await expect(page.locator("html[data-sliding]")).to_be_attached()
            assert await page.evaluate(CUT_OFF) == []
            assert await page.evaluate(LETTERS) >= LEAST * size[1]


async def test_slides_change_by_themselves_unless_somebody_holds_them(browser: Browser) -> None:
    async with opened(browser, Told(STANDS["summary"]), clock=True) as page:
        place, pause = page.locator("[data-place]"), page.locator("[data-pause]")

        async def after(seconds: int) -> str:
            await page.clock.run_for(seconds * 1000)
            return (await place.inner_text()).removesuffix(" of 4")

        assert [await after(11), await after(2), await after(12)] == ["1", "2", "3"]
        await pause.click()
        await expect(pause).to_have_text("Go on")
        await page.mouse.move(640, 5)
        assert await after(60) == "3"
        await page.keyboard.press("PageDown")
        assert await after(60) == "4"
        await page.keyboard.press("PageUp")
        assert await after(0) == "3"
        await pause.click()
        await page.mouse.move(400, 400)
        assert await after(50) == "3"
        # A pointer that was left lying on the page holds nothing for ever.
        assert await after(11 + 15) == "4"
        await page.keyboard.press("Tab")
        await pause.focus()
        assert await after(60) == "4"


async def test_a_new_number_is_seen_on_the_slide_that_is_shown_and_the_slide_stays(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LOOK_SECONDS", 0.05)
    told = Told(STANDS["between"])
    look = STANDS["between"]
    async with opened(browser, told) as page:
        await page.keyboard.press("ArrowRight")
        shown = await page.evaluate(SEEN)
        (day,) = look.view.days
        *before, last = day.questions
        grown = replace(last, themes=(Named("Feste Treffen", 7), *last.themes))
        day = replace(day, questions=(*before, grown))
        told.look = replace(look, view=replace(look.view, joined=13, days=(day,)))
        await expect(page.locator(".figures dd")).to_have_text("13")
        await expect(page.locator("[data-place]")).to_have_text("2 of 2")
        theme = page.locator(".card:not([data-waits]) .grown li", has_text="Feste Treffen").first
        await expect(theme).to_contain_text("7")
        assert await theme.evaluate("one => one.getBoundingClientRect().height") > 1
        assert await page.evaluate(SEEN) == shown


async def test_a_card_that_comes_is_put_on_a_slide_and_a_stand_that_ends_takes_its_slides_along(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LOOK_SECONDS", 0.05)
    told = Told(STANDS["between"])
    async with opened(browser, told) as page:
        await page.keyboard.press("ArrowRight")
        told.look = STANDS["summary"]
        await expect(page.locator("[data-place]")).to_have_text("4 of 4")
        assert await page.evaluate(CUT_OFF) == []
        told.look = STANDS["running"]
        await expect(page.locator(".far")).to_have_count(5)
        await expect(page.locator("[data-slides]")).to_be_hidden()
        assert await page.locator("[data-waits]").count() == 0
        told.look = None
        await expect(page.locator("body")).to_have_text("This wall has been switched off.")
        await expect(page.locator("html:not([data-sliding])")).to_be_attached()


async def test_slides_fade_into_each_other_and_what_grew_grows_again(browser: Browser) -> None:
    told = Told(STANDS["between"])
    async with served_site(told.read) as here, window(browser, PROJECTOR) as page:
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await open_wall(page, here)
        await page.keyboard.press("ArrowRight")
        await page.evaluate(UNTIL_IT_FADES)
        name = await page.evaluate(HOW_IT_GROWS, "2 of 2")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("ArrowRight")
        again = await page.evaluate(HOW_IT_GROWS, "1 of 2")
        assert {name, again} == {"grow", "grow-again"}
        assert wrong == []


async def test_elsewhere_all_of_it_stands_one_below_the_other(browser: Browser) -> None:
    told = Told(STANDS["summary"])

    async def stands_in_one_page(page: Page) -> bool:
        await expect(page.locator("html:not([data-sliding])")).to_be_attached()
        parts = await page.locator("[data-part]").count()
        return (
            await page.locator("[data-slides]").is_hidden()
            and len(await page.evaluate(SEEN)) == parts
            and bool(await page.evaluate("document.documentElement.scrollHeight > innerHeight"))
        )

    async with opened(browser, told) as page:
        await expect(page.locator("html[data-sliding]")).to_be_attached()
        await page.emulate_media(reduced_motion="reduce")
        assert await stands_in_one_page(page)
        await page.emulate_media(reduced_motion="no-preference")
        await expect(page.locator("html[data-sliding]")).to_be_attached()
        await page.emulate_media(media="print")
        assert await stands_in_one_page(page)
        await page.emulate_media(media="screen")
        await resized(page, PHONE)
        assert await stands_in_one_page(page)
    async with (
        served_site(told.read) as here,
        window(browser, PROJECTOR, script=False) as page,
    ):
        await page.goto(f"{here.root}/wall/token?lang=en")
        # What cannot run a script cannot be asked by one either: Playwright looks from outside.
        await expect(page.locator("[data-slides]")).to_be_hidden()
        for number in range(await page.locator("[data-part]").count()):
            box = await page.locator("[data-part]").nth(number).bounding_box()
            assert box is not None
            assert box["height"] > 1
