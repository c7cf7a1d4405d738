"""The answers of a workshop as a table for its facilitators, as rows of plain values."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from bot.messages.wording import Wording, in_language
from bot.post.typography import printable

Cell = int | str | date

ANSWER = 4
"""The place of the answer among the cells of a row."""

_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
"""With what a formula begins, for one program or another (OWASP, CSV injection)."""


class TableForm(StrEnum):
    """A form of the table; the value is its ending."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer as facilitators may read it.

    Attributes:
        day: the day's number.
        number: the question's place in its day.
        name: as its author wants to be called; None for "without a name".
        answer: their words, or what they chose.
        answered: the day on which they said it, by the workshop's clocks.
        quotable: whether it may be quoted at all.
        left_out: whether a facilitator has left it out of the post.
    """

    day: int
    number: int
    question: str
    name: str | None
    answer: str
    answered: date
    quotable: bool
    left_out: bool


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The table.

    Attributes:
        title: of the workshop.
        language: one of the bot's languages, for the headings.
        rows: in the order in which they are to stand.
    """

    title: str
    language: str
    rows: tuple[AnswerRow, ...]


def headings(_: Wording) -> tuple[str, ...]:
    """What stands above the columns."""
    return (
        str(_("Day")),
        str(_("Question")),
        str(_("Wording of the question")),
        str(_("Name")),
        str(_("Answer")),
        str(_("Date")),
        str(_("May be quoted")),
        str(_("In the post")),
    )


def cells(table: AnswerTable) -> Sequence[tuple[Cell, ...]]:
    """The rows in the order of the headings, with the words as they were written.

    A form in which text can be taken for a formula has to see to that: see `safe`.
    """
    _ = in_language(table.language)
    return [_cells(row, _) for row in table.rows]


def safe(text: str) -> str:
    """Text that no program takes for a formula: an apostrophe stands before what looks like one."""
    begins = text.lstrip(" \u00a0")
    return f"'{text}" if begins.startswith(_FORMULAS) else text


def dumped(table: AnswerTable) -> str:
    """The table as JSON."""
    rows = [asdict(row) | {"answered": row.answered.isoformat()} for row in table.rows]
    return json.dumps({"title": table.title, "language": table.language, "rows": rows})


def loaded(text: str) -> AnswerTable:
    """The table that `dumped` made this text of.

    Raises:
        ValueError: the text is something else.
    """
    match json.loads(text):
        case {"title": str(title), "language": str(language), "rows": list(rows)}:
            return AnswerTable(title, language, tuple(_row(row) for row in rows))
        case _:
            raise ValueError("no table")


def _row(facts: dict[str, str]) -> AnswerRow:
    answered = date.fromisoformat(facts["answered"])
    return AnswerRow(**(facts | {"answered": answered}))  # type: ignore[arg-type] # from asdict


def _cells(row: AnswerRow, _: Wording) -> tuple[Cell, ...]:
    name = str(_("without a name").unescape()) if row.name is None else row.name
    return (
        row.day,
        row.number,
        printable(row.question),
        printable(name),
        printable(row.answer),
        row.answered,
        str(_("yes") if row.quotable else _("not to be quoted")),
        str(_("left out")) if row.left_out else "",
    )
