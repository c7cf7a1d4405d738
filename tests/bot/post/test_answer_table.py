import csv
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.post.answer_table import AnswerRow, AnswerTable, dumped, loaded, safe
from bot.post.answers_csv import export_csv
from bot.post.answers_xlsx import export_xlsx
from tests.bot.post.samples import EVERYTHING, UNHURRIED

SATURDAY = date(2027, 1, 30)
AMIRA = AnswerRow(
    1, 1, "Was bedeutet …?", "Amira", "Sich kennen;\n„gut“", SATURDAY, True, left_out=True
)
LEO = AnswerRow(1, 1, "Was bedeutet …?", None, "=HYPERLINK(1)", SATURDAY, False, left_out=False)
TABLE = AnswerTable("Netzwerkarbeit", "de", (AMIRA, LEO))

HEADINGS = (
    "Tag",
    "Frage",
    "Wortlaut der Frage",
    "Name",
    "Antwort",
    "Datum",
    "Darf zitiert werden",
    "Im Beitrag",
)
FORMULAS = tuple("=+-@\t\r")

rows = st.builds(
    AnswerRow,
    day=st.integers(1, 9),
    number=st.integers(1, 99),
    question=EVERYTHING,
    name=st.none() | EVERYTHING,
    answer=EVERYTHING | st.from_regex(r"\A[ \t\r\n]?[=+\-@＝].*", fullmatch=True),
    answered=st.dates(date(2000, 1, 1)),
    quotable=st.booleans(),
    left_out=st.booleans(),
)
tables = st.builds(
    AnswerTable, EVERYTHING, st.sampled_from(["de", "en"]), st.lists(rows, max_size=4).map(tuple)
)


def sheet(table: AnswerTable) -> Any:
    book = openpyxl.load_workbook(BytesIO(export_xlsx(table)))
    return book.active


def test_a_csv_file_as_a_german_excel_expects_it() -> None:
    text = export_csv(TABLE).decode("utf-8")
    assert text == (
        "\ufeffTag;Frage;Wortlaut der Frage;Name;Antwort;Datum;Darf zitiert werden;Im Beitrag\r\n"
        '1;1;Was bedeutet …?;Amira;"Sich kennen;\n„gut“";2027-01-30;ja;weggelassen\r\n'
        "1;1;Was bedeutet …?;ohne Namen;'=HYPERLINK(1);2027-01-30;nicht zitieren;\r\n"
    )


def test_an_excel_file_with_real_dates_a_filter_and_a_heading_that_stays() -> None:
    found = sheet(TABLE)
    assert list(found.iter_rows(values_only=True)) == [
        HEADINGS,
        (
            *(1, 1, "Was bedeutet …?", "Amira", "Sich kennen;\n„gut“"),
            *(datetime(2027, 1, 30), "ja", "weggelassen"),
        ),
        (
            *(1, 1, "Was bedeutet …?", "ohne Namen", "'=HYPERLINK(1)"),
            *(datetime(2027, 1, 30), "nicht zitieren", ""),
        ),
    ]
    assert (found.freeze_panes, found.auto_filter.ref) == ("A2", "A1:H3")
    assert found["F2"].number_format == "dd.mm.yyyy"


def test_what_is_too_long_for_a_cell_goes_on_in_the_next_row() -> None:
    long = "a" * 32_000 + "=b"
    found = sheet(AnswerTable("Lang", "en", (replace(AMIRA, answer=long),)))
    assert [row[4] for row in found.iter_rows(min_row=2, values_only=True)] == ["a" * 32_000, "'=b"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_what_looks_like_a_formula_is_none(text: str) -> None:
    assert safe(text).startswith("'")


def test_other_text_stays_as_it_is() -> None:
    assert safe("1 + 1 = 2, 'ja'") == "1 + 1 = 2, 'ja'"


@UNHURRIED
@given(tables)
def test_a_copy_is_equal_to_what_it_was_made_of(table: AnswerTable) -> None:
    assert loaded(dumped(table)) == table


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": 1, "language": "de", "rows": []}'])
def test_what_is_no_copy_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        loaded(text)


@UNHURRIED
@given(tables)
def test_no_cell_of_any_table_begins_a_formula(table: AnswerTable) -> None:
    separator = {"de": ";", "en": ","}[table.language]
    text = StringIO(export_csv(table).decode("utf-8-sig"), newline="")
    found = list(csv.reader(text, delimiter=separator))
    in_excel = list(sheet(table).iter_rows(values_only=True))
    assert len(found) == len(in_excel) == len(table.rows) + 1
    for cell in (cell for row in (*found, *in_excel) for cell in row):
        assert not (isinstance(cell, str) and cell.startswith(FORMULAS))
