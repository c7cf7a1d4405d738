"""The post on a projector: few slides that are full, and no quote without what belongs to it."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from flows.summary import QuestionSummary, Summary
from tests.bot.post.large import MANY
from tests.bot.wall.looks import POST, looking_at, published
from tests.bot.wall.test_slides import CUT_OFF, LEAST, LETTERS, Told, count, opened
from tests.browser import needs_browser

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="package")]

WIDE, OLD = (1920, 1080), (1024, 768)

QUOTES = """() => {
  const stage = document.querySelector(".stage").getBoundingClientRect();
  const inSight = (one) => {
    const { top, left, bottom, right, width } = one.getBoundingClientRect();
    return width > 1 && top >= stage.top && left >= stage.left
      && bottom <= stage.bottom + 1 && right <= stage.right + 1;
  };
  return [...document.querySelectorAll("blockquote")].map((quote, number) => {
    const card = quote.closest(".card");
    const whole = quote.getClientRects().length === 1 && [quote, quote.querySelector(".words"),
      quote.querySelector("footer"), card.querySelector("h3"), card.querySelector(".counted"),
      card.closest("[data-chapter]").querySelector("h2")].every(inSight);
    return [number, whole, Math.round(quote.getBoundingClientRect().left)];
  }).filter(([number]) => !document.querySelectorAll("blockquote")[number].closest("[data-waits]"));
}"""
"""Each quote on the slide: its place, whether it is there in one piece with its name, its question
and what was counted there, and how far from the left it begins."""


def so_long(post: Summary, characters: int) -> Summary:
    """The same where all quotes have so many characters."""

    def cut(question: QuestionSummary) -> QuestionSummary:
        texts = ((one, f"{one.text} " * characters) for one in question.quotes)
        quotes = (replace(one, text=text[:characters], before=None) for one, text in texts)
        return replace(question, quotes=tuple(quotes))

    days = (replace(day, questions=tuple(map(cut, day.questions))) for day in post.days)
    return replace(post, days=tuple(days), last=cut(post.last))


SHORT = so_long(MANY, 28)


async def slides(page: Page) -> list[list[Any]]:
    """The quotes of each slide; nothing is cut off on any of them."""
    found = []
    for _ in range(await count(page)):
        assert await page.evaluate(CUT_OFF) == []
        found.append(await page.evaluate(QUOTES))
        await page.keyboard.press("ArrowRight")
    return found


@pytest.mark.parametrize(("post", "size", "most"), [(MANY, WIDE, 27), (SHORT, WIDE, 14)])
async def test_a_hundred_quotes_come_on_few_slides_in_letters_for_the_back_row(
    browser: Browser, post: Summary, size: tuple[int, int], most: int
) -> None:
    async with opened(browser, Told(looking_at(published(post), link=POST)), size) as page:
        found = await slides(page)
        assert len(found) <= most
        assert [number for slide in found for number, _, _ in slide] == list(range(100))
        assert all(whole for slide in found for _, whole, _ in slide)
        assert await page.evaluate(LETTERS) >= LEAST * size[1]


async def test_short_quotes_stand_in_two_columns_where_there_is_room(browser: Browser) -> None:
    look = looking_at(published(SHORT), link=POST)
    for size, columns in ((WIDE, {2}), (OLD, {1})):
        async with opened(browser, Told(look), size) as page:
            found = await slides(page)
            assert {len({left for _, _, left in slide}) for slide in found if slide} == columns
            assert all(whole for slide in found for _, whole, _ in slide)


async def test_a_slide_with_many_words_stays_until_they_are_read(browser: Browser) -> None:
    look = looking_at(published(so_long(MANY, 1100)), link=POST)
    async with opened(browser, Told(look), WIDE, clock=True) as page:
        place = page.locator("[data-place]")
        await page.keyboard.press("ArrowRight")
        await page.clock.run_for(50_000)
        assert (await place.inner_text()).startswith("2 of ")
        await page.clock.run_for(10_000)
        assert (await place.inner_text()).startswith("3 of ")
