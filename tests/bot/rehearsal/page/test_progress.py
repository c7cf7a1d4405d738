"""The numbers on the desk, compared with what people did; and a server that sends one wrong."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from playwright.async_api import Browser, expect

from bot.rehearsal.room import open_room
from bot.rehearsal.room.seeing import RoomSeen
from tests.bot.rehearsal.page.behind import Behind
from tests.bot.rehearsal.page.setting_up import ready_to_join
from tests.bot.rehearsal.page.visitor import (
    AMIRA,
    Visitor,
    library_source,
    looking_at,
)
from tests.browser import MILLISECONDS, needs_browser

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]


class OneTooMany(Behind):
    """A room that counts one answer to the first open question that nobody gave."""

    def seen(self, chats: Collection[int]) -> RoomSeen:
        seen = super().seen(chats)
        first, *others = seen.crowd.answered
        wrong = (replace(first, answers=first.answers + 1), *others)
        return replace(seen, crowd=replace(seen.crowd, answered=wrong))


async def test_the_numbers_are_those_of_what_people_did(browser: Browser) -> None:
    async with open_room(library_source()) as room, looking_at(browser, room) as visitor:
        await ready_to_join(visitor)
        amira, leo = visitor.chat(AMIRA), visitor.chat("Leo Lind")
        for chat, agree in ((amira, "I agree"), (leo, "Ich stimme zu")):
            await chat.offered("Einladung öffnen")
            await chat.press(agree)
            await chat.press(WITHOUT_NAME[agree])
        await visitor.click("Zum nächsten Termin")
        await amira.shows("Question 1 of 4")
        await amira.write("To see how others do it.")
        await amira.shows("Question 2 of 4")
        await leo.press("Überspringen")
        await leo.shows("Frage 2 von 4")
        await leo.write("Ich habe ein Straßenfest mit aufgebaut.")
        await leo.shows("Frage 3 von 4")

        await _numbers_are_right(visitor)
        async with looking_at(browser, OneTooMany(room)) as misled:
            with pytest.raises(AssertionError):
                await _numbers_are_right(misled, patience=1_000)


WITHOUT_NAME = {"I agree": "Without a name", "Ich stimme zu": "Ohne Namen"}


async def _numbers_are_right(visitor: Visitor, patience: float = MILLISECONDS) -> None:
    progress = visitor.part("progress")
    await expect(progress.locator(".joined")).to_have_text("2 von 6 sind dabei", timeout=patience)
    counts = ["1 von 2", "1 von 2", "0 von 2", "0 von 2"]
    await expect(progress.locator(".count")).to_have_text(counts, timeout=patience)
    await expect(progress.locator(".skipped")).to_have_text(["1 übersprungen"], timeout=patience)
    bars = await progress.locator("progress").evaluate_all("all => all.map(one => one.value)")
    assert bars == [1, 1, 0, 0]
