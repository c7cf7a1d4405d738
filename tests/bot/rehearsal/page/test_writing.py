"""What somebody has begun to write stays, until they send it; and what cannot be sent is said."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from bot.rehearsal.room import open_room
from bot.rehearsal.room.actions import Say
from tests.bot.rehearsal.page.visitor import (
    Chat,
    Visitor,
    library_source,
    looking_at,
    visiting,
)
from tests.browser import needs_browser

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

JONNA = "Jonna Beispiel"


async def test_a_command_that_is_chosen_leaves_what_is_being_written(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna = visitor.chat(JONNA)
        field = jonna.column.locator("textarea")
        await field.fill("Halb geschrieben")
        await jonna.column.locator(".command").get_by_text("/start").first.click()
        await expect(jonna.messages.filter(has_text="/start")).to_have_count(2)
        await expect(field).to_have_value("Halb geschrieben")

        await _choose(jonna, "/help")
        await expect(jonna.messages.filter(has_text="/help").first).to_be_visible()
        await expect(field).to_have_value("Halb geschrieben")


async def test_a_command_that_is_chosen_during_an_edit_does_not_become_the_message(
    browser: Browser,
) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna = visitor.chat(JONNA)
        field = jonna.column.locator("textarea")
        await jonna.write("Meine Antwort")
        await jonna.message_menu("Meine Antwort", "Bearbeiten")
        await _choose(jonna, "/help")
        await expect(jonna.messages.filter(has_text="/help").first).to_be_visible()
        await expect(jonna.with_text("Meine Antwort")).to_be_visible()
        await expect(field).to_have_value("Meine Antwort")


async def test_the_menu_of_commands_stays_open_when_the_bot_offers_others(
    browser: Browser,
) -> None:
    async with open_room(library_source()) as room, looking_at(browser, room) as visitor:
        jonna = visitor.chat(JONNA)
        await jonna.column.locator("textarea").fill("Halb geschrieben")
        await jonna.column.locator("[data-commands]").click()
        options = jonna.column.locator("[data-command]")
        await expect(options.first).to_contain_text("Karte des Workshops")
        before = await options.count()

        person = next(one for one in room.seen(()).people if one.name == JONNA)
        await room.act(Say(person.id, "/language en"))
        await expect(options.first).to_contain_text("Card of the workshop")
        await expect(options).to_have_count(before)


async def test_a_draft_is_there_again_after_an_edit(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna = visitor.chat(JONNA)
        field = jonna.column.locator("textarea")
        await jonna.write("Erste Fassung")
        await jonna.shows("Erste Fassung")
        await field.fill("Ein Entwurf")
        await jonna.message_menu("Erste Fassung", "Bearbeiten")
        await expect(field).to_have_value("Erste Fassung")
        await field.press("Escape")
        await expect(field).to_have_value("Ein Entwurf")

        await jonna.message_menu("Erste Fassung", "Bearbeiten")
        await jonna.write("Zweite Fassung")
        await expect(jonna.with_text("Zweite Fassung").locator(".edited")).to_be_visible()
        await expect(field).to_have_value("Ein Entwurf")


async def test_an_edit_that_leaves_nothing_is_refused_with_a_sentence(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna = visitor.chat(JONNA)
        await jonna.write("Erste Fassung")
        await jonna.message_menu("Erste Fassung", "Bearbeiten")
        await jonna.write("")
        await expect(_told(visitor)).to_contain_text("Eine Nachricht kann nicht leer sein.")
        await expect(jonna.column.locator(".about")).to_contain_text("Erste Fassung")
        await expect(jonna.with_text("Erste Fassung")).to_be_visible()


async def test_what_was_edited_in_a_run_is_not_in_the_next(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna = visitor.chat(JONNA)
        await jonna.write("Aus dem ersten Durchlauf")
        await jonna.message_menu("Aus dem ersten Durchlauf", "Bearbeiten")
        await visitor.click("Neu beginnen")
        await visitor.agree("Neu beginnen")
        await expect(jonna.with_text("Aus dem ersten Durchlauf")).to_have_count(0)
        await expect(jonna.column.locator(".about")).to_be_hidden()
        await expect(jonna.column.locator("textarea")).to_have_value("")


async def test_files_that_cannot_be_sent_are_not_and_that_is_said(
    browser: Browser, tmp_path: Path
) -> None:
    empty, film = tmp_path / "leer.txt", tmp_path / "film.mp4"
    empty.touch()
    with film.open("wb") as file:
        file.truncate(10_000_001)
    async with visiting(browser, library_source()) as visitor:
        jonna = visitor.chat(JONNA)
        before = await jonna.messages.count()
        for item, path, said in (
            ("Eigene Datei", empty, "In dieser Datei steht nichts"),
            ("Foto aus einer Datei", empty, "In dieser Datei steht nichts"),
            ("Eigene Datei", film, "Die Datei ist zu groß."),
        ):
            async with visitor.page.expect_file_chooser() as chooser:
                await jonna.attach(item)
            await (await chooser.value).set_files(path)
            await expect(_told(visitor)).to_contain_text(said)
        assert await jonna.messages.count() == before


def _told(visitor: Visitor) -> Locator:
    return visitor.page.locator(".toast.wrong").last


async def _choose(chat: Chat, command: str) -> None:
    """Choose a command from the menu beside the field."""
    await chat.column.locator("[data-commands]").click()
    await chat.column.locator(f'[data-command="{command}"]').click()
