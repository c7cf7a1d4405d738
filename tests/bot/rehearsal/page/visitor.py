"""Somebody at the page: reads, types and clicks, and waits as a person does, by looking."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Browser, Locator, Page, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

from bot.rehearsal.page.opening import page_of
from bot.rehearsal.room import FlowFile, Room, open_room
from flows.ids import FlowId
from flows.library import library_flow
from tests.browser import window

AMIRA = "أميرة حداد"
GROUP = "Netzwerk Musterviertel"

MOMENT = 400
TIMES = 20


@dataclass(frozen=True)
class Chat:
    """A column with one chat."""

    column: Locator

    @property
    def messages(self) -> Locator:
        return self.column.locator(".message")

    @property
    def newest(self) -> Locator:
        return self.messages.last

    def with_text(self, text: str | re.Pattern[str]) -> Locator:
        """The newest message with this text."""
        return self.messages.filter(has_text=text).last

    async def shows(self, text: str | re.Pattern[str]) -> Locator:
        """Wait until a message says this."""
        found = self.with_text(text)
        await expect(found).to_be_visible()
        return found

    async def write(self, text: str) -> None:
        """Type into the field, and send with Enter."""
        field = self.column.locator("textarea")
        await field.fill(text)
        await field.press("Enter")

    async def press(self, label: str | re.Pattern[str]) -> None:
        """Press the newest button with this label, as soon as there is one."""
        await self.column.locator(".key").filter(has_text=label).last.click()

    async def press_until(self, label: str | re.Pattern[str], text: str) -> None:
        """Press a button again and again, until a message says this."""
        for _ in range(TIMES):
            await self.press(label)
            if await _comes(self.with_text(text)):
                return
        await self.shows(text)

    async def offered(self, label: str) -> None:
        """Press what is offered in place of the field."""
        await self.column.locator(".instead").get_by_role("button", name=label).click()

    async def menu(self, item: str) -> None:
        """Choose from the menu at the column's head."""
        await self.column.locator("[data-menu=chat]").click()
        await self.column.page.get_by_role("menuitem", name=item, exact=True).click()

    async def attach(self, item: str) -> None:
        """Choose from the menu of what can be attached."""
        await self.column.locator("[data-menu=attach]").click()
        await self.column.page.get_by_role("menuitem", name=item, exact=True).click()

    async def message_menu(self, text: str, item: str) -> None:
        """Choose from the menu of a message."""
        await self.with_text(text).locator("[data-menu=message]").click()
        await self.column.page.get_by_role("menuitem", name=item, exact=True).click()


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks at the page in German."""

    page: Page

    def chat(self, name: str) -> Chat:
        """A chat whose column is open."""
        return Chat(self.page.get_by_role("region", name=name, exact=True))

    async def click(self, name: str) -> None:
        """Click a button of the desk, and wait until the page shows what came of it."""
        button = self.page.locator("#desk").get_by_role("button", name=name, exact=True)
        await button.click()
        await expect(button).not_to_have_attribute("aria-busy", "true")

    async def until_shown(self, chat: Chat, text: str, button: str) -> None:
        """Click a button of the desk again and again, until a message in a chat says this."""
        for _ in range(TIMES):
            await self.click(button)
            if await _comes(chat.with_text(text)):
                return
        await chat.shows(text)

    def part(self, name: str) -> Locator:
        """A part of the desk."""
        return self.page.locator(f"[data-part={name}]")

    async def agree(self, name: str) -> None:
        """Press a button of the dialog that is open."""
        await self.page.locator("dialog[open]").get_by_role("button", name=name, exact=True).click()

    async def let_all_answer(self) -> None:
        """Let everybody answer, and wait until nobody does any more."""
        await self.click("Alle antworten lassen")
        await expect(self.page.locator("#stop")).to_be_hidden()


@asynccontextmanager
async def visiting(browser: Browser, source: FlowFile) -> AsyncIterator[Visitor]:
    """Somebody at the page of a room that has just been opened."""
    async with open_room(source) as room, looking_at(browser, room) as visitor:
        yield visitor


@asynccontextmanager
async def looking_at(browser: Browser, room: Room) -> AsyncIterator[Visitor]:
    """Somebody at the page of a room.

    Fails where the page asked for anything that is not its own, or its scripts failed.
    """
    async with page_of(room, 0) as address, window(browser) as page:
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda one: wrong.extend(_foreign(one.url, address)))
        await page.goto(address)
        await expect(page.locator("body[data-version]")).to_be_attached()
        yield Visitor(page)
        assert wrong == []


def library_source(name: str = "zwei-tage") -> FlowFile:
    """A flow that comes along."""
    found = library_flow(FlowId(name))
    assert found is not None
    return FlowFile(found)


async def _comes(found: Locator) -> bool:
    """Whether something is there after a moment."""
    try:
        await found.wait_for(state="visible", timeout=MOMENT)
    except PlaywrightTimeout:
        return False
    return True


def _foreign(url: str, address: str) -> list[str]:
    """An address that does not lead to the page's own server."""
    return [] if urlsplit(url).netloc == urlsplit(address).netloc else [url]
