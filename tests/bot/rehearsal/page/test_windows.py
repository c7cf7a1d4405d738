"""Several windows on one room, and those that nobody looks at any more."""

from typing import Final

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot.rehearsal.page.visitor import Visitor, library_source, visiting
from tests.browser import needs_browser

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

CONNECTIONS: Final = 6
"""So many a browser opens to one place."""


async def test_what_is_done_in_one_window_shows_in_the_other(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        other = await _another(visitor)
        await other.chat("Jonna Beispiel").write("Aus dem zweiten Fenster")
        await visitor.chat("Jonna Beispiel").shows("Aus dem zweiten Fenster")

        await visitor.click("Neu beginnen")
        await visitor.agree("Neu beginnen")
        gone = other.chat("Jonna Beispiel").with_text("Aus dem zweiten Fenster")
        await expect(gone).to_have_count(0)


async def test_windows_that_nobody_sees_leave_room_for_others_and_go_on_when_seen(
    browser: Browser,
) -> None:
    async with visiting(browser, library_source()) as visitor:
        await _seen(visitor.page, seen=False)
        for _ in range(CONNECTIONS):
            other = await _another(visitor)
            await other.chat("Jonna Beispiel").write("/help")
            await other.chat("Jonna Beispiel").shows("/help")
            await _seen(other.page, seen=False)

        said = visitor.chat("Jonna Beispiel").messages.filter(has_text="/help")
        await expect(said).to_have_count(0)
        await _seen(visitor.page, seen=True)
        await expect(said.first).to_be_visible()


async def _another(visitor: Visitor) -> Visitor:
    """A second window of the same browser on the same room."""
    page = await visitor.page.context.new_page()
    await page.goto(visitor.page.url)
    await expect(page.locator("body[data-version]")).to_be_attached()
    return Visitor(page)


async def _seen(page: Page, *, seen: bool) -> None:
    """Look at a window, or at something else; the browser of tests shows all of them at once."""
    await page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        not seen,
    )
