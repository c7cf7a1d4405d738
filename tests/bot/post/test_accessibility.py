"""The page keeps to WCAG 2.2 AA, as far as a program can tell."""

from collections.abc import AsyncIterator
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.post.page import fragment, page
from tests.bot.post.large import TWELVE
from tests.bot.post.reviewed import REVIEWED
from tests.browser import PHONE, axe_finds, browsing, needs_browser, window

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as found:
        yield found


async def judged(
    browser: Browser, html: str, scheme: Literal["light", "dark"] = "light"
) -> tuple[int, list[tuple[str, list[str]]]]:
    async with window(browser, PHONE, scheme=scheme) as shown:
        await shown.set_content(html)
        return await axe_finds(shown)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_keeps_to_every_rule_that_axe_knows(
    browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    passes, broken = await judged(browser, page(TWELVE, "de"), scheme)
    assert broken == []
    assert passes > 20


async def test_a_fragment_keeps_to_them_in_the_page_of_a_blog(browser: Browser) -> None:
    blog = (
        '<!doctype html><html lang="en"><head><title>Blog</title></head><body>'
        f"<main><h1>Blog</h1>{fragment(REVIEWED, 'de')}</main></body></html>"
    )
    assert (await judged(browser, blog))[1] == []


async def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    worse = page(REVIEWED, "de").replace('<html lang="de">', "<html>").replace("#5c574e", "#cccccc")
    assert {rule for rule, _ in (await judged(browser, worse))[1]} == {
        "color-contrast",
        "html-has-lang",
    }
