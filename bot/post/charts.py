"""What the picture of the post shows, and the caption that says the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.messages.direction import bare, isolated
from bot.messages.message import lines
from bot.messages.shortening import shortened
from bot.messages.wording import Wording, in_language
from bot.post.document import Asked, Bar, Counted, Document, document
from bot.post.splitting import units
from flows.summary import Summary

CAPTION_LIMIT = 1024
"""Telegram's limit for a caption, in UTF-16 units (Bot API, sendPhoto); tags are counted too."""

_MOST_BARS = (10, 4, 3, 2, 1)  # of a question; a whole scale where it has room
_MOST_ROWS = 24  # of a picture, so that a phone can show it
_LONGEST_LABEL = 48
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Chart:
    """A question's bars.

    Attributes:
        place: `Tag 1, Frage 1`.
        question: in full.
    """

    place: Markup
    question: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """Everything that the picture shows.

    Attributes:
        charts: of the questions that have something to count, in order.
        complete: whether all of the post's bars are among them.
    """

    title: str
    occasion: Markup
    attendance: Counted
    legend: Markup
    charts: tuple[Chart, ...]
    complete: bool


def charts(summary: Summary, language: str) -> Charts:
    """As many bars as a phone can show and a caption can say, those of most people first.

    Where there are more, every question loses its smallest bars, then the last questions theirs.

    Args:
        summary: what to show.
        language: one of the bot's languages.
    """
    _ = in_language(language)
    post = document(summary, language)
    every = tuple(_charts(post, summary, _))
    for most in _MOST_BARS:
        shown = tuple(Chart(one.place, one.question, _largest(one.bars, most)) for one in every)
        found = _with(post, shown, _, complete=shown == every)
        if _fits(found, _):
            return found
    return _without_the_last(post, shown, _)


def caption(summary: Summary, language: str) -> Markup:
    """The picture in words, as Telegram HTML of at most 1,024 UTF-16 units.

    Args:
        summary: what to show.
        language: one of the bot's languages.
    """
    return _caption(charts(summary, language), in_language(language))


def _charts(post: Document, summary: Summary, _: Wording) -> Iterator[Chart]:
    for asked, question in zip(post.questions, summary.printed, strict=True):
        if asked.count.bars:
            place = _("Day {day}, question {number}", day=question.day, number=question.number)
            yield Chart(place, " ".join(asked.text.split()), _short(asked))


def _short(asked: Asked) -> tuple[Bar, ...]:
    return tuple(
        Bar(shortened(bar.label, _LONGEST_LABEL), bar.people, bar.share, bar.words, bar.quiet)
        for bar in asked.count.bars
    )


def _largest(bars: tuple[Bar, ...], most: int) -> tuple[Bar, ...]:
    """Those of most people, in their order; what is left over only where there is room."""
    by_size = sorted(bars, key=lambda bar: (bar.quiet, -bar.people))[:most]
    return tuple(bar for bar in bars if bar in by_size)


def _with(post: Document, shown: tuple[Chart, ...], _: Wording, *, complete: bool) -> Charts:
    return Charts(
        title=shortened(bare(post.title), _LONGEST_TITLE),
        occasion=post.occasion,
        attendance=post.attendance,
        legend=_legend(shown, _),
        charts=shown,
        complete=complete,
    )


def _legend(shown: tuple[Chart, ...], _: Wording) -> Markup:
    return _("The numbers are people.") if shown else Markup()


def _fits(found: Charts, _: Wording) -> bool:
    rows = sum(len(chart.bars) for chart in found.charts)
    return rows <= _MOST_ROWS and units(_caption(found, _)) <= CAPTION_LIMIT


def _without_the_last(post: Document, shown: tuple[Chart, ...], _: Wording) -> Charts:
    while True:
        found = _with(post, shown, _, complete=False)
        if _fits(found, _):
            return found
        if not shown:
            return replace(found, occasion=Markup())
        shown = shown[:-1]


def _caption(found: Charts, _: Wording) -> Markup:
    shown = (Markup("{} · {}").format(chart.place, _in_words(chart.bars)) for chart in found.charts)
    more = Markup() if found.complete else _("The rest stands in the post.")
    return lines(
        Markup("<b>{}</b>").format(isolated(found.title)),
        found.occasion,
        found.attendance.words,
        found.legend,
        *shown,
        more,
    )


def _in_words(bars: tuple[Bar, ...]) -> str:
    return "; ".join(f"{isolated(bar.label)}: {bar.people}" for bar in bars)
