"""What authors can decide about a sentence of theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.attribution import Attribution
from flows.consent import LONGEST_SENTENCE, Flaw, flaw_of, mark, says_no, says_yes, ways

FULL, FIRST = Attribution.FULL_NAME, Attribution.FIRST_NAME
UNNAMED, NEVER = Attribution.UNNAMED, Attribution.NOT_QUOTED


@pytest.mark.parametrize(
    ("sentence", "flaw"),
    [
        ("One call is enough.", None),
        ("  One call is enough.\n", None),
        ("x" * LONGEST_SENTENCE, None),
        ("x" * (LONGEST_SENTENCE + 1), Flaw.TOO_LONG),
        ("One.\nTwo.", Flaw.SEVERAL_PARAGRAPHS),
        (" \n ", Flaw.EMPTY),
    ],
)
def test_a_sentence_for_the_post_is_one_short_paragraph(sentence: str, flaw: Flaw | None) -> None:
    assert flaw_of(sentence) is flaw


@pytest.mark.parametrize(
    ("wish", "name", "offered"),
    [
        (FIRST, "Amira Haddad", (FIRST, FULL, UNNAMED)),
        (FULL, "Amira Haddad", (FULL, FIRST, UNNAMED)),
        (UNNAMED, "Amira Haddad", (UNNAMED, FIRST, FULL)),
        (FIRST, "Oksana", (FULL, UNNAMED)),
        (UNNAMED, "Oksana", (UNNAMED, FULL)),
        (NEVER, "Amira Haddad", (FIRST, FULL, UNNAMED)),
    ],
)
def test_what_somebody_wished_on_joining_comes_first(
    wish: Attribution, name: str, offered: tuple[Attribution, ...]
) -> None:
    assert ways(wish, name) == offered


@given(st.text(), st.text())
def test_a_mark_tells_words_apart_and_never_says_them(one: str, other: str) -> None:
    assert (mark(one) == mark(other)) == (one == other)
    assert len(mark(one)) == len("0123abcd")


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("Ja", True, False),
        (" yes. ", True, False),
        ("Nein!", False, True),
        ("lieber nicht", False, True),
        ("Ja, aber anders", False, False),
        ("", False, False),
    ],
)
def test_only_a_plain_yes_is_a_yes(text: str, yes: bool, no: bool) -> None:
    assert (says_yes(text), says_no(text)) == (yes, no)
