"""Sentences as values: what they are as strings, and when they are the same."""

import pytest

from flows.sentence import Either, Sentence


def test_a_sentence_is_english_as_a_string() -> None:
    assert str(Sentence("The file is empty.")) == "The file is empty."


def test_what_stands_in_a_sentence_is_put_in_as_people_write_it() -> None:
    sentence = Sentence(
        "{name}: {n} of {pieces}. {more}",
        name="{n}",
        n=1002,
        pieces=Either(("`a`", "`b`")),
        more=Sentence("That is {much}.", much="all"),
    )
    assert str(sentence) == "{n}: 1,002 of `a` or `b`. That is all."


def test_braces_in_a_sentence_without_facts_are_none() -> None:
    assert str(Sentence("May hold {name}.")) == "May hold {name}."


@pytest.mark.parametrize(
    ("pieces", "said"),
    [(("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a, b or c")],
)
def test_one_of_several_pieces_will_do(pieces: tuple[str, ...], said: str) -> None:
    assert str(Either(pieces)) == said


def test_sentences_are_compared_by_what_they_say() -> None:
    few = Sentence("There are {n}.")
    assert few.filled(n=1) == Sentence("There are {n}.", n=1)
    assert len({few.filled(n=1), few.filled(n=1), few.filled(n=2), few}) == 3
