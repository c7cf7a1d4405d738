"""The table of answers as CSV (RFC 4180), for every program that reads tables."""

import csv
from io import StringIO

from bot.messages.wording import in_language
from bot.post.answer_table import AnswerTable, Cell, cells, headings, safe

_SEPARATORS = {"de": ";", "en": ","}  # what Excel expects in these languages


def export_csv(table: AnswerTable) -> bytes:
    """The table in UTF-8 with a byte order mark, by which Excel knows it; dates as 2027-01-30.

    Programs guess what a text is, so what looks like a formula has an apostrophe before it.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=_SEPARATORS[table.language])
    writer.writerow(headings(in_language(table.language)))
    writer.writerows([_written(cell) for cell in row] for row in cells(table))
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> Cell:
    return safe(cell) if isinstance(cell, str) else cell
