"""YAML as a tree of plain text that knows its lines, for files that nobody has vouched for.

PyYAML's own loading follows aliases (324 bytes become gigabytes), descends without end and turns
`17:00` into 1020 and `no` into False. Here the parser's events are counted before anything is
built from them, references are refused, and every value stays the text that was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

from flows.mistakes import Findings, Place, plain
from flows.sentence import Sentence
from flows.syntax import explain

DEEPEST = 12
"""Lists and mappings inside one another; a flow needs eight."""
MOST_NODES = 20_000
"""Keys and values; a flow of ten days with twenty questions each has about 4,000."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML 1.1 does not allow (section 5.1), the byte order mark inside a file, and the breaks that
# YAML counts as lines and editors do not.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, a number, a time: as it was written, without its quotation marks."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    place: Place
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; its keys differ."""

    place: Place
    pairs: tuple[tuple[Scalar, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something whose mistake is already noted."""

    place: Place


Node = Scalar | Items | Entries | Refused


def child(node: Node | None, key: str) -> Node | None:
    """What stands under a key, if that is a mapping and has it."""
    pairs = node.pairs if isinstance(node, Entries) else ()
    return next((value for name, value in pairs if name.text == key), None)


def items(node: Node | None) -> tuple[Node, ...]:
    """The parts of a list; none where it is no list."""
    return node.items if isinstance(node, Items) else ()


def written(node: Node | None) -> str | None:
    """The text of a single value, without blanks around it; None where it is none."""
    return node.text.strip() if isinstance(node, Scalar) else None


def parse(text: str, findings: Findings) -> Node | None:
    """Build the tree of a file.

    Args:
        text: the whole file, of a size that the caller has limited.
        findings: takes the mistakes.

    Returns:
        The tree, or None where the file is empty or could not be read to its end.
    """
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        before = text[: forbidden.start()]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        code = f"{ord(forbidden.group()):04X}"
        wrong = Sentence("There is an invisible character (U+{code}).", code=code)
        findings.add(place, "", wrong, Sentence("Delete it and type the place again."))
        return None
    try:
        return _Builder(yaml.parse(text, Loader=_LOADER), findings).document()
    except _TooMuchError as error:
        findings.add(error.place, "", error.wrong, error.right)
    except yaml.YAMLError as error:
        said = explain(str(error))
        mark = getattr(error, "context_mark" if said.begun else "problem_mark", None)
        place = min(_place(mark), _end(text))  # libyaml may give up one line after the last
        findings.add(place, "", said.wrong, said.right)
    return None


class _Mark(Protocol):
    """What libyaml's marks and PyYAML's have in common; both count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _TooMuchError(Exception):
    def __init__(self, place: Place, wrong: Sentence, right: Sentence) -> None:
        super().__init__(str(wrong))
        self.place, self.wrong, self.right = place, wrong, right


class _Builder:
    """Descends no deeper than `DEEPEST`, and takes no more than `MOST_NODES` from the parser."""

    def __init__(self, events: Iterator[yaml.Event], findings: Findings) -> None:
        self._events = events
        self._findings = findings
        self._nodes = 0

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    wrong = Sentence("A second document begins here (`---`).")
                    right = Sentence("One file is one flow.")
                    raise _TooMuchError(_place(event.start_mark), wrong, right)
                root = self._node(next(self._events), 1)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event.start_mark)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            wrong = Sentence("The file has more than {most} entries.", most=MOST_NODES)
            right = Sentence("A flow is much shorter; split it.")
            raise _TooMuchError(place, wrong, right)
        if depth > DEEPEST:
            wrong = Sentence(
                "Lists and entries stand inside one another more than {deepest} deep.",
                deepest=DEEPEST,
            )
            right = Sentence("Check the brackets and the indentation.")
            raise _TooMuchError(place, wrong, right)
        if isinstance(event, yaml.AliasEvent):
            wrong = Sentence(
                "`{name}` refers to another place of the file.", name=plain(f"*{event.anchor}")
            )
            right = Sentence("Write it out, or put it in quotation marks if it is a text.")
            self._findings.add(place, "", wrong, right)
            return Refused(place)
        refused = self._refuses(event, place)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(place, event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Items(place, tuple(self._items(depth)))
        else:
            node = Entries(place, tuple(self._pairs(depth)))
        return Refused(place) if refused else node

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if isinstance(key, Items | Entries):
                wrong = Sentence("A word is expected before the colon.")
                right = Sentence("Put texts with brackets in quotation marks.")
                self._findings.add(key.place, "", wrong, right)
            elif isinstance(key, Scalar) and key.text in first:
                wrong = Sentence(
                    "`{key}` is already there, in line {line}.",
                    key=plain(key.text),
                    line=str(first[key.text]),
                )
                self._findings.add(key.place, "", wrong, Sentence("Keep one of the two."))
            elif isinstance(key, Scalar):
                first[key.text] = key.place.line
                yield key, value

    def _refuses(self, event: yaml.Event, place: Place) -> bool:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        right = Sentence("Remove it, or put the text in quotation marks.")
        if anchor is not None:
            wrong = Sentence(
                "`{name}` gives this place a name, which a flow does not use.",
                name=plain(f"&{anchor}"),
            )
            self._findings.add(place, "", wrong, right)
        if tag is not None:
            wrong = Sentence(
                "A word that begins with `!` is an instruction, which a flow may not hold."
            )
            self._findings.add(place, "", wrong, right)
        return anchor is not None or tag is not None


def _end(text: str) -> Place:
    lines = text.splitlines() or [""]
    return Place(len(lines), len(lines[-1]) + 1)


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
