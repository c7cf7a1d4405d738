"""The picture of the post: how many took part, and what most people said.

It repeats what its caption says in words (`bot.post.charts.caption`).
"""

import logging
import warnings
from functools import cache
from io import BytesIO

from markupsafe import Markup
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch

from bot.messages.direction import bare
from bot.post.charts import Chart, Charts, charts
from bot.post.document import Bar
from bot.post.fonts import FALLBACKS, FOLDER
from bot.post.typography import printable
from flows.summary import Summary

_WIDTH, _MARGIN = 1280, 64
_DPI = 100
_PAPER, _INK, _QUIET = "#fbfaf6", "#22201c", "#5c574e"
_ACCENT, _REST, _WHOLE = "#1d5f58", "#77705f", "#e1dccf"  # those of the page in the light
_TITLE, _TEXT, _SMALL = 52, 33, 28  # heights of letters, in pixels
_BAR = 16
_LINE = 1.3
_NUMBER = 96  # the room on the right that the numbers have
_TITLE_LINES = 3


def picture(summary: Summary, language: str) -> bytes:
    """The picture as a PNG, 1,280 pixels wide and as high as it needs.

    Args:
        summary: what to show.
        language: one of the bot's languages.
    """
    shown = charts(summary, language)
    with warnings.catch_warnings():
        # A letter that no font has is drawn as a box; the warning would repeat it.
        warnings.simplefilter("ignore")
        height = _Sheet(1).draw(shown)  # only to see how far down it reaches
        sheet = _Sheet(height)
        sheet.draw(shown)
        return sheet.png()


class _Sheet:
    """Something to write on from the top down, measured in pixels."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._y = float(_MARGIN)
        self._figure = Figure(figsize=(_WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=_PAPER)
        self._canvas = FigureCanvasAgg(self._figure)

    def draw(self, shown: Charts) -> int:
        """Everything; returns the height that it takes."""
        self._write(shown.title, _TITLE, bold=True, lines=_TITLE_LINES)
        self._write(_plain(shown.occasion), _SMALL, colour=_QUIET, lines=2)
        self._y += 28
        self._write(_plain(shown.attendance.words), _TEXT, bold=True, lines=2)
        for bar in shown.attendance.bars:
            self._bar(bar)
        for chart in shown.charts:
            self._chart(chart)
        self._y += 22
        self._write(_plain(shown.legend), _SMALL, colour=_QUIET)
        return round(self._y + _MARGIN - _SMALL * (_LINE - 1))

    def png(self) -> bytes:
        """The sheet as it is now."""
        file = BytesIO()
        self._figure.savefig(file, format="png", facecolor=_PAPER, metadata={"Software": None})
        return file.getvalue()

    def _chart(self, chart: Chart) -> None:
        self._y += 26
        self._write(_plain(chart.place), _SMALL, colour=_QUIET)
        self._write(chart.question, _TEXT, bold=True)
        self._y += 6
        for bar in chart.bars:
            top = self._y
            self._write(bar.label, _TEXT, room=_NUMBER)
            self._put(str(bar.people), _WIDTH - _MARGIN, top, _TEXT, right=True)
            self._bar(bar)

    def _bar(self, bar: Bar) -> None:
        width = _WIDTH - 2 * _MARGIN
        self._box(width, _WHOLE)
        if bar.people:
            self._box(max(_BAR, width * bar.share / 100), _REST if bar.quiet else _ACCENT)
        self._y += _BAR + 12

    def _box(self, width: float, colour: str) -> None:
        corner = (_MARGIN / _WIDTH, 1 - (self._y + _BAR) / self._height)
        size = (width / _WIDTH, _BAR / self._height)
        # Rounded in the measures of the figure, of which one side is as a rule the longer one.
        style = f"round,pad=0,rounding_size={_BAR / 2 / _WIDTH}"
        box = FancyBboxPatch(
            corner,
            *size,
            boxstyle=style,
            mutation_aspect=_WIDTH / self._height,
            transform=self._figure.transFigure,
            facecolor=colour,
            edgecolor="none",
        )
        self._figure.add_artist(box)

    def _write(
        self,
        text: str,
        size: int,
        *,
        colour: str = _INK,
        bold: bool = False,
        lines: int = 1,
        room: int = 0,
    ) -> None:
        """Write a text in at most so many lines, and go on below it."""
        width = _WIDTH - 2 * _MARGIN - room
        for line in self._wrapped(text, size, width, lines, bold=bold):
            self._put(line, _MARGIN, self._y, size, colour=colour, bold=bold)
            self._y += size * _LINE

    def _put(
        self,
        text: str,
        x: float,
        y: float,
        size: int,
        *,
        colour: str = _INK,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        self._figure.text(
            x / _WIDTH,
            1 - (y + size) / self._height,
            text,
            fontproperties=_font(size, bold=bold),
            color=colour,
            ha="right" if right else "left",
            va="baseline",
            parse_math=False,  # a dollar sign is one
        )

    def _wrapped(self, text: str, size: int, width: float, lines: int, *, bold: bool) -> list[str]:
        """The text in lines that fit; what has no room in the last one is left out, with a mark."""
        found: list[str] = []
        rest = printable(text).split()
        while rest and len(found) < lines:
            fits = self._first_line(rest, size, width, bold=bold)
            found.append(" ".join(rest[:fits]))
            rest = rest[fits:]
        if not found:
            return []
        last = f"{found[-1]} …" if rest else found[-1]
        return [*found[:-1], self._cut(last, size, width, bold=bold)]

    def _first_line(self, words: list[str], size: int, width: float, *, bold: bool) -> int:
        fits = 1
        while fits < len(words):
            if self._width(" ".join(words[: fits + 1]), size, bold=bold) > width:
                break
            fits += 1
        return fits

    def _cut(self, line: str, size: int, width: float, *, bold: bool) -> str:
        """A line that fits: words are left out at its end, and letters of a word that is alone."""
        while self._width(line, size, bold=bold) > width:
            line = line.removesuffix(" …")
            words, space, _ = line.rpartition(" ")
            line = (words if space else line[:-1]) + " …"
        return line

    def _width(self, text: str, size: int, *, bold: bool) -> float:
        words = self._figure.text(0, 0, text, fontproperties=_font(size, bold=bold))
        words.set_parse_math(False)
        width = words.get_window_extent().width
        words.remove()
        return width


def _plain(sentence: Markup) -> str:
    """One of the bot's sentences without its HTML."""
    return bare(sentence.unescape())


@cache
def _font(size: int, *, bold: bool) -> FontProperties:
    family = ["DejaVu Sans", *_fallbacks()]
    return FontProperties(family=family, size=size * 72 / _DPI, weight="bold" if bold else "normal")


@cache
def _fallbacks() -> tuple[str, ...]:
    # Fonts with all weights in one file are known as normal ones, which is said for each of them.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    for path in sorted(FOLDER.glob("*.ttf")):
        font_manager.fontManager.addfont(path)
    return FALLBACKS
