"""Files are made in a process of its own, whatever becomes of it."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.post.forms import made
from bot.printer import ProcessPrinter
from bot.service.printing import Form, NotPrinted
from tests.bot.post.reviewed import REVIEWED


def printer_that(does: str, seconds: float = 30.0) -> ProcessPrinter:
    return ProcessPrinter(seconds, (sys.executable, "-c", does))


async def test_all_forms_come_as_they_would_be_made_here() -> None:
    files = await ProcessPrinter().print(REVIEWED, "de", frozenset(Form))
    assert set(files) == set(Form)
    for form in (Form.HTML, Form.FRAGMENT, Form.MARKDOWN, Form.PICTURE):
        assert files[form] == made(form, REVIEWED, "de")
    assert files[Form.PDF].startswith(b"%PDF")
    assert files[Form.DOCX].startswith(b"PK")


async def test_where_nothing_is_wanted_nothing_is_started() -> None:
    assert await printer_that("raise SystemExit(1)").print(REVIEWED, "de", frozenset()) == {}


async def test_what_goes_wrong_is_told_by_its_type_without_a_word_of_anybody() -> None:
    printer = printer_that(
        "import sys; from bot.post.__main__ import main; sys.exit(main())",
    )
    with pytest.raises(NotPrinted) as caught:
        await printer.print(REVIEWED, "xx", frozenset({Form.HTML}))
    assert caught.value.cause == "KeyError"


@pytest.mark.parametrize(
    ("does", "cause"),
    [
        ("import sys; sys.stderr.write('Amira sagt: Nein.'); sys.exit(1)", "exit"),
        ("import os; os.abort()", "exit"),
        ("print('nothing of use')", "JSONDecodeError"),
        ("print('[]')", "ValueError"),
    ],
    ids=["words", "died", "no answer", "another answer"],
)
async def test_a_process_that_fails_in_any_way_made_no_file(does: str, cause: str) -> None:
    with pytest.raises(NotPrinted) as caught:
        await printer_that(does).print(REVIEWED, "de", frozenset({Form.HTML}))
    assert caught.value.cause == cause


async def test_where_no_process_can_be_started_no_file_is_made() -> None:
    printer = ProcessPrinter(command=("/nowhere/python",))
    with pytest.raises(NotPrinted, match="FileNotFoundError"):
        await printer.print(REVIEWED, "de", frozenset({Form.HTML}))


async def test_a_process_that_takes_too_long_is_ended() -> None:
    with pytest.raises(NotPrinted, match="TimeoutError"):
        await printer_that("import time; time.sleep(600)", seconds=0.05).print(
            REVIEWED, "de", frozenset({Form.HTML})
        )


async def test_a_process_ends_with_who_waits_for_it(tmp_path: Path) -> None:
    said = tmp_path / "pid"
    os.mkfifo(said)
    does = f"import os, time; open({str(said)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    waiting = asyncio.create_task(printer_that(does).print(REVIEWED, "de", frozenset({Form.HTML})))
    process = int(await asyncio.to_thread(said.read_text))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
