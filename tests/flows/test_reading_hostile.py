"""Files that are meant to do harm, and files that anything may have happened to."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import flows.library
from flows.mistakes import MOST_MISTAKES, Mistakes
from flows.reading import MOST_BYTES, read_flow
from flows.script import Flow

GOOD = (Path(flows.library.__file__).parent / "zwei-tage.yaml").read_bytes()

HOSTILE = {
    "references that multiply": b"a: &a [x]\n"
    + b"".join(b"k%d: &k%d [*a, *a]\n" % (n, n) for n in range(9000)),
    "a reference to itself": b"a: &a [*a]",
    "open brackets": b"[" * MOST_BYTES,
    "open braces": b"{a: " * (MOST_BYTES // 4),
    "lists in one line": b"- " * (MOST_BYTES // 2),
    "keys in one line": b"? " * (MOST_BYTES // 2),
    "a staircase": b"".join(b" " * n + b"a:\n" for n in range(700)),
    "many items": b"[" + b"a," * (MOST_BYTES // 2 - 2) + b"]",
    "many unknown keys": b"".join(b"titel%d: 1\n" % n for n in range(9000)),
    "many languages": GOOD.replace(b"[de, en]", b"[" + b"de, " * 9000 + b"en]"),
    "many options": GOOD.replace(
        b"options:\n", b"options:\n" + b"          - {id: a, text: {de: x, en: y}}\n" * 1500
    ),
    "many placeholders": GOOD.replace(
        b"de: Was war heute", b"de: >\n" + b"".join(b"            {%d}\n" % n for n in range(9000))
    ),
    "a long key": b"? " + b"a" * (MOST_BYTES - 10) + b"\n: b",
    "a long number": b"version: " + b"9" * (MOST_BYTES - 10),
    "a long text": b'title: "' + b"\\x41" * (MOST_BYTES // 4 - 4) + b'"',
    "directives": b"".join(b"%%TAG !%d! x\n" % n for n in range(16000)) + b"---\na: b",
    "a program": b"id: !!python/object/apply:os.system [ls]",
    "zeros": bytes(MOST_BYTES),
    "nothing but lines": b"\n" * MOST_BYTES,
    "too large": b"#" * (MOST_BYTES + 1),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_costs_little(source: bytes) -> None:
    began = process_time()
    read = read_flow(source, "probe.yaml")
    assert isinstance(read, Mistakes)
    assert 1 <= len(read.mistakes) <= MOST_MISTAKES + 1
    assert max(len(str(mistake)) for mistake in read.mistakes) < 500
    assert process_time() - began < 5  # it takes 0.4 s at most; the rest is for slow machines


def test_hostile_files_take_little_memory() -> None:
    program = dedent("""
        from resource import RUSAGE_SELF, getrusage
        from flows.reading import read_flow
        from tests.flows.test_reading_hostile import HOSTILE
        before = getrusage(RUSAGE_SELF).ru_maxrss
        for source in HOSTILE.values():
            read_flow(source, "probe.yaml")
        print(getrusage(RUSAGE_SELF).ru_maxrss - before)
    """)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) * _unit() < 100 * 2**20


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            HOSTILE["open brackets"],
            "line 1: Lists and entries stand inside one another more than 12 deep. "
            "Check the brackets and the indentation.",
        ),
        (
            HOSTILE["many items"],
            "line 1: The file has more than 20,000 entries. A flow is much shorter; split it.",
        ),
        (
            HOSTILE["too large"],
            "line 1: The file is larger than 256 KiB. "
            "A flow is much shorter; is this the right file?",
        ),
    ],
)
def test_a_file_beyond_the_limits_is_not_read_further(source: bytes, said: str) -> None:
    assert str(read_flow(source, "probe.yaml")) == f"probe.yaml, {said}"


UNHURRIED = settings(deadline=None, derandomize=True)
SNIPPETS = st.sampled_from(
    [
        b"{",
        b"}",
        b"[",
        b"]",
        b": ",
        b"- ",
        b"\n  ",
        b"\t",
        b'"',
        b"'",
        b"&a ",
        b"*a ",
        b"!x ",
        b" #",
    ]
) | st.sampled_from(
    [b"|", b">-", b"? ", b"---\n", b"<<: ", b"\0", b"\xe2\x80\xa8", b"{name}", b"~"]
)


@UNHURRIED
@given(st.data())
def test_whatever_happens_to_a_file_it_is_a_flow_or_has_mistakes(data: st.DataObject) -> None:
    source = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source)))
        end = data.draw(st.integers(start, min(start + 60, len(source))))
        source = source[:start] + data.draw(SNIPPETS | st.binary(max_size=8)) + source[end:]
    _is_flow_or_mistakes(source)


@UNHURRIED
@given(st.data())
def test_however_the_lines_are_shuffled_it_is_a_flow_or_has_mistakes(data: st.DataObject) -> None:
    lines = GOOD.splitlines(keepends=True)
    chosen = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=30))
    kept = [line for number, line in enumerate(lines) if number not in chosen]
    moved = b"".join(lines[number] for number in chosen)
    at = data.draw(st.integers(0, len(kept)))
    _is_flow_or_mistakes(b"".join(kept[:at]) + moved + b"".join(kept[at:]))


@UNHURRIED
@given(st.binary(max_size=200))
def test_any_bytes_are_a_flow_or_have_mistakes(source: bytes) -> None:
    _is_flow_or_mistakes(source)


def _is_flow_or_mistakes(source: bytes) -> None:
    read = read_flow(source, "probe.yaml")
    if isinstance(read, Mistakes):
        lines = source.count(b"\n") + source.count(b"\r") + 1
        assert all(1 <= mistake.line <= lines for mistake in read.mistakes)
        assert all(mistake.wrong and mistake.right for mistake in read.mistakes)
    else:
        assert Flow.model_validate_json(read.model_dump_json()) == read


def _unit() -> int:
    """Of `ru_maxrss`, in bytes: getrusage(2) counts KiB on Linux, bytes on macOS."""
    return 1 if sys.platform == "darwin" else 1024
