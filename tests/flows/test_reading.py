"""Reading a flow's file: the flow, or every mistake with its line and what would be right."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from flows.ids import FlowId, QuestionId
from flows.mistakes import MOST_MISTAKES, Mistake, Mistakes
from flows.reading import read_flow
from flows.script import Day, Flow, Kind, Option, Question, Scale, Texts
from flows.sentence import Sentence

CASES = Path(__file__).with_name("mistakes.txt").read_text("utf-8").strip().split("\n\n")
"""Each: lines taken out of the good file, lines put in instead, what is said."""
GOOD = """\
id: probe
version: 3
languages: [de, en]
title: {de: Probe, en: Sample}
description: {de: kurz, en: short}
days:
  - title: {de: Tag, en: Day}
    opens: 17:00
    window: 3h30m
    opening: {de: "Jetzt {questions}.", en: "Now {questions}."}
    closing: {de: Danke., en: Thanks.}
    questions:
      - id: wort
        text: {de: Was?, en: What?}
        hint: {de: Sag es., en: Say it.}
        optional: no
      - id: wahl
        text: {de: Welche?, en: Which?}
        kind: choice
        options:
          - {id: ja, text: {de: Ja, en: "Yes"}}
          - {id: nein, text: {de: Nein, en: "No"}}
      - id: grad
        text: {de: Wie sehr?, en: How much?}
        kind: scale
        scale: {lowest: 0, highest: 10, low: {de: gar nicht, en: not at all}}
"""


def test_a_good_file_is_a_flow() -> None:
    assert read_flow(GOOD.encode(), "probe.yaml") == Flow(
        id=FlowId("probe"),
        version=3,
        title=_texts("Probe", "Sample"),
        description=_texts("kurz", "short"),
        languages=("de", "en"),
        days=(
            Day(
                title=_texts("Tag", "Day"),
                opens=time(17),
                window=timedelta(hours=3, minutes=30),
                opening=_texts("Jetzt {questions}.", "Now {questions}."),
                closing=_texts("Danke.", "Thanks."),
                questions=(
                    Question(
                        id=QuestionId("wort"),
                        text=_texts("Was?", "What?"),
                        hint=_texts("Sag es.", "Say it."),
                        optional=False,
                    ),
                    Question(
                        id=QuestionId("wahl"),
                        text=_texts("Welche?", "Which?"),
                        kind=Kind.CHOICE,
                        options=(
                            Option(id="ja", text=_texts("Ja", "Yes")),
                            Option(id="nein", text=_texts("Nein", "No")),
                        ),
                    ),
                    Question(
                        id=QuestionId("grad"),
                        text=_texts("Wie sehr?", "How much?"),
                        kind=Kind.SCALE,
                        scale=Scale(lowest=0, highest=10, low=_texts("gar nicht", "not at all")),
                    ),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("opens: 17:00", "opens: 7:05"),
        ("opens: 17:00", "opens: '17:00'"),
        ("window: 3h30m", "window: 3h 30m"),
        ("window: 3h30m", "window: 24h"),
        ("window: 3h30m", "window: 15m"),
        ("optional: no", "optional: True"),
        ("Danke.", "Danke <b>dir</b> & allen."),
        ("{de: Was?, en: What?}", "{en: What?, de: Was?}"),
        (
            "{de: Sag es., en: Say it.}",
            "\n          de: |\n            A\n            B\n          en: C",
        ),
        ("id: probe", "\ufeffid: probe"),
        ("version: 3", "version: '3'  # was 2"),
        ("Danke.", "Danke 👩🏽‍🏫."),
        ("kind: choice", "kind: choices"),
        ("\n", "\r\n"),
    ],
)
def test_a_file_may_be_written_in_several_ways(old: str, new: str) -> None:
    assert isinstance(_read(old, new), Flow)


def test_a_text_follows_the_order_of_the_languages_not_of_the_file() -> None:
    flow = _read("{de: Was?, en: What?}", "{en: What?, de: Was?}")
    assert isinstance(flow, Flow)
    assert flow.days[0].questions[0].text.in_language("fr") == "Was?"


def test_a_norwegian_flow_is_not_read_as_a_no() -> None:
    norwegian = GOOD.replace("[de, en]", "[no, en]").replace("de: ", "no: ")
    flow = read_flow(norwegian.encode(), "probe.yaml")
    assert isinstance(flow, Flow)
    assert flow.languages == ("no", "en")


def test_every_mistake_of_a_file_is_said_at_once() -> None:
    wrong = (
        GOOD.replace("version: 3", "version: drei")
        .replace("opens: 17:00", "opens: 25:00")
        .replace("hint:", "hnt:")
        .replace(", en: Thanks.", "")
    )
    assert read_flow(wrong.encode(), "probe.yaml") == Mistakes(
        "probe.yaml",
        (
            Mistake(
                2,
                10,
                "version",
                Sentence("`{text}` does not fit here.", text="drei"),
                Sentence(
                    "Write a whole number from {lowest} to {highest}.", lowest="1", highest="9999"
                ),
            ),
            Mistake(
                8,
                12,
                "days[0].opens",
                Sentence("`{text}` is no time of day.", text="25:00"),
                Sentence("Write it like `17:00`."),
            ),
            Mistake(
                11,
                14,
                "days[0].closing",
                Sentence("The text in the language `{tag}` is missing.", tag="en"),
                Sentence("Add `{tag}: …` beneath.", tag="en"),
            ),
            Mistake(
                15,
                9,
                "days[0].questions[0].hnt",
                Sentence("`{key}` is unknown here.", key="hnt"),
                Sentence("Did you mean `{meant}`?", meant="hint"),
            ),
        ),
    )


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_says_where_it_is_and_what_would_be_right(case: str) -> None:
    said = [line for line in case.split("\n") if line.startswith("line ")]
    assert _said(read_flow(broken(case), "probe.yaml")) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "de: Was?",
            "de: " + "😀" * 501,
            "line 14: days[0].questions[0].text.de: The text has 1,002 characters; 1,000 fit. "
            "Make it shorter by 2.",
        ),
        (
            "de: Sag es.",
            "de: " + "x" * 301,
            "line 15: days[0].questions[0].hint.de: The text has 301 characters; 300 fit. "
            "Make it shorter by 1.",
        ),
        (
            "de: Danke.",
            "de: " + "x" * 1003,
            "line 11: days[0].closing.de: The text has 1,003 characters; 1,000 fit. "
            "Make it shorter by 3.",
        ),
        (
            "de: Ja",
            "de: " + "x" * 61,
            "line 21: days[0].questions[1].options[0].text.de: The text has 61 characters; "
            "60 fit. Make it shorter by 1.",
        ),
        (
            "de: Probe",
            "de: " + "x" * 101,
            "line 4: title.de: The text has 101 characters; 100 fit. Make it shorter by 1.",
        ),
    ],
)
def test_a_text_is_measured_as_telegram_does(old: str, new: str, said: str) -> None:
    assert _said(_read(old, new)) == [said]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("de: Was?", "de: " + "😀" * 500),
        ("de: Sag es.", "de: " + "x" * 300),
        ("de: Danke.", "de: " + "x" * 1000),
        ("de: Ja", "de: " + "x" * 60),
        ("de: Probe", "de: " + "x" * 100),
    ],
)
def test_a_text_may_be_as_long_as_the_limit(old: str, new: str) -> None:
    assert isinstance(_read(old, new), Flow)


@pytest.mark.parametrize("nothing", ["\u200b", "\u00a0", '"\\u2066\\u2069"'])
def test_a_text_that_nobody_sees_is_empty(nothing: str) -> None:
    assert _said(_read("en: Thanks.", f"en: {nothing}")) == [
        "line 11: days[0].closing.en: The text is empty. "
        "Write something, or take the whole entry out."
    ]


def test_what_is_repeated_from_the_file_shows_its_invisible_signs() -> None:
    assert _said(_read("en: Sample}", "en: Sample, '\u202een': x}")) == [
        "line 4: title: `�en` is not one of the languages. "
        "Add it to `languages`, or take the text out."
    ]


def test_what_is_repeated_from_the_file_is_short() -> None:
    assert _said(_read("opens: 17:00", "opens: " + "1 " * 60)) == [
        "line 8: days[0].opens: `1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1…` is no time of day. "
        "Write it like `17:00`."
    ]


def test_a_day_has_up_to_twenty_questions() -> None:
    question = "      - {{id: q{}, text: {{de: A, en: A}}}}\n"
    more = "".join(question.format(number) for number in range(18))
    assert _said(_read("    questions:\n", "    questions:\n" + more)) == [
        "line 13: days[0].questions: There are too many questions here (21). "
        "Give 1 to 20 questions."
    ]


def test_a_mistake_names_its_file() -> None:
    assert str(read_flow(b"", "leer.yaml")) == (
        "leer.yaml, line 1: The file is empty. Begin with `id:`; see docs/flows.md."
    )


def test_more_mistakes_than_anybody_reads_are_not_listed() -> None:
    unknown = "".join(f"x{n}: 1\n" for n in range(3 * MOST_MISTAKES))
    said = _said(read_flow((GOOD + unknown).encode(), "probe.yaml"))
    assert len(said) == MOST_MISTAKES + 1
    assert said[-1] == (
        "line 226: There are more than 200 mistakes; the others are not listed. "
        "Correct these first, then check again."
    )


def broken(case: str) -> bytes:
    """The file of a case."""
    lines = case.split("\n")
    old = "\n".join(line[2:] for line in lines if line.startswith("- "))
    new = "\n".join(line[2:] for line in lines if line.startswith("+ "))
    put = any(line.startswith("+ ") for line in lines)
    return _changed(old if put else old + "\n", new)


def _changed(old: str, new: str) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new).encode("utf-8")


def _read(old: str, new: str) -> Flow | Mistakes:
    return read_flow(_changed(old, new), "probe.yaml")


def _said(read: Flow | Mistakes) -> list[str]:
    assert isinstance(read, Mistakes)
    return [str(mistake) for mistake in read.mistakes]


def _texts(german: str, english: str) -> Texts:
    return Texts({"de": german, "en": english})
