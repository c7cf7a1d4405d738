"""What all pages share: their headers, and the files that belong to them."""

import sys
from pathlib import Path

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.web.pages import SAFE, SAFELY, files, templates
from bot.web.serving import serving


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with a template and a file."""
    place = tmp_path / "paged"
    for folder in ("static", "templates"):
        (place / folder).mkdir(parents=True)
    (place / "__init__.py").write_text("")
    (place / "static" / "page.js").write_text("export {};\n")
    (place / "secret.txt").write_text("not for anybody\n")
    (place / "templates" / "page.html.jinja").write_text("<p>{{ said }}</p>\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "paged", raising=False)
    return "paged"


async def test_every_answer_keeps_browsers_from_telling_and_fetching_anything(
    package: str,
) -> None:
    async def page(_request: Request) -> HTMLResponse:
        return HTMLResponse("<p>", headers={"Cache-Control": "private"})

    routes = [Route("/page", page, middleware=SAFELY), files("/static", package)]
    async with serving(routes, "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/page") as answer:
            assert {name: answer.headers[name] for name in SAFE} == {
                **SAFE,
                "Cache-Control": "private",
            }
        async with session.get(f"http://127.0.0.1:{port}/static/page.js") as answer:
            assert await answer.text() == "export {};\n"
            assert {name: answer.headers[name] for name in SAFE} == SAFE
        async with session.get(f"http://127.0.0.1:{port}/static/%2e%2e/secret.txt") as answer:
            assert answer.status == 404


def test_what_is_put_into_a_template_is_text(package: str) -> None:
    template = templates(package).get_template("page.html.jinja")
    assert template.render(said="<b>5 & 6</b>") == "<p>&lt;b&gt;5 &amp; 6&lt;/b&gt;</p>"
