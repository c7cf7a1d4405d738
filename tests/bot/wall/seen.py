"""What a browser shows of a wall, beside what it should show."""

import asyncio
from dataclasses import dataclass

from playwright.async_api import Page

from flows.wall import Heard, View

PATIENCE = 8.0
"""Seconds; a look comes every second, and the machine may be busy."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All numbers and names in the page, as a reader sees them.

    Attributes:
        figures: the large ones, in order: taking part, answering, done.
        far: what is said of each question.
        grown: themes, words and options with their numbers, the last day first.
        names: first names.
        live: whether the page counts as live.
    """

    figures: tuple[str, ...]
    far: tuple[str, ...]
    grown: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    live: bool = True


def should_be(view: View) -> Seen:
    """What is to be seen of a view, in English, while the page is live."""
    figures = [] if view.post else [view.joined]
    questions = []
    if view.day is not None:
        figures += [view.day.answering, view.day.done]
        questions = [(one.done, one.asked - one.done) for one in view.day.questions]
    return Seen(
        figures=tuple(map(str, figures)),
        far=tuple(
            f"{done} done, {on_it} on it" if on_it else f"{done} done" for done, on_it in questions
        ),
        grown=tuple(
            one for day in reversed(view.days) for heard in day.questions for one in _grown(heard)
        ),
        names=() if view.post else view.names,
    )


def _grown(heard: Heard) -> list[tuple[str, str]]:
    if heard.themes:
        return [(str(one.label), str(one.people)) for one in heard.themes]
    return [(f"“{one.label}”", str(one.people)) for one in heard.words]


async def seen(page: Page) -> Seen:
    """What is to be seen now."""

    async def texts(selector: str) -> tuple[str, ...]:
        return tuple(await page.locator(selector).all_inner_texts())

    labels, numbers = await texts(".grown .label"), await texts(".grown .number")
    return Seen(
        figures=await texts(".figures dd"),
        far=await texts(".far"),
        grown=tuple(zip(labels, numbers, strict=True)),
        names=await texts(".names li"),
        live=await page.locator("html").get_attribute("data-live") == "yes",
    )


async def comes_to_show(page: Page, view: View, patience: float = PATIENCE) -> None:
    """The page shows exactly this within some seconds.

    Raises:
        AssertionError: it shows something else.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    wanted = should_be(view)
    while (found := await seen(page)) != wanted and loop.time() < until:
        await asyncio.sleep(0.05)
    assert found == wanted
