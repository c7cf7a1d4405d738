"""A message's text as HTML: what stands out in it, links, commands; all else is escaped.

Offsets of entities count UTF-16 units (bots/api, MessageEntity).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from bot.rehearsal.page.links import start_tag
from bot.rehearsal.standin.markup import Entity, Formatted

_PLAIN: Final = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
}
_BLOCKS: Final = {"blockquote", "expandable_blockquote", "pre"}
_LITERAL: Final = {"code", "pre", "text_link"}
"""Nothing is found in these: what looks like a link in them is none."""

_FOUND: Final = re.compile(
    r"(?P<url>(?:https?://|(?<![\w.])t\.me/)[^\s<>\"„“”»«]*[^\s<>\"„“”»«.,;:!?)\]}'’])"
    r"|(?P<command>(?<![\w/<.])/[a-z][a-z0-9_]{0,31}(?:@\w+)?(?![\w/]))"
)
_LAST_OF_ONE_UNIT: Final = 0xFFFF
_END: Final = Markup("</a>")
_NOTHING: Final = Markup("")


def html_of(formatted: Formatted, *, more: str, hidden: str) -> Markup:
    """The text as HTML.

    Args:
        formatted: the text with its entities; they may be nested or overlap.
        more: the label of the button that shows all of a long quote.
        hidden: what a covered part is called for those who do not see it.

    Returns:
        What goes into an element that keeps white space.
    """
    return _Writer(formatted, more, hidden).written()


class _Writer:
    def __init__(self, formatted: Formatted, more: str, hidden: str) -> None:
        self._text = formatted.text
        self._more = more
        self._hidden = hidden
        self._spans = _spans(formatted)
        self._open: list[_Span] = []
        self._parts: list[Markup] = []

    def written(self) -> Markup:
        edges = {place for span in self._spans for place in (span.begin, span.end)}
        places = sorted(edges | {0, len(self._text)})
        for here, following in zip(places, [*places[1:], len(self._text)], strict=True):
            self._close(here)
            self._begin(here)
            self._write(here, following)
        self._close(len(self._text) + 1)
        return Markup("").join(self._parts)

    def _close(self, here: int) -> None:
        """End what ends here; what lies above an end is ended too, and begun anew."""
        ending = [place for place, span in enumerate(self._open) if span.end <= here]
        if not ending:
            return
        above = self._open[ending[0] :]
        for span in reversed(above):
            self._parts.append(self._tags(span)[1])
        self._open = self._open[: ending[0]]
        for span in above:
            if span.end > here:
                self._enter(span)

    def _begin(self, here: int) -> None:
        for span in self._spans:
            if span.begin == here:
                self._enter(span)

    def _enter(self, span: "_Span") -> None:
        self._open.append(span)
        self._parts.append(self._tags(span)[0])

    def _write(self, begin: int, end: int) -> None:
        text = self._text[begin:end]
        # A block begins and ends a line by itself.
        if any(span.end == begin and span.kind in _BLOCKS for span in self._spans):
            text = text.removeprefix("\n")
        if any(span.begin == end and span.kind in _BLOCKS for span in self._spans):
            text = text.removesuffix("\n")
        if any(span.kind in _LITERAL for span in self._open):
            self._parts.append(escape(text))
        else:
            self._parts.extend(self._with_finds(text))

    def _with_finds(self, text: str) -> Iterator[Markup]:
        """The text, with links and commands that can be clicked, as the apps find them."""
        done = 0
        for found in _FOUND.finditer(text):
            yield escape(text[done : found.start()])
            done = found.end()
            if found["url"] is not None:
                start = start_tag(found["url"])
                yield start + escape(found["url"]) + (_END if start else _NOTHING)
            else:
                yield Markup(
                    '<button type="button" class="command" data-say="{0}">{0}</button>'
                ).format(found["command"])
        yield escape(text[done:])

    def _tags(self, span: "_Span") -> tuple[Markup, Markup]:
        match span.kind:
            case "blockquote":
                return Markup('<blockquote dir="auto">'), Markup("</blockquote>")
            case "expandable_blockquote":
                button = Markup('<button type="button" class="more" data-more>{}</button>')
                return (
                    Markup('<blockquote class="long" dir="auto"><div class="lines">'),
                    Markup("</div>") + button.format(self._more) + Markup("</blockquote>"),
                )
            case "pre":
                return Markup('<pre dir="auto">'), Markup("</pre>")
            case "spoiler":
                start = Markup('<span class="spoiler" role="button" tabindex="0" aria-label="{}">')
                return start.format(self._hidden), Markup("</span>")
            case "text_link":
                start = start_tag(str(span.entity.get("url", "")))
                return start, _END if start else _NOTHING
            case kind if kind in _PLAIN:
                name = _PLAIN[kind]
                return Markup("<{}>").format(name), Markup("</{}>").format(name)
            case _:
                return _NOTHING, _NOTHING


@dataclass(frozen=True, slots=True)
class _Span:
    """An entity, with its place counted in characters."""

    begin: int
    end: int
    kind: str
    entity: Mapping[str, Any]


def _spans(formatted: Formatted) -> list[_Span]:
    """What stands out, outer parts before inner ones."""
    place = _places(formatted.text)
    spans = [_span(entity, place) for entity in _wide_first(formatted.entities)]
    return [span for span in spans if span.begin < span.end]


def _span(entity: Entity, place: Sequence[int]) -> _Span:
    last = len(place) - 1
    begin = place[min(max(entity["offset"], 0), last)]
    end = place[min(max(entity["offset"] + entity["length"], 0), last)]
    return _Span(begin, end, entity["type"], entity)


def _wide_first(entities: Iterable[Entity]) -> list[Entity]:
    """By where they begin; of those that begin at one place the block first, then the longest."""
    return sorted(
        entities,
        key=lambda entity: (entity["offset"], entity["type"] not in _BLOCKS, -entity["length"]),
    )


def _places(text: str) -> list[int]:
    """For each UTF-16 unit of a text, and its end, the character that stands there."""
    places: list[int] = []
    for index, character in enumerate(text):
        places += [index] if ord(character) <= _LAST_OF_ONE_UNIT else [index, index]
    return [*places, len(text)]
