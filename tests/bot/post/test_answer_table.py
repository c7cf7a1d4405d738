import csv
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

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
_IN_EXCEL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

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
            *(1, 1, "Was bedeutet …?", "ohne Namen", "=HYPERLINK(1)"),
            *(datetime(2027, 1, 30), "nicht zitieren", ""),
        ),
    ]
    assert (found.freeze_panes, found.auto_filter.ref) == ("A2", "A1:H3")
    assert found["F2"].number_format == "dd.mm.yyyy"


def test_what_is_too_long_for_a_cell_goes_on_in_the_next_row() -> None:
    long = "a" * 32_000 + "=b"
    found = sheet(AnswerTable("Lang", "en", (replace(AMIRA, answer=long),)))
    assert [row[4] for row in found.iter_rows(min_row=2, values_only=True)] == ["a" * 32_000, "=b"]


@pytest.mark.parametrize("text", ["=1+1", "- eins\n- zwei", "+49", "@alle", "＝1", "'ja'", "007"])
def test_excel_shows_words_as_they_were_written_and_keeps_them_text(text: str) -> None:
    file = export_xlsx(AnswerTable("Liste", "de", (replace(AMIRA, name=text, answer=text),)))
    for place in ("D2", "E2"):
        cell = openpyxl.load_workbook(BytesIO(file)).active[place]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    with ZipFile(BytesIO(file)) as parts:
        cells = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))
        styles = ET.fromstring(parts.read("xl/styles.xml"))
    kinds = {one.get("r"): (one.get("t"), one.get("s")) for one in cells.iter(f"{_IN_EXCEL}c")}
    assert not list(cells.iter(f"{_IN_EXCEL}f"))
    ways = styles.find(f"{_IN_EXCEL}cellXfs")
    assert ways is not None
    for place in ("C2", "D2", "E2", "G2", "H2"):
        kind, style = kinds[place]
        assert (kind, ways[int(style or 0)].get("quotePrefix")) == ("s", "1")
    for place in ("A2", "B2", "F2"):
        kind, style = kinds[place]
        assert (kind, ways[int(style or 0)].get("quotePrefix")) == (None, None)


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
def test_no_cell_of_any_csv_begins_a_formula_and_none_of_excel_is_one(table: AnswerTable) -> None:
    separator = {"de": ";", "en": ","}[table.language]
    text = StringIO(export_csv(table).decode("utf-8-sig"), newline="")
    found = list(csv.reader(text, delimiter=separator))
    in_excel = list(sheet(table).iter_rows())
    assert len(found) == len(in_excel) == len(table.rows) + 1
    assert not any(cell.startswith(FORMULAS) for row in found for cell in row)
    assert not any(cell.data_type == "f" for row in in_excel for cell in row)
