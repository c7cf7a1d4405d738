"""The notice of a lost connection has its own room: nothing moves or is covered when it comes."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.bot.wall.looks import SHAPES, STANDS, crowded, showing
from tests.bot.wall.served import Site, served_site
from tests.browser import PHONE, PROJECTOR, needs_browser, resized, window

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

SIZES = [
    PROJECTOR,
    (1920, 1080),
    (1024, 768),
    (800, 600),
    (844, 390),
    (810, 1080),
    PHONE,
    (320, 640),
]
"""Projectors, a phone that lies on its side, a tablet that stands, and two phones."""

BOXES = """() => {
  scrollTo(0, 0);
  document.getAnimations().forEach((one) => one.finish());
  const ours = "[data-stale], :has([data-stale]), .unseen, [data-waits], [data-waits] *";
  const inSight = (one) => one.checkVisibility() && !one.matches(ours);
  return [...document.querySelectorAll("body *")].filter(inSight).map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [one.tagName, one.children.length ? "" : one.textContent, x, y, width, height];
  });
}"""
"""Where everything stands that is in sight, but for the notice, with the words of its leaves."""

COVERED = """() => {
  const over = document.querySelector("[data-stale]").getBoundingClientRect();
  if (over.top < 0 || over.left < 0 || over.bottom > innerHeight || over.right > innerWidth)
    return ["the edge"];
  return [...document.querySelectorAll("body *:not(:has(*), [data-stale])")].filter((one) => {
    const { top, left, bottom, right, width } = one.getBoundingClientRect();
    const meets = top < over.bottom && over.top < bottom && left < over.right && over.left < right;
    return meets && width > 1 && !one.closest("[data-waits]");
  }).map((one) => one.textContent || one.tagName);
}"""
"""What the notice touches; also the edge of the window."""


async def boxes(page: Page) -> list[Any]:
    """What stands where at each size."""
    found = []
    for size in SIZES:
        await resized(page, size)
        found.append(await page.evaluate(BOXES))
    return found


async def open_cut_off(page: Page, here: Site, language: str, *, motion: bool) -> None:
    """Open a wall whose connection cannot be had, and let no slide change."""

    async def refuse(route: Route) -> None:
        await route.abort()

    await page.emulate_media(reduced_motion="no-preference" if motion else "reduce")
    await page.route("**/events*", refuse)
    await page.goto(f"{here.root}/wall/token?lang={language}")
    await expect(page.locator("html[data-live=no]")).to_be_attached()
    await page.evaluate("document.querySelector('[data-pause]').click()")


async def connect(page: Page) -> None:
    """Let the connection be had again."""
    await page.unroute("**/events*")
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.locator("html[data-live=yes]")).to_be_attached()
    await expect(page.locator("[data-stale]")).to_be_hidden()


@pytest.mark.parametrize("motion", [True, False], ids=["in slides", "in one page"])
@pytest.mark.parametrize("stand", SHAPES)
async def test_nothing_moves_or_is_covered_when_it_comes(
    browser: Browser, stand: str, motion: bool
) -> None:
    for look, language in ((STANDS[stand], "en"), (crowded(STANDS[stand]), "de")):
        async with served_site(showing(look)) as here, window(browser, PROJECTOR) as page:
            await open_cut_off(page, here, language, motion=motion)
            for size in SIZES:
                await resized(page, size)
                assert await page.evaluate(COVERED) == [], size
            cut_off = await boxes(page)
            await connect(page)
            assert await boxes(page) == cut_off


async def test_it_stays_in_sight_when_a_phone_scrolls(browser: Browser) -> None:
    look = STANDS["published"]
    async with served_site(showing(look)) as here, window(browser, PHONE) as page:
        await open_cut_off(page, here, "de", motion=True)
        await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert await page.evaluate("scrollY") > PHONE[1]
        await expect(page.locator("[data-stale]")).to_be_in_viewport(ratio=1)
