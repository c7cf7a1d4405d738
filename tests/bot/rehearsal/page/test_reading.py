"""Reading a chat: its end, what stands above, long quotes, and what comes meanwhile."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Locator, expect

from bot.rehearsal.room import open_room
from bot.rehearsal.room.actions import Silence
from bot.rehearsal.room.seeing import RoomSeen
from bot.rehearsal.standin import SeenMessage
from bot.rehearsal.standin.markup import parse_html
from tests.bot.rehearsal.page.behind import Behind
from tests.bot.rehearsal.page.setting_up import ready_to_join
from tests.bot.rehearsal.page.visitor import AMIRA, GROUP, library_source, looking_at, visiting
from tests.browser import PHONE, needs_browser

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

LONG = "Was jemand gesagt hat, über viele Zeilen hinweg. " * 12
QUOTE = f"<blockquote expandable>{LONG}</blockquote><blockquote expandable>Kurz.</blockquote>"


class Written(Behind):
    """A room in which the bot has written more to everybody; `texts` says what."""

    texts: tuple[str, ...] = ()

    def seen(self, chats: Collection[int]) -> RoomSeen:
        seen = super().seen(chats)
        more = tuple(
            replace(chat, messages=(*chat.messages, *self._written(chat.id))) for chat in seen.chats
        )
        return replace(seen, chats=more)

    async def write(self, *texts: str) -> None:
        self.texts += texts
        leo = self._room.seen(()).people[2].id
        await self._room.act(Silence(leo, silent=len(self.texts) % 2 == 0))

    def _written(self, chat: int) -> tuple[SeenMessage, ...]:
        return tuple(
            SeenMessage(
                chat,
                1000 + number,
                datetime(2027, 1, 26, tzinfo=UTC),
                "Nachklang",
                from_bot=True,
                origin={"from": {"id": 1000}},
                formatted=parse_html(text),
            )
            for number, text in enumerate(self.texts)
        )


async def test_who_reads_above_stays_there_and_hears_how_much_has_come(browser: Browser) -> None:
    async with open_room(library_source()) as room:
        written = Written(room)
        await written.write(*(f"Nachricht {number}" for number in range(40)))
        async with looking_at(browser, written) as visitor:
            jonna = visitor.chat("Jonna Beispiel")
            scroll, down = jonna.column.locator(".scroll"), jonna.column.locator(".down")
            await expect(jonna.with_text("Nachricht 39")).to_be_in_viewport()
            await written.write("Nachricht 40")
            await expect(jonna.with_text("Nachricht 40")).to_be_in_viewport()

            await scroll.evaluate("element => { element.scrollTop = 300; }")
            await expect(down).to_be_visible()
            await written.write("Nachricht 41", "Nachricht 42")
            await expect(down).to_have_text("2")
            assert await _top(scroll) == 300
            await expect(jonna.column.locator(".first-unread")).to_contain_text("Nachricht 41")

            await down.click()
            await expect(jonna.with_text("Nachricht 42")).to_be_in_viewport()
            await expect(down).to_be_hidden()


async def test_a_long_quote_is_folded_to_three_lines_and_a_short_one_is_not(
    browser: Browser,
) -> None:
    async with open_room(library_source()) as room:
        written = Written(room)
        await written.write(QUOTE)
        async with looking_at(browser, written) as visitor:
            quotes = visitor.chat("Jonna Beispiel").column.locator("blockquote")
            long, short = quotes.first.locator(".lines"), quotes.last
            await expect(short.get_by_role("button")).to_be_hidden()
            assert await _lines(long) == 3
            await quotes.first.get_by_role("button", name="Ganz zeigen").click()
            assert await _lines(long) > 3
            await expect(quotes.first.get_by_role("button")).to_be_hidden()


async def test_on_a_phone_a_tab_says_how_much_has_come_in_a_chat(browser: Browser) -> None:
    async with open_room(library_source()) as room:
        written = Written(room)
        async with looking_at(browser, written) as visitor:
            await visitor.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            tab = visitor.page.locator("#tabs").get_by_role("button", name=AMIRA)
            await expect(visitor.chat(AMIRA).column).to_be_hidden()
            await written.write("Nachricht 1")
            await visitor.chat("Jonna Beispiel").shows("Nachricht 1")
            await written.write("Nachricht 2")
            await expect(tab.locator("b")).to_have_text("1")
            await expect(tab).to_have_accessible_name(f"{AMIRA}, 1 neu")
            await tab.click()
            await expect(visitor.chat(AMIRA).with_text("Nachricht 2")).to_be_in_viewport()
            await expect(tab.locator("b")).to_have_count(0)


async def test_on_a_phone_the_tab_of_the_chat_that_is_shown_can_be_seen(browser: Browser) -> None:
    """Also where it was not chosen by its tab, and after loading the page again."""
    async with visiting(browser, library_source()) as visitor:
        page, tabs = visitor.page, visitor.page.locator("#tabs")
        await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await ready_to_join(visitor)
        tab = tabs.get_by_role("button", name=GROUP)
        await expect(tab).to_have_attribute("aria-current", "true")
        assert await _can_be_touched(tab)
        await page.reload()
        await expect(tab).to_have_attribute("aria-current", "true")
        assert await _can_be_touched(tab)


async def test_on_a_phone_the_number_of_new_messages_can_be_seen_behind_a_long_name(
    browser: Browser,
) -> None:
    async with open_room(library_source()) as room:
        written = Written(room)
        async with looking_at(browser, written) as visitor:
            page, tabs = visitor.page, visitor.page.locator("#tabs")
            await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            await visitor.chat("Jonna Beispiel").shows("Hallo Jonna")
            await tabs.get_by_role("button", name="Leo Lind").click()
            await written.write(*(f"Nachricht {number}" for number in range(12)))
            number = tabs.get_by_role("button", name="Jonna Beispiel").locator("b")
            await expect(number).to_have_text("12")
            assert await _can_be_touched(number)


async def _can_be_touched(one: Locator) -> bool:
    """Whether both ends of something are seen, and nothing lies over them."""
    return bool(
        await one.evaluate(
            """one => {
                const { left, right, top, height } = one.getBoundingClientRect();
                const at = x => document.elementFromPoint(x, top + height / 2);
                return [left + 3, right - 3].every(x => one.contains(at(x)));
            }"""
        )
    )


async def _top(scroll: Locator) -> int:
    return int(await scroll.evaluate("element => element.scrollTop"))


async def _lines(text: Locator) -> int:
    script = "one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))"
    return int(await text.evaluate(script))
