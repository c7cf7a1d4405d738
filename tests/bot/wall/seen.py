"""What a browser shows of a wall, beside what it should show."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.async_api import Page

from bot.messages.direction import isolated
from flows.summary import QuestionSummary, Summary
from flows.wall import Heard, View
from tests.patience import PATIENCE


@dataclass(frozen=True, slots=True)
class Seen:
    """All numbers and names in the page, as a reader sees them.

    Attributes:
        figures: the large ones, in order: taking part, answering, done.
        far: what is said of each question.
        grown: themes, words and options with their numbers, the last day first.
        names: first names.
        told: the numbers in each sentence of the post that counts.
        live: whether the page counts as live.
    """

    figures: tuple[str, ...]
    far: tuple[str, ...]
    grown: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    told: tuple[tuple[int, ...], ...] = ()
    live: bool = True


PLACES = (
    ".figures dd",
    ".far",
    ".grown .label",
    ".grown .number",
    ".names li",
    ".attendance, .post .counted",
    "html[data-live=yes] h1",
)

READ = """(places) => Object.fromEntries(places.map(
  (place) => [place, [...document.querySelectorAll(place)].map((one) => one.innerText)]
))"""
"""All texts at the places, at one moment."""


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
        told=_told(view.post) if view.post else (),
    )


def _told(post: Summary) -> tuple[tuple[int, ...], ...]:
    """The numbers that its sentences are to hold, in their order."""
    attendance = (post.participation.joined, post.participation.answered)
    asked = [question for day in post.days for question in day.questions]
    return (attendance, *(tuple(_numbers(one)) for one in (*asked, post.last)))


def _numbers(one: QuestionSummary) -> Iterator[int]:
    if not one.people:
        return
    yield one.people
    for place, word in enumerate(one.mentions):
        yield from (word.people,) if place else (word.people, one.people)
    yield from (theme.people for theme in one.themes)
    if one.voices:
        yield len(one.voices)
    if one.set_aside:
        yield len(one.set_aside)


def _grown(heard: Heard) -> list[tuple[str, str]]:
    if heard.themes:
        return [(isolated(str(one.label)), str(one.people)) for one in heard.themes]
    return [(f"“{one.label}”", str(one.people)) for one in heard.words]


async def seen(page: Page) -> Seen:
    """What is to be seen now."""
    texts = {
        name: tuple(found) for name, found in (await page.evaluate(READ, list(PLACES))).items()
    }
    return Seen(
        figures=texts[".figures dd"],
        far=texts[".far"],
        grown=tuple(zip(texts[".grown .label"], texts[".grown .number"], strict=True)),
        names=texts[".names li"],
        told=tuple(
            tuple(map(int, re.findall(r"\d+", sentence)))
            for sentence in texts[".attendance, .post .counted"]
        ),
        live=bool(texts["html[data-live=yes] h1"]),
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
