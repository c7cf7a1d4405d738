"""The values of a flow."""

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from flows.ids import FlowId, QuestionId
from flows.library import library
from flows.script import Day, Flow, Kind, Option, Question, Scale, Texts

GERMAN_FIRST = Texts({"de": "Hallo", "en": "Hello"})


def test_somebody_gets_the_text_in_their_language() -> None:
    assert GERMAN_FIRST.in_language("en") == "Hello"


def test_a_country_does_not_matter() -> None:
    assert GERMAN_FIRST.in_language("en-GB") == "Hello"


def test_who_reads_none_of_the_languages_gets_the_first() -> None:
    assert GERMAN_FIRST.in_language("uk") == "Hallo"


def test_a_text_has_at_least_one_language() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        Texts({})


def test_texts_are_a_mapping_that_nobody_else_can_change() -> None:
    words = {"de": "Hallo"}
    texts = Texts(words)
    words["de"] = "Tschüss"
    assert dict(texts) == {"de": "Hallo"}
    assert len(texts) == 1
    assert texts == Texts({"de": "Hallo"})
    assert hash(texts) == hash(Texts({"de": "Hallo"}))
    assert repr(texts) == "Texts({'de': 'Hallo'})"


def test_a_day_is_found_by_its_number_from_one() -> None:
    flow = _flow()
    assert flow.day(1) is flow.days[0]


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_day_that_is_not_there_is_an_error(number: int) -> None:
    with pytest.raises(LookupError, match=f"no day {number}"):
        _flow().day(number)


@pytest.mark.parametrize(
    ("text", "chosen", "read"),
    [
        ("1", ["ja"], "Ja"),
        ("", ["ja", "nein", "7"], "Ja, Nein, 7"),
        ("Vielleicht.", [], "Vielleicht."),
    ],
)
def test_an_answer_is_read_by_the_labels_of_what_was_chosen_or_as_it_was_written(
    text: str, chosen: list[str], read: str
) -> None:
    options = tuple(
        Option(id=one, text=Texts({"de": one.title(), "en": one})) for one in ("ja", "nein")
    )
    question = Question(
        id=QuestionId("eins"), text=GERMAN_FIRST, kind=Kind.CHOICES, options=options
    )
    assert question.in_words(text, chosen, "de") == read


def test_a_question_is_found_on_any_day() -> None:
    flow = _flow()
    assert flow.question(QuestionId("zwei")) is flow.days[0].questions[1]


def test_a_question_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError, match="no question drei"):
        _flow().question(QuestionId("drei"))


@pytest.mark.parametrize("flow", library(), ids=lambda flow: flow.id)
def test_the_copy_that_a_workshop_keeps_is_the_flow_it_was_made_from(flow: Flow) -> None:
    copy = Flow.model_validate_json(flow.model_dump_json())
    assert copy == flow
    assert list(copy.title) == list(flow.title)
    assert Flow.model_validate(flow.model_dump()) == flow


@settings(deadline=None, derandomize=True)
@given(st.text(min_size=1), st.timedeltas(timedelta(minutes=15), timedelta(days=1)), st.times())
def test_a_copy_keeps_any_text_and_time(text: str, window: timedelta, opens: time) -> None:
    flow = _flow(Texts({"de": text}), opens, window)
    assert Flow.model_validate_json(flow.model_dump_json()) == flow


def test_a_copy_with_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Option.model_validate({"id": "a", "text": {"de": "A"}, "colour": "red"})


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        _flow().version = 2  # type: ignore[misc] # that it is an error is the point


def _flow(
    text: Texts = GERMAN_FIRST,
    opens: time = time(17),
    window: timedelta = timedelta(hours=4),
) -> Flow:
    questions = (
        Question(
            id=QuestionId("eins"),
            text=text,
            kind=Kind.SCALE,
            scale=Scale(lowest=0, highest=10, low=text),
        ),
        Question(
            id=QuestionId("zwei"),
            text=text,
            hint=text,
            kind=Kind.CHOICE,
            optional=False,
            options=(Option(id="a", text=text), Option(id="b", text=text)),
        ),
    )
    day = Day(
        title=text, opens=opens, window=window, opening=text, closing=text, questions=questions
    )
    return Flow(id=FlowId("probe"), version=1, title=text, languages=tuple(text), days=(day,))
