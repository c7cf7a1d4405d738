"""Long Telegram HTML as several messages, cut where a reader would pause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, auto

LIMIT = 4096
"""Telegram's limit for a text, in UTF-16 units (Bot API, sendMessage).

Telegram counts after it has taken tags and entities out; here they are counted too, for what is
short enough with them is short enough without.
"""

_ATOM = re.compile(
    r"""(?P<close></[^>]*>)
      | (?P<open><[a-zA-Z](?:[^>"]|"[^"]*")*>)
      | (?P<text>&(?:[a-zA-Z]+|\#\d+|\#[xX][0-9a-fA-F]+);|.)""",
    re.DOTALL | re.VERBOSE,
)
_SPACE = " \t\r\n"  # not the no-break space, which asks not to be cut at
_SENTENCE_END = ".!?…؟。"
_AFTER_SENTENCE = "\"'“”‘’»«)]"
_LEAST_SHARE = 4  # a better cut must leave at least this part (1/4) of a message filled


class _Kind(Enum):
    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()


class _Pause(IntEnum):
    """What stands at a cut; a larger one is a better place."""

    ANYWHERE = auto()
    WORD = auto()
    SENTENCE = auto()
    LINE = auto()
    PARAGRAPH_INSIDE = auto()
    PARAGRAPH = auto()


@dataclass(frozen=True, slots=True)
class _Atom:
    """A tag, an entity or a character: what no cut may go through.

    Attributes:
        open_tags: the tags that are open after it, outermost first, as written.
    """

    source: str
    kind: _Kind
    open_tags: tuple[str, ...]

    @property
    def is_space(self) -> bool:
        return self.source in _SPACE


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_html(html: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Cut Telegram HTML into messages, each valid by itself.

    A cut is made at a blank line outside of all tags; where that would leave a message nearly
    empty, at a blank line, a line, a sentence, a word or, at last, anywhere. It never goes through
    a tag, an entity or a surrogate pair. Tags that are open at a cut are closed before it and
    opened again after it, with their attributes. Only white space at the cuts is lost.

    Args:
        html: valid HTML as Telegram understands it.
        limit: the most UTF-16 units of a message, tags and entities counted as written.

    Returns:
        The messages in order; none is without visible text, so blank HTML that is too long gives
        no message.

    Raises:
        ValueError: the tags alone do not fit into the limit.
    """
    if units(html) <= limit:
        return (str(html),)
    atoms = _atoms(html)
    parts: list[str] = []
    start = _after_space(atoms, 0)
    while start < len(atoms):
        end = _furthest(atoms, start, limit)
        cut = end if end == len(atoms) else _best_cut(atoms, start, end, limit)
        if any(a.kind is _Kind.TEXT and a.source.strip() for a in atoms[start:cut]):
            parts.append(_part(atoms, start, cut))
        start = _after_space(atoms, cut)
    return tuple(parts)


def _atoms(html: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    open_tags: tuple[str, ...] = ()
    for found in _ATOM.finditer(html):
        kind = _Kind.TEXT
        if found["open"]:
            kind = _Kind.OPEN
            open_tags = (*open_tags, found["open"])
        elif found["close"]:
            kind = _Kind.CLOSE
            open_tags = open_tags[:-1]
        atoms.append(_Atom(found[0], kind, open_tags))
    return atoms


def _after_space(atoms: Sequence[_Atom], start: int) -> int:
    while start < len(atoms) and atoms[start].is_space:
        start += 1
    return start


def _furthest(atoms: Sequence[_Atom], start: int, limit: int) -> int:
    """The largest end with which the part from `start` fits."""
    size = units("".join(_open_before(atoms, start)))
    end = start
    for place in range(start, len(atoms)):
        size += units(atoms[place].source)
        if size > limit:
            break
        if size + units(_closing(atoms[place].open_tags)) <= limit:
            end = place + 1
    if end == start:
        raise ValueError("the tags alone are longer than a message may be")
    return end


def _best_cut(atoms: Sequence[_Atom], start: int, end: int, limit: int) -> int:
    """The last of the best places to cut, not so early that the message is nearly empty."""
    last: dict[_Pause, tuple[int, int]] = {}  # the place, and the size of what comes before
    size = 0
    for place in range(start + 1, end + 1):
        size += units(atoms[place - 1].source)
        if place == end or not atoms[place].is_space:
            pause = _pause(atoms, place)
            if pause is not None:
                last[pause] = place, size
    for pause in sorted(last, reverse=True):
        place, size = last[pause]
        if size * _LEAST_SHARE >= limit:
            return place
    return max((place for place, _ in last.values()), default=end)


def _pause(atoms: Sequence[_Atom], place: int) -> _Pause | None:
    """What a reader finds before the atom at `place`; None where a cut would leave a tag empty."""
    first = place
    while atoms[first - 1].is_space:  # ends at the part's first atom, which is none
        first -= 1
    gap = "".join(atom.source for atom in atoms[first : _after_space(atoms, place)])
    before, after = atoms[place - 1], atoms[place]
    if before.kind is _Kind.OPEN or after.kind is _Kind.CLOSE:
        return None
    if gap.count("\n") > 1:
        return _Pause.PARAGRAPH_INSIDE if before.open_tags else _Pause.PARAGRAPH
    if "\n" in gap:
        return _Pause.LINE
    if gap:
        return _Pause.SENTENCE if _ends_sentence(atoms, first) else _Pause.WORD
    return _Pause.ANYWHERE


def _ends_sentence(atoms: Sequence[_Atom], place: int) -> bool:
    before = [a.source for a in atoms[max(0, place - 9) : place] if a.kind is _Kind.TEXT]
    return "".join(before).rstrip(_AFTER_SENTENCE).endswith(tuple(_SENTENCE_END))


def _part(atoms: Sequence[_Atom], start: int, cut: int) -> str:
    content = "".join(atom.source for atom in atoms[start:cut]).rstrip(_SPACE)
    opening = "".join(_open_before(atoms, start))
    return opening + content + _closing(atoms[cut - 1].open_tags)


def _open_before(atoms: Sequence[_Atom], place: int) -> tuple[str, ...]:
    return atoms[place - 1].open_tags if place else ()


def _closing(open_tags: Sequence[str]) -> str:
    names = (re.split(r"[\s>]", tag[1:], maxsplit=1)[0] for tag in reversed(open_tags))
    return "".join(f"</{name}>" for name in names)
