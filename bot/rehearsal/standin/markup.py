"""Text with entities: Telegram's HTML subset, parsed as its servers do.

The rules and the wording of mistakes are those of bots/api, "HTML style", and of TDLib's
`parse_html`. Offsets and lengths of entities count UTF-16 units; offsets in messages count bytes.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.standin.refused import Refused, bad_request

Entity = dict[str, Any]

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile("[<&]")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(
    r"""\s*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.\-]+)(?=[\s>])))?"""
)
_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as people see it, and which parts of it are bold and so on."""

    text: str
    entities: tuple[Entity, ...] = ()


NOTHING = Formatted("")


@dataclass(slots=True)
class _Open:
    """A start tag whose end tag has not come yet; `offset` is where its text begins."""

    tag: str
    attributes: dict[str, str]
    offset: int
    language: str = ""


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    parts: list[str] = field(default_factory=list)
    units: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> Formatted:
        while found := _SPECIAL.search(self.source, self.position):
            self._emit(self.source[self.position : found.start()])
            self.position = found.start()
            if found[0] == "&":
                self._reference()
            elif self.source.startswith("</", self.position):
                self._end_tag()
            else:
                self._start_tag()
        self._emit(self.source[self.position :])
        if self.opened:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted("".join(self.parts), tuple(self.entities))

    def _emit(self, text: str) -> None:
        self.parts.append(text)
        self.units += units(text)

    def _reference(self) -> None:
        found = _REFERENCE.match(self.source, self.position)
        character = _meaning(found) if found else ""
        self._emit(character or "&")
        self.position = found.end() if found and character else self.position + 1

    def _start_tag(self) -> None:
        begin = self.position
        name = _NAME.match(self.source, begin + 1)
        tag = name[0].lower() if name else ""
        self.position = begin + 1 + len(tag)
        if self.position >= len(self.source):
            raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _STYLES:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.opened.append(_Open(tag, attributes, self.units))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Read on to behind the `>` of a start tag."""
        attributes: dict[str, str] = {}
        while True:
            rest = self.source[self.position :].lstrip()
            if not rest:
                raise _broken(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            if rest[0] == ">":
                self.position = len(self.source) - len(rest) + 1
                return attributes
            found = _ATTRIBUTE.match(self.source, self.position)
            if found is None:
                raise _broken(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
            value = next((value for value in found.groups()[1:] if value is not None), "")
            attributes[found[1].lower()] = _REFERENCE.sub(_replaced, value)
            self.position = found.end()

    def _end_tag(self) -> None:
        begin = self.position
        end = self.source.find(">", begin)
        if end < 0:
            raise _broken(f"Unclosed end tag at byte offset {self._byte(begin)}")
        if not self.opened:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self.source[begin + 2 : end].strip().lower()
        closed = self.opened.pop()
        if name not in {closed.tag, ""}:
            raise _broken(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{closed.tag}>", found "</{name}>"'
            )
        self.position = end + 1
        self._close(closed)

    def _close(self, closed: _Open) -> None:
        language = closed.attributes.get("class", "")
        parent = self.opened[-1] if self.opened else None
        if closed.tag == "code" and parent and parent.tag == "pre":
            parent.language = language.removeprefix("language-")
            return
        length = self.units - closed.offset
        if length:
            entity = {"type": _STYLES[closed.tag], "offset": closed.offset, "length": length}
            if self._complete(entity, closed):
                self.entities.append(entity)

    def _complete(self, entity: Entity, closed: _Open) -> bool:
        """Add what a kind of entity has beside its place; False where nothing comes of it."""
        attributes = closed.attributes
        match closed.tag:
            case "blockquote" if "expandable" in attributes:
                entity["type"] = "expandable_blockquote"
            case "pre" if closed.language:
                entity["language"] = closed.language
            case "a":
                entity["url"] = attributes.get("href", "")
                return bool(entity["url"])
            case "tg-emoji":
                entity["custom_emoji_id"] = attributes.get("emoji-id", "")
                if not entity["custom_emoji_id"].isdigit():
                    raise _broken("Invalid custom emoji identifier specified")
            case "tg-time":
                if not attributes.get("unix", "").isdigit():
                    raise _broken("Invalid date specified")
                entity["unix_time"] = int(attributes["unix"])
                if attributes.get("format"):
                    entity["date_time_format"] = attributes["format"]
        return True

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())


def parse_html(source: str) -> Formatted:
    """What Telegram makes of a text with `parse_mode` HTML, not yet trimmed.

    Raises:
        Refused: 400 "can't parse entities: …", for a raw `<`, an unknown tag, wrong nesting.
    """
    if "<" not in source and "&" not in source:
        return Formatted(source)
    return _Parser(source).parse()


def trimmed(formatted: Formatted) -> Formatted:
    """The text without white space around it, with its entities in their new places."""
    text = formatted.text.strip()
    if text == formatted.text:
        return formatted
    front = units(formatted.text) - units(formatted.text.lstrip())
    length = units(text)
    entities: list[Entity] = []
    for entity in formatted.entities:
        begin = max(entity["offset"] - front, 0)
        end = min(entity["offset"] + entity["length"] - front, length)
        if begin < end:
            entities.append(entity | {"offset": begin, "length": end - begin})
    return Formatted(text, tuple(entities))


def units(text: str) -> int:
    """How long Telegram counts a text, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _meaning(found: re.Match[str]) -> str:
    """The character that a reference stands for; empty where it stands for none."""
    if found[1]:
        return _NAMED[found[1]]
    number = int(found[2]) if found[2] else int(found[3], 16)
    return chr(number) if 0 < number <= _LAST_CODE_POINT else ""


def _replaced(found: re.Match[str]) -> str:
    return _meaning(found) or found[0]


def _broken(mistake: str) -> Refused:
    return bad_request(f"can't parse entities: {mistake}")
