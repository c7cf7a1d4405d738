"""What can be done at the page, by mouse and by keyboard, and what axe says about it."""

from itertools import product
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.async_api import Browser, Page, expect

from bot.rehearsal.page.opening import page_of
from bot.rehearsal.room import FlowFile, open_room
from tests.bot.rehearsal.page.setting_up import ready_to_join
from tests.bot.rehearsal.page.visitor import AMIRA, GROUP, Visitor, library_source, visiting
from tests.browser import DESKTOP, PHONE, axe_finds, needs_browser, window

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

FLOW: Final = Path("flows", "library", "zwei-tage.yaml").read_text("utf-8")
POST: Final = Path("docs", "post.png").read_bytes()
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


async def test_the_flow_is_broken_and_mended_while_it_runs(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "mein-ablauf.yaml"
    text = FLOW.replace("id: zwei-tage", "id: mein-ablauf")
    path.write_text(text, "utf-8")
    source = FlowFile.at(path)
    assert isinstance(source, FlowFile)
    line = text[: text.index("opens:")].count("\n") + 1
    async with visiting(browser, source) as visitor:
        mistakes, newer = visitor.part("mistakes"), visitor.part("newer")

        path.write_text(text.replace("opens: 17:00", "opens: fünf Uhr", 1), "utf-8")
        await expect(mistakes).to_contain_text("1 Fehler in der Datei")
        await expect(mistakes.locator("li")).to_have_count(1)
        await expect(mistakes.locator(".place")).to_have_text(f"Zeile {line}")
        await expect(newer).to_be_empty()

        path.write_text(text.replace("Was hat dich in", "Was führt dich in"), "utf-8")
        await expect(mistakes).to_be_empty()
        await newer.get_by_role("button", name="Damit neu beginnen").click()
        await visitor.agree("Neu beginnen")
        await expect(newer).to_be_empty()
        await visitor.page.get_by_text("Tage und Fragen").click()
        await expect(visitor.part("outline")).to_contain_text("Was führt dich in diesen Workshop")


async def test_what_people_do_with_their_phones(browser: Browser, tmp_path: Path) -> None:
    async with visiting(browser, library_source()) as visitor:
        amira, group = visitor.chat(AMIRA), visitor.chat(GROUP)
        await amira.offered("Starten")
        await amira.shows("Nachklang schreibt")
        await amira.menu("Bot blockieren")
        await expect(amira.column.locator(".instead")).to_contain_text(
            "Der Bot ist hier blockiert."
        )
        await expect(amira.column.locator(".state")).to_have_text(
            "hat den Bot blockiert · Arabisch"
        )
        await amira.offered("Bot wieder zulassen")
        await expect(amira.column.locator("textarea")).to_be_visible()

        await amira.menu("Sprache des Telefons …")
        await visitor.page.locator("dialog[open] select").select_option("uk")
        await visitor.agree("Einstellen")
        await expect(amira.column.locator(".state")).to_have_text("Ukrainisch")

        picture = tmp_path / "bild.png"
        picture.write_bytes(POST)
        async with visitor.page.expect_file_chooser() as chooser:
            await amira.attach("Foto aus einer Datei")
        await (await chooser.value).set_files(picture)
        shown = amira.column.locator("img").last
        await expect(shown).to_have_js_property("naturalWidth", 800)
        for item, words in (
            ("Sprachnachricht", "Sprachnachricht, 3 s"),
            ("Standort", "Standort: 52,5 / 13,4"),
            ("Kontakt", "Kontakt: Kontakt"),
            ("Sticker", "Sticker"),
        ):
            await amira.attach(item)
            await amira.shows(words)

        async with visitor.page.expect_file_chooser() as chooser:
            await amira.attach("Eigene Datei")
        await (await chooser.value).set_files(picture)
        await expect(amira.column.locator(".file-name").last).to_have_text("bild.png")

        await amira.write("<b>kein Markup</b>")
        await expect(amira.with_text("kein Markup").locator(".text")).to_have_text(
            "<b>kein Markup</b>"
        )
        await amira.message_menu("kein Markup", "An den Bot weiterleiten")
        await amira.shows("Weitergeleitet von")
        for _ in range(2):
            await amira.message_menu("kein Markup", "Für sich löschen")
        await expect(amira.messages.filter(has_text="kein Markup")).to_have_count(0)

        await group.menu("Bot hinzufügen")
        await group.shows("fügt Nachklang hinzu")
        await group.menu("Bot entfernen")
        await group.shows("Jonna Beispiel entfernt Nachklang")
        await group.menu("Bot hinzufügen")
        await expect(group.messages.filter(has_text="fügt Nachklang hinzu")).to_have_count(2)
        await group.menu("In eine Supergruppe umwandeln")
        await group.shows("Ab hier geht die Supergruppe weiter.")

        await amira.menu("Telegram-Konto löschen …")
        await visitor.agree("Konto löschen")
        await expect(amira.column.locator(".instead")).to_contain_text("Dieses Konto ist gelöscht.")


async def test_a_link_that_leads_elsewhere_opens_a_window_and_stays_out_of_the_room(
    browser: Browser,
) -> None:
    async with visiting(browser, library_source()) as visitor:
        jonna, elsewhere = visitor.chat("Jonna Beispiel"), visitor.page.url
        await jonna.write(f"Schau hier: {elsewhere}")
        link = jonna.column.get_by_role("link", name=elsewhere)
        async with visitor.page.context.expect_page() as opened:
            await link.click()
        page = await opened.value
        assert page.url == elsewhere
        assert await page.evaluate("window.opener") is None
        await jonna.with_text("Schau hier").locator(".meta").click()
        await expect(visitor.page.locator("dialog[open]")).to_have_count(0)


async def test_typing_alone_is_enough(browser: Browser) -> None:
    """Commands, the last message, a menu, a dialog: with the keyboard."""
    async with visiting(browser, library_source()) as visitor:
        jonna, keyboard = visitor.chat("Jonna Beispiel"), visitor.page.keyboard
        field = jonna.column.locator("textarea")
        await field.press_sequentially("/ne")
        await expect(jonna.column.get_by_role("option")).to_contain_text(["/new"])
        await keyboard.press("Enter")
        await jonna.shows("Welcher Ablauf?")

        await field.press_sequentially("eins")
        await keyboard.press("Shift+Enter")
        await field.press_sequentially("zwei")
        await keyboard.press("Enter")
        await expect(jonna.with_text("eins").locator(".text")).to_have_text("eins\nzwei")
        await keyboard.press("ArrowUp")
        await expect(field).to_have_value("eins\nzwei")
        await keyboard.press("Escape")
        await expect(field).to_have_value("")

        await jonna.column.locator(".close").focus()
        await keyboard.press("Tab")
        await keyboard.press("Enter")
        await expect(field).to_be_focused()
        await keyboard.type("Entwurf")
        chooser = jonna.column.locator("select.chat")
        await chooser.select_option(label="Grace Muster")
        grace = visitor.chat("Grace Muster")
        await expect(grace.column.locator("textarea")).to_have_value("")
        await grace.column.locator("select.chat").select_option(label="Jonna Beispiel")
        await expect(field).to_have_value("Entwurf")

        await visitor.page.locator("#restart").focus()
        await keyboard.press("Enter")
        await expect(visitor.page.locator("dialog[open]")).to_be_visible()
        await keyboard.press("Escape")
        await expect(visitor.page.locator("dialog[open]")).to_have_count(0)


async def test_what_cannot_be_done_is_said(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        await visitor.click("Zum nächsten Termin")
        await expect(visitor.page.locator(".toast.wrong")).to_contain_text("Nichts ist geplant.")


async def test_when_the_rehearsal_has_ended_that_is_said_and_what_was_typed_stays(
    browser: Browser,
) -> None:
    async with window(browser) as page:
        async with open_room(library_source()) as room, page_of(room, 0) as address:
            await page.goto(address)
            await expect(page.locator("body[data-version]")).to_be_attached()
        jonna = Visitor(page).chat("Jonna Beispiel")
        await expect(page.locator("#away")).to_be_visible()
        await jonna.write("Hallo")
        await expect(page.locator(".toast.wrong")).to_contain_text("Nichts ist geschehen")
        await expect(jonna.column.locator("textarea")).to_have_value("Hallo")


async def test_the_clock_goes_on_until_the_rehearsal_has_ended(browser: Browser) -> None:
    async with window(browser) as page:
        clock = page.locator("#clock")
        await page.clock.install()
        async with open_room(library_source()) as room, page_of(room, 0) as address:
            await page.goto(address)
            await expect(clock).to_contain_text("10:20")
            await page.clock.fast_forward("02:00")
            await expect(clock).to_contain_text("10:22")
        await expect(page.locator("#away")).to_be_visible()
        await page.clock.fast_forward("02:00")
        await page.clock.run_for(2000)
        assert "10:22" in await clock.inner_text()


async def test_the_clock_can_be_set(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        clock = visitor.page.locator("#clock")
        await expect(clock).to_contain_text("10:20")
        await visitor.click("Eine Stunde weiter")
        await expect(clock).to_contain_text("11:20")
        await visitor.page.get_by_label("Tag und Uhrzeit").fill("2027-02-03T17:05")
        await visitor.click("Dorthin")
        await expect(clock).to_contain_text("17:05")
        await expect(clock).to_contain_text("Mittwoch, 3. Februar 2027")


async def test_who_clicks_twice_jumps_once(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        await ready_to_join(visitor)
        desk, clock = visitor.page.locator("#desk"), visitor.page.locator("#clock")
        await desk.get_by_role("button", name="Zum nächsten Termin").dblclick()
        await visitor.click("Eine Stunde weiter")
        await expect(clock).to_contain_text("18:00")
        await expect(clock).to_contain_text("Samstag, 30. Januar 2027")


async def test_what_is_pressed_on_a_phone_is_large_enough_for_a_thumb(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        page, jonna = visitor.page, visitor.chat("Jonna Beispiel")
        await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await jonna.write("/new")
        await jonna.shows("Welcher Ablauf?")
        assert await _small(page) == []
        await page.locator("#tabs").get_by_text("Pult").click()
        await page.locator("#everybody summary").click()
        assert await _small(page) == []
        await page.reload()
        await expect(page.locator("#tabs [aria-current]")).to_have_text("Pult")


async def _small(page: Page) -> list[str]:
    """What can be pressed, and is less than 44 pixels high; commands stand in the text."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, textarea, summary, .button")]
            .filter((one) => one.checkVisibility() && !one.matches(".command, .dots, .hop"))
            .map((one) => one.closest("label.silent") ?? one)
            .filter((one) => one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML)"""
    )
    return found


async def test_axe_finds_nothing(browser: Browser) -> None:
    """In the light and in the dark, on a desktop and on a phone; chats, desk, a dialog, a menu."""
    async with visiting(browser, library_source()) as visitor:
        page, jonna = visitor.page, visitor.chat("Jonna Beispiel")
        await jonna.write("/new")
        await jonna.shows("Welcher Ablauf?")
        await page.locator("#everybody summary").click()
        await page.locator("#outline summary").click()
        for size, scheme in product((DESKTOP, PHONE), SCHEMES):
            await page.set_viewport_size({"width": size[0], "height": size[1]})
            await page.emulate_media(color_scheme=scheme)
            assert (await axe_finds(page))[1] == [], (size, scheme)
        await jonna.column.locator("[data-menu=attach]").click()
        assert (await axe_finds(page))[1] == []
        await page.keyboard.press("Escape")
        await page.locator("#tabs").get_by_text("Pult").click()
        assert (await axe_finds(page))[1] == []
        await page.locator("#restart").click()
        assert (await axe_finds(page))[1] == []
