"""Who works with the keyboard alone stays where they are, also when what they pressed goes away."""

import pytest
from playwright.async_api import Browser, expect

from tests.bot.rehearsal.page.setting_up import ready_to_join
from tests.bot.rehearsal.page.visitor import AMIRA, Visitor, library_source, visiting
from tests.browser import needs_browser

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]


async def test_after_starting_and_after_unblocking_one_writes(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        amira = visitor.chat(AMIRA)
        instead, field = amira.column.locator(".instead"), amira.column.locator("textarea")
        await _reach(visitor, "Nachrichten mit أميرة حداد")
        await visitor.page.keyboard.press("Tab")
        await expect(instead.get_by_role("button", name="Starten")).to_be_focused()
        await visitor.page.keyboard.press("Enter")
        await expect(field).to_be_focused()

        await amira.menu("Bot blockieren")
        await instead.get_by_role("button", name="Bot wieder zulassen").press("Enter")
        await expect(field).to_be_focused()


async def test_the_two_buttons_for_slow_answers_hand_the_focus_on(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        await ready_to_join(visitor)
        slowly, stop = visitor.page.locator("#slowly"), visitor.page.locator("#stop")
        await slowly.press("Enter")
        await expect(stop).to_be_focused()
        await stop.press("Enter")
        await expect(slowly).to_be_focused()


async def test_after_deleting_a_message_one_is_still_in_its_chat(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna, keyboard = visitor.chat("Jonna Beispiel"), visitor.page.keyboard
        greeting = jonna.with_text("Hallo Jonna")
        await greeting.locator("[data-menu=message]").press("Enter")
        await keyboard.press("End")
        await keyboard.press("Enter")
        await expect(greeting).to_have_count(0)
        await expect(jonna.column.locator(".scroll")).to_be_focused()


async def test_enter_in_a_dialog_agrees_and_its_other_button_does_not(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna, dialog = visitor.chat("Jonna Beispiel"), visitor.page.locator("dialog[open]")
        await jonna.menu("Gruppe oder Kanal gründen …")
        await dialog.get_by_label("Name").fill("Wird nichts")
        await visitor.agree("Abbrechen")
        await expect(dialog).to_have_count(0)

        await jonna.menu("Gruppe oder Kanal gründen …")
        await expect(dialog.get_by_label("Name")).to_have_value("")
        await dialog.get_by_label("Name").fill("Kollegium")
        await dialog.get_by_label("Name").press("Enter")
        await expect(visitor.chat("Kollegium").column).to_be_visible()
        names = visitor.chat("Kollegium").column.locator(".chat option")
        await expect(names.filter(has_text="Wird nichts")).to_have_count(0)


async def _reach(visitor: Visitor, name: str) -> None:
    """Focus a region by its name, as who tabs there does."""
    await visitor.page.get_by_role("region", name=name, exact=True).focus()
