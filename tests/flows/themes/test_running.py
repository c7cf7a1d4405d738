import runpy
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper

import pytest

from flows.themes.grouping import group
from flows.themes.running import run
from flows.themes.wire import reply, request
from tests.flows.themes.saying import NETWORK, QUESTION, voices


def test_a_request_is_answered_with_its_grouping() -> None:
    said = voices(NETWORK)
    outgoing, problems = BytesIO(), StringIO()
    status = run(BytesIO(request(QUESTION, said)), outgoing, problems)
    expected = (0, reply(group(QUESTION, said)), "")
    assert (status, outgoing.getvalue(), problems.getvalue()) == expected


def test_a_failure_says_only_its_kind() -> None:
    outgoing, problems = BytesIO(), StringIO()
    status = run(BytesIO(b'{"question": "Geheimes", "voices": 3}'), outgoing, problems)
    assert (status, outgoing.getvalue(), problems.getvalue()) == (1, b"", "NotUnderstood\n")


def test_the_module_reads_stdin_and_writes_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    said = voices(NETWORK[:3])
    outgoing = TextIOWrapper(BytesIO())
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(request(QUESTION, said))))
    monkeypatch.setattr(sys, "stdout", outgoing)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("flows.themes", run_name="__main__")
    assert (ended.value.code, outgoing.buffer.getvalue()) == (0, reply(group(QUESTION, said)))


def test_the_rest_of_the_core_does_not_load_the_arithmetic() -> None:
    look = (
        "import sys, flows.summary, flows.themes.values, flows.themes.wire, flows.themes.labels,"
        " flows.themes.mentions, flows.themes.excerpts, flows.themes.nothing;"
        " sys.exit(any(name in sys.modules for name in ('numpy', 'scipy', 'sklearn')))"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
