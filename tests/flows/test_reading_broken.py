"""Files that are no proper YAML, in words for people who do not know YAML."""

import pytest

from flows.mistakes import Mistakes
from flows.reading import read_flow

FITS = (
    "This line does not fit the lines before it. Check its indentation and the `-` or `key:` at "
    "its beginning. A text that begins with a bracket or a quotation mark needs quotation marks "
    "around the whole."
)
COLON = (
    "There is a colon where none can stand. If it belongs to the text, put the text in quotation "
    "marks; else check the indentation."
)
TAB = (
    "There is a tab here, or a sign that YAML keeps for itself (@ ` %). Indent with spaces, and "
    "put the text in quotation marks."
)
NO_COLON = (
    "A colon is missing, or a long text is not indented. Write `key: text`, and indent further "
    "lines of the text deeper than the key."
)
NOT_CLOSED = "A quotation mark is opened here and never closed. Close it at the end of the text."
BACKSLASH = (
    "A backslash stands between double quotation marks. Leave it out, or use single quotation "
    "marks."
)
BRACKET = (
    "A bracket is opened here and not closed, or a comma is missing. Close the bracket, or put "
    "the text in quotation marks if the bracket belongs to it."
)
EMPTY = "The file is empty. Begin with `id:`; see docs/flows.md."

NO_YAML = [
    ("id: a\ntitle:\n  de: Kurz: was?", f"line 3: {COLON}"),
    ("id: a\n  version: 1", f"line 2: {COLON}"),
    ("id: a\ntitle:\n\tde: A", f"line 3: {TAB}"),
    ("id: @a", f"line 1: {TAB}"),
    ("id: a\nversion\ntitle: b", f"line 2: {NO_COLON}"),
    ('id: a\ntitle: "Ende\nversion: 1', f"line 2: {NOT_CLOSED}"),
    ('id: "a\\b\\q"', f"line 1: {BACKSLASH}"),
    ("id: a\nlanguages: [de, en\ndays: b", f"line 2: {BRACKET}"),
    (
        "id: a\nversion: *",
        "line 2: A text begins with `*` or `&`. Put the text in quotation marks.",
    ),
    ("id: a\ntitle: [", f"line 2: {FITS}"),
    (" id: a\nversion: 1", f"line 2: {FITS}"),
    ("id: a\ntitle: {name}, hallo", f"line 2: {FITS}"),
    ('id: a\ntitle: "Ja" sagen', f"line 2: {FITS}"),
    ("%YAML 9.0\n---\nid: a", f"line 1: {FITS}"),
    ('id: "\\ud800"', f"line 1: {FITS}"),
    (
        "id: a\n---\nid: b",
        "line 2: A second document begins here (`---`). One file is one flow.",
    ),
    ("", f"line 1: {EMPTY}"),
    ("# nur ein Kommentar\n", f"line 1: {EMPTY}"),
    ("---\n", f"line 1: {EMPTY}"),
    (
        "id: a\ntitle:\x07 b",
        "line 2: There is an invisible character (U+0007). Delete it and type the place again.",
    ),
    (
        "id: a\ntitle: b\u2028c",
        "line 2: There is an invisible character (U+2028). Delete it and type the place again.",
    ),
]


@pytest.mark.parametrize(("source", "said"), NO_YAML)
def test_broken_yaml_is_explained_at_its_line(source: str, said: str) -> None:
    assert _said(source.encode()) == [said]


def test_a_text_instead_of_a_flow_is_said() -> None:
    assert _said(b"Hallo zusammen") == [
        "line 1: Here a flow is expected. Indent beneath: "
        "`id:`, `version:`, `languages:`, `title:`, `days:`."
    ]


@pytest.mark.parametrize(
    ("source", "line"),
    [("id: a\ntitle: Grüße".encode("latin-1"), 2), ("id: a".encode("utf-16"), 1)],
)
def test_a_file_in_another_encoding_is_said(source: bytes, line: int) -> None:
    assert _said(source) == [
        f"line {line}: The file is not saved as UTF-8. Save it again with the encoding UTF-8."
    ]


def _said(source: bytes) -> list[str]:
    read = read_flow(source, "probe.yaml")
    assert isinstance(read, Mistakes)
    return [str(mistake) for mistake in read.mistakes]
