from io import BytesIO

import pytest
from hypothesis import given, settings
from PIL import Image

from bot.post.picture import picture
from flows.summary import Summary
from tests.bot.post.large import MANY, TWELVE
from tests.bot.post.reviewed import REVIEWED, reviewed_summaries
from tests.bot.post.samples import UNHURRIED

PAPER = (251, 250, 246)
ACCENT = (29, 95, 88)


def opened(summary: Summary) -> Image.Image:
    image = Image.open(BytesIO(picture(summary, "de")))
    assert image.format == "PNG"
    return image.convert("RGB")


@pytest.mark.parametrize("summary", [REVIEWED, TWELVE, MANY], ids=["few", "twelve", "many"])
def test_a_picture_is_as_wide_and_high_as_a_phone_and_telegram_can_show(summary: Summary) -> None:
    image = opened(summary)
    assert image.width == 1280
    assert image.height <= 2.3 * image.width
    # Bot API, sendPhoto: at most 10,000 together, and no side 20 times the other.
    assert image.width + image.height <= 10_000
    assert 20 * image.height >= image.width


def test_nothing_runs_into_the_margins() -> None:
    image = opened(TWELVE)
    edges = [
        image.crop((0, 0, 60, image.height)),
        image.crop((image.width - 60, 0, image.width, image.height)),
        image.crop((0, 0, image.width, 60)),
        image.crop((0, image.height - 50, image.width, image.height)),
    ]
    assert [edge.getcolors() for edge in edges] == [
        [(edge.width * edge.height, PAPER)] for edge in edges
    ]


def test_a_bar_is_as_long_as_its_share() -> None:
    image = opened(REVIEWED)
    width = image.width - 2 * 64
    lengths = set()
    for y in range(image.height):
        row = [image.getpixel((x, y)) for x in range(64, image.width - 64)]
        if row[8] == ACCENT and row.count(ACCENT) > 40:
            lengths.add(round(100 * row.index(next(c for c in row[8:] if c != ACCENT), 8) / width))
    # 6 of 7 took part; 3 and 1 of 6 answers, 1 of 2, 2 of 2.
    assert {86, 50, 17} <= {n for found in lengths for n in (found - 1, found, found + 1)}


@settings(UNHURRIED, max_examples=8)
@given(reviewed_summaries())
def test_any_words_give_a_picture(summary: Summary) -> None:
    assert opened(summary).width == 1280
