"""An answer as facilitators read it, and buttons for several of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.messages.authors import author
from bot.messages.direction import isolated
from bot.messages.message import Button, Row
from bot.messages.shortening import shortened
from bot.messages.wording import Wording
from flows.attribution import Attribution
from flows.ids import AnswerId
from flows.workshop import Workshop

A_PAGE = 8
"""Answers in one message."""

LONGEST_IN_LIST = 260
"""Of an answer in a page of them, in UTF-16 units."""

A_ROW = 2


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer as facilitators read it.

    Attributes:
        words: the text, or the labels of what was chosen.
        name: the full name that the author goes by.
    """

    answer_id: AnswerId
    words: str
    name: str
    attribution: Attribution
    left_out: bool

    @property
    def quotable(self) -> bool:
        """Whether its author may be quoted at all."""
        return self.attribution is not Attribution.NOT_QUOTED


def answer(_: Wording, number: int | None, one: Reviewed, *marks: Markup) -> Markup:
    """An answer as facilitators read it, shortened, with its number and what is special."""
    words = Markup("{} – <i>{}</i>").format(
        isolated(shortened(one.words, LONGEST_IN_LIST)), author(_, one.attribution, one.name)
    )
    if one.left_out:
        words = Markup("{}: <s>{}</s>").format(_("left out"), words)
    if marks:
        words = Markup("{} ({})").format(words, Markup(", ").join(marks))
    return words if number is None else Markup("{} {}").format(number, words)


def read_rows(
    _: Wording, workshop: Workshop, answers: Sequence[tuple[int, Reviewed]]
) -> tuple[Row, ...]:
    """Buttons to read what is shortened."""
    return in_rows(
        [
            Button(
                str(_("Read {number}", number=number)),
                press=f"sumread:{workshop.id}:{one.answer_id}",
            )
            for number, one in answers
            if shortened(one.words, LONGEST_IN_LIST) != one.words
        ]
    )


def in_rows(buttons: Sequence[Button]) -> tuple[Row, ...]:
    """Buttons, two a row."""
    return tuple(tuple(buttons[n : n + A_ROW]) for n in range(0, len(buttons), A_ROW))
