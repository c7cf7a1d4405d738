"""The text or caption of a call, parsed and checked."""

import html
from dataclasses import dataclass

from bot.rehearsal.standin.markup import NOTHING, Formatted, parse_html, trimmed, units
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.refused import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it was sent, in HTML, and as people see it."""

    html: str = ""
    formatted: Formatted = NOTHING


def read_text(parameters: Parameters) -> Words:
    """The parameter `text`.

    Raises:
        Refused: 400: empty, only white space, too long, not parsable.
    """
    words = _words(parameters, "text", "entities")
    if not words.formatted.text:
        raise bad_request("message text is empty")
    if units(words.formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return words


def read_caption(parameters: Parameters) -> Words:
    """The parameter `caption`, which may be missing.

    Raises:
        Refused: 400: too long, not parsable.
    """
    words = _words(parameters, "caption", "caption_entities")
    if units(words.formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return words


def _words(parameters: Parameters, name: str, entities: str) -> Words:
    source = parameters.text(name).replace("\r", "")
    match parameters.text("parse_mode").lower():
        case "html":
            return Words(source.strip(), trimmed(parse_html(source)))
        case "" | "none":
            given = tuple(parameters.array(entities))
            formatted = trimmed(Formatted(source, given))
            return Words(html.escape(formatted.text, quote=False), formatted)
        case _:
            raise bad_request("unsupported parse_mode")
