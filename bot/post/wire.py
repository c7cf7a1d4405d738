"""What is said to the process that makes files, and what it answers: JSON in both directions."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import assert_never

from bot.post import answer_table
from bot.post.answer_table import AnswerTable, TableForm
from bot.post.answers_csv import export_csv
from bot.post.forms import Form, made
from flows.summary import Summary
from flows.summary_copy import dumped, loaded


def printing(summary: Summary, language: str, forms: Iterable[Form]) -> bytes:
    """The request for forms of a post."""
    wanted = sorted(form.value for form in forms)
    return _request(summary=dumped(summary), language=language, forms=wanted)


def tabulating(table: AnswerTable, forms: Iterable[TableForm]) -> bytes:
    """The request for forms of a table of answers."""
    wanted = sorted(form.value for form in forms)
    return _request(answers=answer_table.dumped(table), forms=wanted)


def answered(request: bytes) -> bytes:
    """Do what a request asks for, and give the files.

    Raises:
        ValueError: it is no request.
    """
    match json.loads(request):
        case {"summary": str(copy), "language": str(language), "forms": list(forms)}:
            summary = loaded(copy)
            files = {form: made(Form(form), summary, language) for form in forms}
        case {"answers": str(copy), "forms": list(forms)}:
            table = answer_table.loaded(copy)
            files = {form: _tabulated(TableForm(form), table) for form in forms}
        case _:
            raise ValueError("no request")
    return json.dumps({name: b64encode(file).decode() for name, file in files.items()}).encode()


def files(answer: bytes) -> Mapping[str, bytes]:
    """The files of an answer, by their names in the request.

    Raises:
        ValueError: it is no answer.
    """
    match json.loads(answer):
        case dict() as found:
            return {str(name): b64decode(str(file)) for name, file in found.items()}
        case _:
            raise ValueError("no answer")


def _tabulated(form: TableForm, table: AnswerTable) -> bytes:
    match form:
        case TableForm.CSV:
            return export_csv(table)
        case TableForm.XLSX:
            from bot.post.answers_xlsx import export_xlsx  # noqa: PLC0415 - a large library

            return export_xlsx(table)
        case _:
            assert_never(form)


def _request(**facts: object) -> bytes:
    return json.dumps(facts).encode()
