"""The table of answers as an Excel file."""

from io import BytesIO

from xlsxwriter import Workbook

from bot.messages.wording import in_language
from bot.post.answer_table import ANSWER, AnswerTable, Cell, cells, headings
from bot.post.typography import printable

_WIDTHS = (6, 8, 44, 24, 80, 12, 14, 16)
_MOST = 32_000  # characters of a cell; Excel knows 32,767
_DATE = {"de": "dd.mm.yyyy", "en": "d mmm yyyy"}


def export_xlsx(table: AnswerTable) -> bytes:
    """The table with a heading that stays in sight, a filter for each column, and real dates.

    What is too long for one cell goes on in rows of its own beneath. Texts stand as they were
    written: as text, which is no formula whatever it begins with, in cells that stay text also when
    somebody edits them.
    """
    _ = in_language(table.language)
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": printable(table.title)[:255]})
        sheet = book.add_worksheet(str(_("Answers")))
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        number = book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        text.set_quote_prefix()
        day = book.add_format(
            {"num_format": _DATE[table.language], "valign": "top", "align": "left"}
        )
        for column, (heading, width) in enumerate(zip(headings(_), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        line = 0
        for row in (part for whole in cells(table) for part in _parts(whole)):
            line += 1
            for column, cell in enumerate(row):
                match cell:
                    case str():
                        sheet.write_string(line, column, cell, text)
                    case int():
                        sheet.write_number(line, column, cell, number)
                    case _:
                        sheet.write_datetime(line, column, cell, day)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, line, len(_WIDTHS) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return file.getvalue()


def _parts(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """The row, or several where the answer in it is longer than a cell may be."""
    answer = str(row[ANSWER])
    pieces = [answer[start : start + _MOST] for start in range(0, len(answer) or 1, _MOST)]
    return [(*row[:ANSWER], piece, *row[ANSWER + 1 :]) for piece in pieces]
