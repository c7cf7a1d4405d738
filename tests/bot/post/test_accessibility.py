"""The page keeps to WCAG 2.2 AA, as far as a program can tell."""

from typing import Literal

import pytest

from bot.post.page import fragment, page
from tests.bot.post.large import TWELVE
from tests.bot.post.reviewed import REVIEWED
from tests.browser import PHONE, axe_finds, browsing, needs_browser, window

pytestmark = needs_browser


async def judged(
    html: str, scheme: Literal["light", "dark"] = "light"
) -> tuple[int, list[tuple[str, list[str]]]]:
    async with browsing() as browser, window(browser, PHONE, scheme=scheme) as shown:
        await shown.set_content(html)
        return await axe_finds(shown)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_keeps_to_every_rule_that_axe_knows(
    scheme: Literal["light", "dark"],
) -> None:
    passes, broken = await judged(page(TWELVE, "de"), scheme)
    assert broken == []
    assert passes > 20


async def test_a_fragment_keeps_to_them_in_the_page_of_a_blog() -> None:
    blog = (
        '<!doctype html><html lang="en"><head><title>Blog</title></head><body>'
        f"<main><h1>Blog</h1>{fragment(REVIEWED, 'de')}</main></body></html>"
    )
    assert (await judged(blog))[1] == []


async def test_axe_sees_what_is_wrong() -> None:
    worse = page(REVIEWED, "de").replace('<html lang="de">', "<html>").replace("#5c574e", "#cccccc")
    assert {rule for rule, _ in (await judged(worse))[1]} == {"color-contrast", "html-has-lang"}
