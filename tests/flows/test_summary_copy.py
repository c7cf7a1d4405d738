import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.summary import Summary
from flows.summary_copy import CopyUnreadable, dumped, loaded
from tests.bot.post.reviewed import reviewed_summaries
from tests.bot.post.samples import SUMMARY, UNHURRIED


@UNHURRIED
@given(reviewed_summaries())
def test_a_copy_is_equal_to_what_it_was_made_of(summary: Summary) -> None:
    assert loaded(dumped(summary)) == summary


def test_what_is_no_copy_is_refused_without_a_word_of_it() -> None:
    with pytest.raises(CopyUnreadable) as caught:
        loaded(dumped(SUMMARY).replace('"participation"', '"Amira Haddad"'))
    assert "Amira" not in str(caught.value)
    assert caught.value.__cause__ is None


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(CopyUnreadable):
        loaded(text)
