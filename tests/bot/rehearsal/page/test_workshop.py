"""A whole two-day workshop, by clicking and typing alone."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.bot.rehearsal.page.setting_up import ready_to_join
from tests.bot.rehearsal.page.visitor import AMIRA, GROUP, Visitor, library_source, visiting
from tests.browser import needs_browser

pytestmark = [
    needs_browser,
    pytest.mark.asyncio(loop_scope="package"),
    pytest.mark.no_cover,  # what is behind the page is counted in the workshop of the room
]

SAID = "Ich will mehr Leute im Viertel kennenlernen."
CHANGED = "Ich will mehr Leute im Viertel kennenlernen, auch ältere."
ARABIC = "أريد أن أتعرف على جيراني."
ALMOST_ALL = re.compile(r"1\d von 12 sind dabei")  # some are silent from the beginning
INTRODUCTION = "An zwei Tagen ging es um das, was wir mitbringen."


async def test_a_workshop_from_new_to_the_published_post(browser: Browser) -> None:
    async with visiting(browser, library_source()) as visitor:
        hint = visitor.part("hint")
        await expect(hint).to_contain_text("Leg zuerst einen Workshop an")
        await ready_to_join(visitor)
        await expect(hint).to_contain_text("Öffne die Einladung in einem Chat")
        await _join(visitor)
        await expect(hint).to_be_empty()
        await _first_day(visitor)
        await _second_day(visitor)
        await _confirm_the_themes(visitor)
        sentence = await _decide_about_a_sentence(visitor)
        await _publish(visitor)

        group = visitor.chat(GROUP)
        await group.shows(re.compile(r"1\d Personen waren dabei"))
        await expect(group.messages.filter(has_text=INTRODUCTION).first).to_be_attached()
        await expect(group.messages.filter(has_text=sentence).first).to_be_attached()


async def _join(visitor: Visitor) -> None:
    amira = visitor.chat(AMIRA)
    await amira.offered("Einladung öffnen")
    await amira.press("I agree")
    await visitor.page.get_by_label("Weitere Personen").fill("6")
    await visitor.click("Hinzufügen")
    await visitor.let_all_answer()
    await expect(visitor.part("progress")).to_contain_text(ALMOST_ALL)


async def _first_day(visitor: Visitor) -> None:
    """Answers that are typed, changed, and added to by a reply; then everybody else's."""
    await visitor.click("Zum nächsten Termin")
    leo, amira = visitor.chat("Leo Lind"), visitor.chat(AMIRA)
    await leo.shows("Frage 1 von 4")
    await leo.write(SAID)
    await leo.shows("Frage 2 von 4")
    await leo.message_menu(SAID, "Bearbeiten")
    await leo.write(CHANGED)
    await leo.shows("Antwort auf Frage 1 geändert")
    await expect(leo.with_text(CHANGED)).to_contain_text("bearbeitet")
    await leo.message_menu("Frage 2 von 4", "Antworten")
    await leo.write("Ich habe ein Straßenfest mit aufgebaut.")
    await expect(leo.with_text("Straßenfest").locator(".quoted")).to_contain_text("Nachklang")
    await amira.shows("Question 1 of 4")
    await amira.write(ARABIC)
    await amira.shows("Question 2 of 4")
    await visitor.let_all_answer()
    await expect(visitor.part("progress").locator("li").first).to_contain_text("11 von 11")


async def _second_day(visitor: Visitor) -> None:
    await visitor.until_shown(visitor.chat("Leo Lind"), "Gestern haben", "Zum nächsten Termin")
    await visitor.let_all_answer()
    closed = "Tag 2 ist geschlossen"
    await visitor.until_shown(visitor.chat("Jonna Beispiel"), closed, "Zum nächsten Termin")
    await expect(visitor.part("due")).to_contain_text("Nichts ist fällig")


async def _confirm_the_themes(visitor: Visitor) -> None:
    jonna = visitor.chat("Jonna Beispiel")
    await jonna.press_until("Themen ansehen", "Stimmt das")
    await jonna.press_until(re.compile("^Stimmt$"), "Alle Themen sind bestätigt.")
    await jonna.write("/summary")
    await jonna.shows(re.compile(r"([1-9]) von \1 Them(a|en) bestätigt"))


async def _decide_about_a_sentence(visitor: Visitor) -> str:
    """Leo allows a sentence by hand, everybody else decides by themselves; returns Leo's."""
    jonna, leo = visitor.chat("Jonna Beispiel"), visitor.chat("Leo Lind")
    await leo.menu("Nicht mehr antworten")
    await jonna.press("Einleitung")
    await jonna.shows("Schreib deinen Text")
    await jonna.write(INTRODUCTION)
    await jonna.write("/summary")
    await jonna.press("Zitate")
    await jonna.press("Personen fragen")
    asked = await leo.shows("Darf dieser Satz von dir in den Beitrag?")
    sentence = (await asked.locator("blockquote").first.inner_text()).strip("„“ \n")
    await leo.press("Ja, als „Leo“")
    await visitor.let_all_answer()
    return sentence


async def _publish(visitor: Visitor) -> None:
    jonna = visitor.chat("Jonna Beispiel")
    await jonna.write("/publish")
    await jonna.press("Veröffentlichen")
    await jonna.shows("Veröffentlicht um")
