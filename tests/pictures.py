"""The pictures of the room and of the wall in docs/images, taken in Chromium: `make pictures`."""

import asyncio
import io
import os
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import Browser, Page

from bot import logs
from tests.bot.rehearsal.page.setting_up import ready_to_join
from tests.bot.rehearsal.page.visitor import AMIRA, Visitor, library_source, visiting
from tests.bot.wall.looks import STANDS, showing
from tests.bot.wall.served import served_site
from tests.browser import DESKTOP, PHONE, PROJECTOR, browsing, window

FOLDER: Final = Path("docs", "images")
COLOURS: Final = 200
"""So many are enough for a page of few colours, and a picture of it is small."""

_FONTS: Final = """<?xml version="1.0"?>
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <dir>{folder}</dir>
  <alias binding="strong">
    <family>system-ui</family>
    <prefer><family>Noto Sans</family><family>Noto Sans Arabic</family></prefer>
  </alias>
</fontconfig>
"""


async def take() -> None:
    """Take all of them."""
    async with browsing() as browser:
        await take_room(browser)
        await take_wall(browser)


async def take_wall(browser: Browser) -> None:
    """Take the wall on a projector: while a round runs, and after day 1."""
    for stand, name in (("running", "wall.png"), ("between", "wall-themes.png")):
        async with (
            served_site(showing(STANDS[stand])) as here,
            window(browser, PROJECTOR) as page,
        ):
            await page.goto(f"{here.root}/wall/token?lang=de")
            await page.locator("html[data-live=yes]").wait_for(state="attached")
            await _picture(page, PROJECTOR, name)


async def take_room(browser: Browser) -> None:
    """Play as far as the middle of day 1, and take the pictures."""
    async with visiting(browser, library_source()) as visitor:
        await _play(visitor)
        page = visitor.page
        await page.locator("#desk").evaluate("desk => { desk.scrollTop = 0; }")
        await _picture(page, DESKTOP, "rehearsal-room.png")
        await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await page.locator("#tabs").get_by_text(AMIRA).click()
        await _picture(page, PHONE, "rehearsal-room-phone.png")


async def _play(visitor: Visitor) -> None:
    await ready_to_join(visitor)
    await visitor.click("Hinzufügen")
    await visitor.let_all_answer()
    await visitor.click("Zum nächsten Termin")
    jonna, leo, amira = map(visitor.chat, ("Jonna Beispiel", "Leo Lind", AMIRA))
    await leo.shows("Frage 1 von 4")
    await leo.write("Ich will mehr Leute im Viertel kennenlernen.")
    await leo.shows("Frage 2 von 4")
    await leo.message_menu("Ich will mehr Leute", "Bearbeiten")
    await leo.write("Ich will mehr Leute im Viertel kennenlernen, auch ältere.")
    await leo.shows("Antwort auf Frage 1 geändert")
    await amira.shows("Frage 1 von 4")
    await amira.write("أريد أن أتعرف على جيراني، وأن نفعل شيئًا معًا.")
    await amira.shows("Frage 2 von 4")
    await amira.message_menu("Frage 2 von 4", "Antworten")
    await amira.write("ساعدت في تنظيم عيد في شارعنا.")
    await amira.shows("Frage 3 von 4")
    await visitor.page.locator("#everybody summary").click()
    for name in ("Оксана Коваленко", "Grace Muster", "Dilan Yıldız", "Sam Brückner") * 2:
        await visitor.click(f"{name} einmal antworten lassen")
    await visitor.page.locator("#everybody summary").click()
    await visitor.chat("Netzwerk Musterviertel").write("Schön, dass ihr heute da wart.")
    await jonna.write("/status")
    await jonna.shows("Frage 1:")


async def _picture(page: Page, size: tuple[int, int], name: str) -> None:
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.locator("body").evaluate("() => document.fonts.ready")
    taken = await page.screenshot(animations="disabled", caret="hide")
    with Image.open(io.BytesIO(taken)) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(FOLDER / name, optimize=True)


def main() -> None:
    """Take the pictures with the same fonts on every machine."""
    logs.set_up("ERROR")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as fonts:
        fonts.write(_FONTS.format(folder=files("manimgx_fonts")))
        fonts.flush()
        os.environ["FONTCONFIG_FILE"] = fonts.name
        asyncio.run(take())


if __name__ == "__main__":
    main()
