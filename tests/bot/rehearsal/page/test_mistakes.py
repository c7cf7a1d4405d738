"""A flow's mistakes at the page, in the language in which it is read."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.messages.wording import in_language
from bot.rehearsal.page.desk import Desk
from bot.rehearsal.room import FlowFile
from flows.mistakes import Mistakes
from flows.reading import read_flow
from tests.bot.rehearsal.page.test_picture import ROOM
from tests.bot.rehearsal.page.visitor import visiting
from tests.browser import axe_finds, needs_browser

FLOW = Path("flows", "library", "zwei-tage.yaml").read_text("utf-8")
BROKEN = (
    FLOW.replace("id: zwei-tage", "id: mein-ablauf")
    .replace("version:", "verison:")
    .replace("opens: 17:00", "opens: fünf Uhr", 1)
    .replace("kind: choice", "kind: mehrere", 1)
)


@needs_browser
@pytest.mark.asyncio(loop_scope="package")
async def test_mistakes_are_said_in_the_language_of_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "mein-ablauf.yaml"
    path.write_text(FLOW, "utf-8")
    source = FlowFile.at(path)
    assert isinstance(source, FlowFile)
    async with visiting(browser, source) as visitor:
        path.write_text(BROKEN, "utf-8")
        mistakes = visitor.part("mistakes").locator("li")
        version, opens, kind = (_line(found) for found in ("verison", "fünf Uhr", "mehrere"))
        await expect(mistakes).to_have_text(
            [
                f"Zeile {version} verison: `verison` ist hier nicht bekannt. Meinst du `version`?",
                f"Zeile {opens} days[0].opens: `fünf Uhr` ist keine Uhrzeit. "
                "Schreib zum Beispiel `17:00`.",
                f"Zeile {kind} days[0].questions[3].kind: `mehrere` ist nicht bekannt. "
                "Nimm `text`, `choice`, `choices` oder `scale`.",
            ]
        )
        assert (await axe_finds(visitor.page))[1] == []

        await visitor.page.get_by_role("link", name="English", exact=True).click()
        await expect(mistakes.nth(2)).to_have_text(
            f"Line {kind} days[0].questions[3].kind: `mehrere` is unknown. "
            "Use `text`, `choice`, `choices` or `scale`."
        )


def _line(found: str) -> int:
    return BROKEN[: BROKEN.index(found)].count("\n") + 1


def test_what_stands_in_the_file_is_no_markup_on_the_page() -> None:
    found = read_flow(b'id: "<b>&lt"', "probe.yaml")
    assert isinstance(found, Mistakes)
    room = replace(ROOM, flow=replace(ROOM.flow, mistakes=found.mistakes[-1:]))
    assert (
        "`&lt;b&gt;&amp;lt` kann keine id sein." in Desk(in_language("de")).parts(room)["mistakes"]
    )
