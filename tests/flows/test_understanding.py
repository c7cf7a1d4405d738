"""Typing works wherever there are buttons: labels, numbers and steps are understood."""

import pytest

from flows.understanding import choices_of, read_options
from tests.flows.talking import AGAIN, LANGUAGES, MOOD, option, text_question


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Yes", ("yes",)),
        (" ja ", ("yes",)),
        ("NEIN.", ("no",)),
        ("2", ("no",)),
        ("2.", ("no",)),
        ("2)", ("no",)),
        ("٢", ("no",)),
        ("3", None),
        ("0", None),
        ("1 2", None),
        ("perhaps", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_a_choice_is_typed_as_its_label_or_its_number(
    typed: str, meant: tuple[str, ...] | None
) -> None:
    assert read_options(AGAIN, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("german (any)", ("de",)),
        ("Ukrainisch", ("uk",)),
        ("3 1", ("ar", "uk")),
        ("1, 3", ("ar", "uk")),
        ("1+2&3", ("ar", "de", "uk")),
        ("1, 1", ("ar",)),
        ("Arabic, Deutsch (egal welches)", ("ar", "de")),
        ("Ukrainian\nArabisch\n", ("ar", "uk")),
        ("Arabic; 2.", ("ar", "de")),
        ("Arabic, Elvish", None),
        ("1 4", None),
        (" , ", None),
        ("", None),
    ],
)
def test_several_options_are_typed_with_something_between_them(
    typed: str, meant: tuple[str, ...] | None
) -> None:
    assert read_options(LANGUAGES, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("0", ("0",)), (" 5. ", ("5",)), ("05", ("5",)), ("٣", ("3",)), ("6", None), ("four", None)],
)
def test_on_a_scale_the_number_is_the_step(typed: str, meant: tuple[str, ...] | None) -> None:
    assert read_options(MOOD, typed) == meant


def test_a_label_that_is_a_number_means_itself() -> None:
    two_first = (option("two", "2", "2"), option("one", "1", "1"))
    counting = AGAIN.model_copy(update={"options": two_first})

    assert (read_options(counting, "2"), read_options(counting, "1")) == (("two",), ("one",))


def test_a_question_knows_what_can_be_chosen() -> None:
    found = [choices_of(question) for question in (AGAIN, MOOD, text_question("q1"))]

    assert found == [("yes", "no"), ("0", "1", "2", "3", "4", "5"), ()]
