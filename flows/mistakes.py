"""What is wrong with a flow's file, said so that whoever wrote the file can put it right."""

import unicodedata
from dataclasses import dataclass, field

from flows.sentence import Sentence

MOST_MISTAKES = 200
"""Nobody reads more of them at once."""

_SHOWN = 40
"""Characters of the file that a mistake repeats."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file; both count from 1, `column` in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        line: from 1.
        column: from 1, in characters.
        path: the way there, as in `days[0].questions[2].text`; empty for the file as a whole.
        wrong: what is the case.
        right: what to do about it.
    """

    line: int
    column: int
    path: str
    wrong: Sentence
    right: Sentence

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return f"line {self.line}: {where}{self.wrong} {self.right}"


@dataclass(frozen=True, slots=True)
class Mistakes:
    """All that is wrong with a file, in the order of its lines; `name` is the file's."""

    name: str
    mistakes: tuple[Mistake, ...]

    def __str__(self) -> str:
        return "\n".join(f"{self.name}, {mistake}" for mistake in self.mistakes)


@dataclass(slots=True)
class Findings:
    """Mistakes as they are found; after `MOST_MISTAKES` it only remembers that there are more."""

    _found: list[Mistake] = field(default_factory=list)

    def add(self, place: Place, path: str, wrong: Sentence, right: Sentence) -> None:
        """Note a mistake."""
        if not self.full:
            self._found.append(Mistake(place.line, place.column, path, wrong, right))

    @property
    def any(self) -> bool:
        """Whether there is a mistake at all."""
        return bool(self._found)

    @property
    def full(self) -> bool:
        """Whether further mistakes are no longer noted."""
        return len(self._found) > MOST_MISTAKES

    def sorted(self) -> tuple[Mistake, ...]:
        """What was noted, by line."""
        found = sorted(self._found[:MOST_MISTAKES], key=lambda m: (m.line, m.column))
        if self.full:
            last = found[-1]
            wrong = Sentence(
                "There are more than {most} mistakes; the others are not listed.",
                most=MOST_MISTAKES,
            )
            right = Sentence("Correct these first, then check again.")
            found.append(Mistake(last.line, last.column, "", wrong, right))
        return tuple(found)


def plain(text: str) -> str:
    """A piece of the file as a mistake may repeat it: short, on one line, nothing invisible."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else "�" for c in text[: _SHOWN + 1])
    line = " ".join(visible[:_SHOWN].split())
    return f"{line}…" if len(visible) > _SHOWN else line
