"""A real browser for tests of pages: Debian's Chromium, driven by Playwright.

Nothing is fetched, and nothing but loopback is asked. Where the machine has no Chromium, tests that
need it are skipped and say so.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.patience import PATIENCE

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)

needs_browser = pytest.mark.skipif(
    PROGRAM is None, reason="there is no Chromium on this machine (Debian: apt install chromium)"
)

_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

MILLISECONDS = 1000 * PATIENCE
"""How long what a page is to show may take."""
expect.set_options(timeout=MILLISECONDS)

PROJECTOR = (1280, 720)
DESKTOP = (1440, 900)
PHONE = (390, 844)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """A browser without anything from an earlier test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=PROGRAM,
            args=_FLAGS,
            chromium_sandbox=os.geteuid() != 0,  # which Chromium does not have for root
        )
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def window(
    browser: Browser,
    size: tuple[int, int] = DESKTOP,
    *,
    language: str = "de-DE",
    scheme: Literal["light", "dark"] = "light",
    script: bool = True,
) -> AsyncIterator[Page]:
    """A window with a page, and with nothing of what other windows have stored.

    Args:
        browser: whose.
        size: of the page's part of it, in pixels.
        language: that the reader has set.
        scheme: which colours the reader wants.
        script: whether the reader lets pages run scripts.
    """
    context: BrowserContext = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale=language,
        color_scheme=scheme,
        java_script_enabled=script,
        timezone_id="Europe/Berlin",
    )
    context.set_default_timeout(MILLISECONDS)
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def resized(page: Page, size: tuple[int, int]) -> None:
    """Give a window another size, and let the page do what follows from it."""
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    # A page hears of it with the next frame, and has drawn what it makes of it with the one after.
    await page.evaluate("new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))")


async def axe_finds(page: Page) -> tuple[int, list[tuple[str, list[str]]]]:
    """Let axe-core judge a page by WCAG 2.2 AA.

    Returns:
        How many rules the page keeps to, and what it breaks: the rule and the places.
    """
    # Not as a script element: the page's own policy would rightly refuse that.
    await page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found: dict[str, Any] = await page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'passes']})", _RULES
    )
    broken = [
        (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]
    ]
    return len(found["passes"]), broken
