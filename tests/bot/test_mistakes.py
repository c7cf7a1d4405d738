"""What people read about a broken flow: every mistake in English and in German, side by side.

`mistakes.de.txt` is there to be proofread; `make golden` rewrites it.
"""

import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.messages.wording import SOURCE_LANGUAGE, in_language
from bot.rehearsal.room.flow_file import unreadable
from flows.form import FLOW, Form, ListForm, RecordForm
from flows.mistakes import MOST_MISTAKES, Mistake, Mistakes
from flows.reading import read_flow
from flows.sentence import Sentence
from tests.bot.sentence_values import sentence_values
from tests.flows.test_reading import CASES, GOOD, broken
from tests.flows.test_reading_broken import NO_YAML
from tests.flows.test_reading_hostile import HOSTILE

LIST = Path(__file__).with_name("mistakes.de.txt")
PREAMBLE, DAYS = GOOD.split("days:\n")
QUESTION = "      - {{id: q{}, text: {{de: A, en: A}}}}\n"

OTHERS: tuple[bytes, ...] = (
    "id: Grüße".encode("latin-1"),
    HOSTILE["too large"],
    HOSTILE["many items"],
    HOSTILE["open brackets"],
    HOSTILE["many languages"],
    HOSTILE["many options"],
    (GOOD + "".join(f"x{n}: 1\n" for n in range(MOST_MISTAKES + 1))).encode(),
    GOOD.replace("de: Was?", "de: " + "x" * 1234).encode(),
    GOOD.replace(
        "    questions:\n", "    questions:\n" + "".join(QUESTION.format(n) for n in range(18))
    ).encode(),
    PREAMBLE.encode(),
    f"{PREAMBLE}days: []\n".encode(),
    f"{PREAMBLE}days:\n{DAYS * 11}".encode(),
    b"Hallo zusammen",
)
PROBLEMS = (
    FileNotFoundError(errno.ENOENT, "No such file or directory"),
    PermissionError(errno.EACCES, "Permission denied"),
    IsADirectoryError(errno.EISDIR, "Is a directory"),
    OSError(errno.EIO, "Input/output error"),
)


def found() -> Iterator[Mistake]:
    """All mistakes of many broken files."""
    for problem in PROBLEMS:
        yield unreadable(problem)
    sources = [*(source.encode() for source, _ in NO_YAML), *map(broken, CASES), *OTHERS]
    for source in sources:
        read = read_flow(source, "probe.yaml")
        assert isinstance(read, Mistakes)
        yield from read.mistakes


def said(sentence: Sentence) -> Iterator[str]:
    """The English of a sentence, and of those in it."""
    yield sentence.text
    for _, fact in sentence.facts:
        if isinstance(fact, Sentence):
            yield from said(fact)


def may_be_left_out(form: Form) -> Iterator[str]:
    """What fields mean that need not be there, so that nobody says that they are missing."""
    match form:
        case RecordForm():
            for field in form.fields:
                if not field.required:
                    yield str(field.description)
                yield from may_be_left_out(field.form)
        case ListForm():
            yield from may_be_left_out(form.item)


def test_every_sentence_about_a_flow_is_said_of_some_broken_file() -> None:
    reached = {
        text
        for mistake in found()
        for sentence in (mistake.wrong, mistake.right)
        for text in said(sentence)
    }
    assert reached == sentence_values() - set(may_be_left_out(FLOW))


def test_every_mistake_reads_right_in_german(request: pytest.FixtureRequest) -> None:
    _ = in_language("de")
    pairs = dict.fromkeys(
        f"{one.wrong} {one.right}\n{_.worded(one.wrong)} {_.worded(one.right)}\n"
        for one in found()
        if not re.search(r"`(titel|x)\d+`", str(one))  # said of hundreds of keys
    )
    text = "\n".join(pairs)
    if request.config.getoption("--golden"):
        LIST.write_text(text, "utf-8")
    assert text.splitlines() == LIST.read_text("utf-8").splitlines()


def test_on_an_english_page_a_mistake_is_said_as_in_the_terminal() -> None:
    _ = in_language(SOURCE_LANGUAGE)
    different = [
        sentence
        for mistake in found()
        for sentence in (mistake.wrong, mistake.right)
        if _.worded(sentence) != str(sentence)
    ]
    assert different == []


def pieces(text: str) -> list[str]:
    """What stands between backticks, and the placeholders; their order is each language's own."""
    return sorted(re.findall(r"`[^`]+`|\{\w+\}", text))


def test_pieces_of_the_file_are_the_same_in_german() -> None:
    _ = in_language("de")
    german = {text: _.worded(Sentence(text)) for text in sentence_values()}
    own = {"`schlüssel:`": "`key:`", "`schlüssel: Text`": "`key: text`"}
    different = [
        text
        for text in sorted(german)
        if sorted(own.get(piece, piece) for piece in pieces(german[text])) != pieces(text)
    ]
    assert different == []


def test_a_piece_of_the_file_that_reads_from_right_to_left_leaves_the_sentence_alone() -> None:
    _ = in_language("de")
    sentence = Sentence("`{text}` is unknown.", text="نعم")
    assert _.worded(sentence) == "`\u2068نعم\u2069` ist nicht bekannt."


def test_what_stands_in_the_file_is_no_markup() -> None:
    _ = in_language("de")
    sentence = Sentence("`{text}` is unknown.", text="&lt <b>")
    assert _.worded(sentence) == "`&lt <b>` ist nicht bekannt."
