"""Nothing that someone did not agree to have quoted appears in any form of the post."""

from hypothesis import given
from hypothesis import strategies as st

from bot.post.markdown import markdown
from bot.post.page import fragment, page
from bot.post.telegram import post_parts
from flows.attribution import Attribution
from flows.ids import AnswerId
from flows.script import Kind
from flows.summary import Said
from tests.bot.post.samples import FLOW, UNHURRIED, answers, compiled

NUMBERS = st.frozensets(st.integers(10, 70).map(AnswerId))


def all_forms(given: list[Said], left_out: frozenset[AnswerId]) -> str:
    summary = compiled(given, left_out)
    return "\n".join(
        "\n".join(
            (
                *post_parts(summary, language),
                page(summary, language),
                fragment(summary, language),
                markdown(summary, language),
            )
        )
        for language in ("de", "en")
    )


@UNHURRIED
@given(answers(), NUMBERS)
def test_words_appear_only_where_their_author_allows_it_and_nobody_left_them_out(
    given: list[Said], left_out: frozenset[AnswerId]
) -> None:
    forms = all_forms(given, left_out)
    for answer in given:
        allowed = (
            answer.attribution is not Attribution.NOT_QUOTED
            and answer.answer_id not in left_out
            and FLOW.question(answer.question_id).kind is Kind.TEXT
        )
        assert (f"wort{answer.answer_id}anfang" in forms) == allowed
        assert (f"wort{answer.answer_id}ende" in forms) == allowed


@UNHURRIED
@given(answers(), NUMBERS)
def test_names_appear_only_as_far_as_their_owner_allows_it(
    given: list[Said], left_out: frozenset[AnswerId]
) -> None:
    forms = all_forms(given, left_out)
    for answer in given:
        first, last = answer.name.split()
        if answer.attribution is not Attribution.FULL_NAME:
            assert last not in forms
        if answer.attribution in (Attribution.UNNAMED, Attribution.NOT_QUOTED):
            assert first not in forms
