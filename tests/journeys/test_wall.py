"""A facilitator puts the wall on the projector; people choose whether their names stand there."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.journeys.settings import set_up
from tests.journeys.stage import Stage, open_stage
from tests.patience import PATIENCE

PUBLIC = "https://bot.example.org"


@dataclass(frozen=True)
class Wall:
    """What somebody with the link sees: the large numbers, and names."""

    figures: list[str]
    names: list[str]


async def shown(stage: Stage, link: str) -> tuple[int, str]:
    """Status and page, behind a web server that passes it on."""
    here = link.replace(PUBLIC, f"http://127.0.0.1:{stage.app.http_port}")
    async with aiohttp.ClientSession() as session, session.get(f"{here}?lang=en") as answer:
        return answer.status, await answer.text()


async def comes_to_show(stage: Stage, link: str, wanted: Wall) -> str:
    """The wall, which may be a second behind, shows exactly this; returns the page."""
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while True:
        status, html = await shown(stage, link)
        found = Wall(
            re.findall(r"<dd>(\d+)</dd>", html),
            re.findall(r'<li data-key="name-[^"]+"[^>]*><bdi>([^<]+)</bdi>', html),
        )
        if found == wanted or loop.time() > until:
            assert (status, found) == (200, wanted)
            return html
        await asyncio.sleep(0.05)


async def test_the_wall_of_a_workshop(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    async with open_stage(tmp_path, public_url=PUBLIC, http_port=0) as stage:
        jonna = stage.person("Jonna", "Beispiel")
        invited = await set_up(stage, jonna, "netzwerkarbeit", "Netzwerkarbeit", "30.1.")
        early = stage.person("Dilan", "Yavuz")
        await invited.joins(stage, early, "Ohne Namen")
        await stage.says(jonna, "/workshop")
        await stage.presses(jonna, "Leinwand")
        first = jonna.messages[-1].text
        link = re.findall(rf"{PUBLIC}/wall/[\w-]+", first)[0]
        await comes_to_show(stage, link, Wall(["1"], []))

        amira = stage.person("Amira", "Haddad")
        leo = stage.person("Leo", "Lind", "en")
        await invited.joins(stage, amira, "Als „Amira“")
        await invited.joins(stage, leo, "As “Leo”")
        await stage.presses(amira, "Meinen Vornamen zeigen")
        await stage.says(leo, "/privacy")
        await stage.presses(leo, "Show my first name")
        await stage.at("2027-01-30 17:00")
        await stage.says(amira, "Sich kennen, bevor man sich braucht.")
        html = await comes_to_show(stage, link, Wall(["3", "1", "0"], ["Amira", "Leo"]))
        assert "Sich kennen" not in html

        await stage.says(leo, "/privacy")
        await stage.presses(leo, "First name off the wall")
        await stage.says(amira, "/leave")
        await stage.presses(jonna, "Neuer Link")
        again = re.findall(rf"{PUBLIC}/wall/[\w-]+", jonna.messages[-1].text)[0]
        await comes_to_show(stage, again, Wall(["2", "0", "0"], []))
        await stage.presses(jonna, "Ausschalten")
        golden("wall", stage.journal)


def test_who_has_no_web_pages_does_not_load_them() -> None:
    program = (
        "import sys; import bot.main, bot.cli;"
        " print([name for name in sys.modules if name.startswith(('bot.web', 'starlette'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"[]\n"
