"""A sentence for people as a value: its English, and what stands in it.

The core knows no catalogue. Whoever shows such a sentence finds it in the reader's language by its
English; in a terminal it is English as it is.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Either:
    """Pieces of a file of which one will do, at least one: "`a`, `b` or `c`"."""

    pieces: tuple[str, ...]

    def __str__(self) -> str:
        *before, last = self.pieces
        return f"{', '.join(before)} or {last}" if before else last


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """A whole sentence, or several that belong together; as a string it is English.

    It is always written as `Sentence("…")`, so that those who translate find it. Braces in a
    sentence without facts are none.

    Attributes:
        text: in English, with named placeholders.
        facts: what is put into them: text as it stands, a number as people write it ("1,002"),
            pieces to choose from, or another sentence.
    """

    text: str
    facts: tuple[tuple[str, "Fact"], ...]

    def __init__(self, text: str, /, **facts: "Fact") -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "facts", tuple(facts.items()))

    def filled(self, **facts: "Fact") -> "Sentence":
        """The same sentence with these facts in it."""
        return Sentence(self.text, **facts)

    def __str__(self) -> str:
        if not self.facts:
            return self.text
        return self.text.format(**{name: _english(fact) for name, fact in self.facts})


Fact: TypeAlias = str | int | Either | Sentence


def _english(fact: Fact) -> str:
    return f"{fact:,}" if isinstance(fact, int) else str(fact)
