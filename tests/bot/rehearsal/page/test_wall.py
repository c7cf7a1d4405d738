"""The wall of a workshop that is rehearsed, in a window of its own."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot.rehearsal.page.setting_up import ready_to_join
from tests.bot.rehearsal.page.visitor import Visitor, library_source, visiting
from tests.browser import needs_browser

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]


async def test_the_wall_follows_a_round_in_a_second_window(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        await ready_to_join(visitor)
        wall = await _wall(visitor)
        await visitor.let_all_answer()
        await expect(wall.locator("main")).to_contain_text("6")
        await visitor.click("Zum nächsten Termin")
        await expect(wall.locator("body")).to_contain_text("0 fertig")

        await visitor.let_all_answer()

        await expect(visitor.part("progress").locator(".count").first).to_have_text("6 von 6")
        await expect(wall.locator("body")).to_contain_text("6 fertig")


async def _wall(visitor: Visitor) -> Page:
    """Have the wall's link made on the card, and open it as people do."""
    jonna = visitor.chat("Jonna Beispiel")
    await jonna.write("/workshop")
    await jonna.press("Leinwand")
    link = jonna.column.get_by_role("link", name="/wall/").last
    async with visitor.page.context.expect_page() as opened:
        await link.click()
    return await opened.value
