"""What is printed beside a quote is what its author chose."""

import pytest

from flows.attribution import Attribution, first_name, shown_name


@pytest.mark.parametrize(
    ("chosen", "printed"),
    [
        (Attribution.FULL_NAME, "Amira Haddad"),
        (Attribution.FIRST_NAME, "Amira"),
        (Attribution.UNNAMED, None),
        (Attribution.NOT_QUOTED, None),
    ],
)
def test_no_more_of_a_name_is_shown_than_its_bearer_chose(
    chosen: Attribution, printed: str | None
) -> None:
    assert shown_name(chosen, "Amira Haddad") == printed


@pytest.mark.parametrize(
    ("full", "first"), [("Amira Haddad", "Amira"), ("Oksana", "Oksana"), ("  ", "  "), ("", "")]
)
def test_the_first_name_is_the_first_word(full: str, first: str) -> None:
    assert first_name(full) == first
