"""The table of answers as CSV (RFC 4180), for every program that reads tables."""

import csv
from io import StringIO

from bot.messages.wording import in_language
from bot.post.answer_table import AnswerTable, cells, headings

_SEPARATORS = {"de": ";", "en": ","}  # what Excel expects in these languages


def export_csv(table: AnswerTable) -> bytes:
    """The table in UTF-8 with a byte order mark, by which Excel knows it; dates as 2027-01-30."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=_SEPARATORS[table.language])
    writer.writerow(headings(in_language(table.language)))
    writer.writerows(cells(table))
    return text.getvalue().encode("utf-8-sig")
