"""The page keeps to WCAG 2.2 AA, as far as a program can tell."""

from pathlib import Path

import pytest

from bot.post.page import fragment, page
from tests.bot.post.browser import PROGRAM, axe_finds
from tests.bot.post.large import TWELVE
from tests.bot.post.reviewed import REVIEWED

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium on this machine")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_keeps_to_every_rule_that_axe_knows(tmp_path: Path, dark: bool) -> None:
    passes, broken = axe_finds(page(TWELVE, "de"), tmp_path, dark=dark)
    assert broken == []
    assert passes > 20


def test_a_fragment_keeps_to_them_in_the_page_of_a_blog(tmp_path: Path) -> None:
    blog = (
        '<!doctype html><html lang="en"><head><title>Blog</title></head><body>'
        f"<main><h1>Blog</h1>{fragment(REVIEWED, 'de')}</main></body></html>"
    )
    assert axe_finds(blog, tmp_path)[1] == []


def test_axe_sees_what_is_wrong(tmp_path: Path) -> None:
    worse = page(REVIEWED, "de").replace('<html lang="de">', "<html>").replace("#5c574e", "#cccccc")
    assert {rule for rule, _ in axe_finds(worse, tmp_path)[1]} == {
        "color-contrast",
        "html-has-lang",
    }
