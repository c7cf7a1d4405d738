"""What the bot sends as a post is what Telegram's own parser takes and shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.post.charts import caption
from bot.post.splitting import units
from bot.post.telegram import post_parts
from flows.summary import Summary
from tests.bot.post.large import MANY, TWELVE
from tests.bot.post.reading import without_space
from tests.bot.post.reviewed import REVIEWED, reviewed_summaries
from tests.bot.post.samples import UNHURRIED
from tests.bot.post.telegram_parser import Refused, parsed


def test_the_parser_refuses_what_telegram_refuses() -> None:
    with pytest.raises(Refused):
        parsed("<b>offen")
    with pytest.raises(Refused):
        parsed("<h1>kein Element</h1>")
    assert parsed("<b>gut</b> &amp; <i>schön</i>")[0] == "gut & schön"


@pytest.mark.parametrize("summary", [REVIEWED, TWELVE, MANY], ids=["few", "twelve", "many"])
def test_every_quote_of_a_post_is_in_an_expandable_block(summary: Summary) -> None:
    blocks = []
    for part in post_parts(summary, "de"):
        text, entities = parsed(part)
        plain = text.encode("utf-16-le")
        blocks += [
            plain[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
            for one in entities
            if one["type"]["@type"] == "textEntityTypeExpandableBlockQuote"
        ]
    quoted = without_space("".join(blocks))
    assert all(without_space(quote.text) in quoted for quote in summary.quotes)


@UNHURRIED
@given(reviewed_summaries())
def test_any_answers_give_messages_that_telegram_takes_and_that_lose_nothing(
    summary: Summary,
) -> None:
    for language in ("de", "en"):
        parts = post_parts(summary, language)
        assert all(units(part) <= 4096 for part in parts)
        seen = "".join(parsed(part)[0] for part in parts)
        for quote in summary.quotes:
            assert visible(quote.text) in visible(seen)
        assert visible(summary.introduction) in visible(seen)
        assert visible(summary.closing) in visible(seen)


@UNHURRIED
@given(reviewed_summaries())
def test_any_answers_give_a_caption_that_telegram_takes(summary: Summary) -> None:
    text, _ = parsed(caption(summary, "de"))
    assert 0 < units(text) <= 1024


@UNHURRIED
@given(reviewed_summaries(), st.integers(300, 1500))
def test_between_the_messages_nothing_is_lost(summary: Summary, limit: int) -> None:
    (whole,) = post_parts(summary, "de", limit=1_000_000)
    parts = post_parts(summary, "de", limit)
    assert all(units(part) <= limit for part in parts)
    assert visible("".join(parsed(part)[0] for part in parts)) == visible(parsed(whole)[0])


def visible(text: str) -> str:
    """What is left without white space, and without what Telegram takes for it or drops."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())
