from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.attribution import Attribution
from flows.ids import AnswerId, FlowId, ParticipantId, QuestionId
from flows.script import Day, Flow, Kind, Option, Question, Scale, Texts
from flows.summary import (
    DaySummary,
    Event,
    Mention,
    Participation,
    QuestionSummary,
    Quote,
    Review,
    Said,
    Summary,
    Tally,
    Theme,
    Unfounded,
    compile_summary,
)

# A busy machine must not decide whether a test passes.
UNHURRIED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def texts(german: str) -> Texts:
    return Texts({"de": german})


WHY = Question(id=QuestionId("warum"), text=texts("Warum?"))
MOOD = Question(
    id=QuestionId("stimmung"),
    text=texts("Wie war es?"),
    kind=Kind.CHOICES,
    options=(Option(id="gut", text=texts("Gut")), Option(id="laut", text=texts("Laut"))),
)
COURAGE = Question(
    id=QuestionId("mut"),
    text=texts("Wie mutig?"),
    kind=Kind.SCALE,
    scale=Scale(lowest=0, highest=2, low=texts("gar nicht")),
)
CLEAR = Question(id=QuestionId("klar"), text=texts("Was ist klar?"), recall=QuestionId("warum"))


def day(title: str, *questions: Question) -> Day:
    return Day(
        title=texts(title),
        opens=time(17),
        window=timedelta(hours=4),
        opening=texts("Hallo"),
        closing=texts("Danke"),
        questions=questions,
    )


FLOW = Flow(
    id=FlowId("probe"),
    version=1,
    title=texts("Probe"),
    languages=("de",),
    days=(day("Ankommen", WHY, MOOD), day("Weitergehen", COURAGE, CLEAR)),
)
EVENT = Event("Netzwerkarbeit", "Beispielhaus", None, (date(2027, 1, 30), None))


def said(
    number: int,
    participant: int,
    question: Question,
    text: str = "",
    *,
    options: tuple[str, ...] = (),
    attribution: Attribution = Attribution.FULL_NAME,
    name: str = "Amira Haddad",
    language: str | None = None,
) -> Said:
    return Said(
        answer_id=AnswerId(number),
        participant_id=ParticipantId(participant),
        question_id=question.id,
        name=name,
        attribution=attribution,
        text=text,
        options=options,
        language=language,
    )


def summary_of(*answers: Said, quotes: Sequence[Quote] = (), **reviews: Review) -> Summary:
    by_question = {QuestionId(name): review for name, review in reviews.items()}
    return compile_summary(EVENT, FLOW, answers, joined=9, quotes=quotes, reviews=by_question)


def question_of(summary: Summary, question: Question) -> QuestionSummary:
    return next(one for one in summary.questions if one.question == question)


def ids(*numbers: int) -> tuple[AnswerId, ...]:
    return tuple(map(AnswerId, numbers))


def test_a_summary_says_what_each_question_got_and_keeps_the_closing_question_for_the_end() -> None:
    answers = [
        said(5, 2, CLEAR, "Wir sind viele.", attribution=Attribution.UNNAMED),
        said(2, 2, WHY, "Aus Neugier.", attribution=Attribution.UNNAMED, language="de"),
        said(1, 1, WHY, "Um zu lernen.", attribution=Attribution.FIRST_NAME),
        said(3, 1, MOOD, options=("gut", "laut")),
        said(4, 2, MOOD, options=("laut",)),
        said(6, 1, COURAGE, options=("2",)),
    ]
    summary = compile_summary(
        EVENT,
        FLOW,
        answers,
        joined=7,
        quotes=[
            Quote(AnswerId(5), "Wir sind viele.", None),
            Quote(AnswerId(2), "Aus Neugier.", None, "de"),
            Quote(AnswerId(1), "lernen.", "Amira"),
        ],
        introduction="Am Anfang.",
        closing="Am Ende.",
    )
    assert summary == Summary(
        event=EVENT,
        participation=Participation(
            joined=7,
            people=frozenset({ParticipantId(1), ParticipantId(2)}),
            answers=frozenset(map(AnswerId, range(1, 7))),
        ),
        days=(
            DaySummary(
                number=1,
                title=texts("Ankommen"),
                date=date(2027, 1, 30),
                questions=(
                    QuestionSummary(
                        question=WHY,
                        day=1,
                        number=1,
                        answers=(AnswerId(1), AnswerId(2)),
                        quotes=(
                            Quote(AnswerId(2), "Aus Neugier.", None, "de"),
                            Quote(AnswerId(1), "lernen.", "Amira"),
                        ),
                    ),
                    QuestionSummary(
                        question=MOOD,
                        day=1,
                        number=2,
                        answers=(AnswerId(3), AnswerId(4)),
                        tallies=(
                            Tally("gut", texts("Gut"), (AnswerId(3),)),
                            Tally("laut", texts("Laut"), (AnswerId(3), AnswerId(4))),
                        ),
                    ),
                ),
            ),
            DaySummary(
                number=2,
                title=texts("Weitergehen"),
                date=None,
                questions=(
                    QuestionSummary(
                        question=COURAGE,
                        day=2,
                        number=1,
                        answers=(AnswerId(6),),
                        tallies=(
                            Tally("0", texts("gar nicht"), ()),
                            Tally("1", None, ()),
                            Tally("2", None, (AnswerId(6),)),
                        ),
                    ),
                ),
            ),
        ),
        last=QuestionSummary(
            question=CLEAR,
            day=2,
            number=2,
            answers=(AnswerId(5),),
            quotes=(
                Quote(
                    AnswerId(5),
                    "Wir sind viele.",
                    None,
                    before=Quote(AnswerId(2), "Aus Neugier.", None, "de"),
                ),
            ),
        ),
        introduction="Am Anfang.",
        closing="Am Ende.",
    )
    assert [question.question for question in summary.questions] == [WHY, MOOD, COURAGE, CLEAR]


def test_what_nobody_allowed_counts_without_words() -> None:
    answers = [said(1, 1, WHY, "Ja."), said(2, 2, WHY, "Geheim.")]
    why = question_of(summary_of(*answers, quotes=[Quote(AnswerId(1), "Ja.", "Amira")]), WHY)
    assert (why.people, why.quotes) == (2, (Quote(AnswerId(1), "Ja.", "Amira"),))


@pytest.mark.parametrize(
    "quote",
    [
        Quote(AnswerId(1), "Nein.", None),
        Quote(AnswerId(1), " ", None),
        Quote(AnswerId(1), "", None, own_words=True),
        Quote(AnswerId(2), "Geheim.", None),
        Quote(AnswerId(3), "Ja.", None),
    ],
    ids=["other words", "white space", "nothing", "not to be quoted", "nobody's"],
)
def test_no_summary_is_built_with_words_that_nobody_allowed(quote: Quote) -> None:
    answers = [
        said(1, 1, WHY, "Ja."),
        said(2, 2, WHY, "Geheim.", attribution=Attribution.NOT_QUOTED),
    ]
    with pytest.raises(Unfounded):
        summary_of(*answers, quotes=[quote])


def test_words_that_the_author_wrote_for_the_post_may_differ_from_the_answer() -> None:
    quote = Quote(AnswerId(1), "Immer gern.", None, own_words=True)
    assert summary_of(said(1, 1, WHY, "Ja."), quotes=[quote]).quotes == (quote,)


def test_a_quote_stands_beside_what_its_author_said_to_the_question_that_it_recalls() -> None:
    then, now = Quote(AnswerId(1), "Um zu lernen.", "Amira"), Quote(AnswerId(2), "Ja.", "Amira")
    answers = [said(1, 1, WHY, "Um zu lernen."), said(2, 1, CLEAR, "Ja."), said(3, 2, WHY, "Hm.")]
    last = question_of(summary_of(*answers, quotes=[then, now]), CLEAR)
    assert last.quotes == (replace(now, before=then),)


@pytest.mark.parametrize("other", ["Amira Haddad", None])
def test_a_quote_under_another_name_does_not_stand_beside_it(other: str | None) -> None:
    then, now = Quote(AnswerId(1), "Um zu lernen.", other), Quote(AnswerId(2), "Ja.", "Amira")
    answers = [said(1, 1, WHY, "Um zu lernen."), said(2, 1, CLEAR, "Ja.")]
    assert question_of(summary_of(*answers, quotes=[then, now]), CLEAR).quotes == (now,)


def test_without_their_permission_nothing_stands_beside_it() -> None:
    now = Quote(AnswerId(2), "Ja.", "Amira")
    answers = [said(1, 1, WHY, "Um zu lernen."), said(2, 1, CLEAR, "Ja.")]
    assert question_of(summary_of(*answers, quotes=[now]), CLEAR).quotes == (now,)


REASONS = [said(n, n, WHY, text) for n, text in enumerate(("Mut", "Neugier", "Mut!", "k. A."), 1)]


def test_confirmed_themes_are_counted_and_the_rest_are_voices() -> None:
    themes = (Theme("Mut", ids(1, 3), confirmed=True),)
    review = Review(themes, (Mention("Mut", ids(1, 3)),), frozenset(ids(4)))
    why = question_of(summary_of(*REASONS, warum=review), WHY)
    assert (why.themes, why.themes[0].people, why.mentions) == (themes, 2, ())
    assert (why.voices, why.set_aside) == (ids(2), ids(4))


def test_while_a_theme_waits_to_be_confirmed_nobody_says_how_many_voices_are_left() -> None:
    themes = (Theme("Mut", ids(1, 3), confirmed=True), Theme("Neugier", ids(2), confirmed=False))
    why = question_of(summary_of(*REASONS, warum=Review(themes)), WHY)
    assert (why.themes, why.voices) == (themes[:1], None)


def test_where_no_theme_is_confirmed_words_are_counted() -> None:
    mentions = (Mention("Mut", ids(1, 3)),)
    review = Review((Theme("Mut", ids(1, 3), confirmed=False),), mentions)
    why = question_of(summary_of(*REASONS, warum=review), WHY)
    assert (why.themes, why.mentions, why.mentions[0].people) == ((), mentions, 2)


@pytest.mark.parametrize(
    "review",
    [
        Review((Theme("Mut", ids(1, 9), confirmed=True),)),
        Review((Theme("Mut", (), confirmed=True),)),
        Review(mentions=(Mention("Mut", ids(2)),)),
        Review(mentions=(Mention("Mut", ids(9)),)),
    ],
    ids=["somebody else", "nobody", "another word", "an answer of nobody"],
)
def test_no_summary_is_built_that_counts_what_nobody_said(review: Review) -> None:
    with pytest.raises(Unfounded):
        summary_of(*REASONS, warum=review)


def test_two_answers_of_one_person_are_not_counted_as_two_people() -> None:
    answers = [said(1, 1, WHY, "Mut"), said(2, 1, WHY, "Mut")]
    with pytest.raises(Unfounded):
        summary_of(*answers, warum=Review((Theme("Mut", ids(1, 2), confirmed=True),)))


def test_a_question_without_answers_stays_visible() -> None:
    summary = compile_summary(EVENT, FLOW, [], joined=3)
    assert [question.people for question in summary.questions] == [0, 0, 0, 0]
    assert summary.participation == Participation(3, frozenset(), frozenset())


def test_a_question_says_whether_its_day_is_still_open() -> None:
    summary = compile_summary(EVENT, FLOW, [], joined=3, open_days=[2])
    assert [one.still_open for one in summary.questions] == [
        one.day == 2 for one in summary.questions
    ]


def test_what_nobody_was_asked_yet_is_not_printed() -> None:
    first, last = FLOW.days
    summary = compile_summary(EVENT, FLOW, [said(1, 1, WHY, "Mut")], joined=3, to_come=[2])
    assert [one.question for one in summary.printed] == list(first.questions)
    assert not summary.last.asked

    answered = said(2, 1, CLEAR, "Mut")
    summary = compile_summary(EVENT, FLOW, [answered], joined=3, to_come=[1, 2])
    assert [one.question for one in summary.printed] == [last.questions[-1]]


def test_an_answer_to_a_question_of_another_flow_does_not_count() -> None:
    stranger = Question(id=QuestionId("fremd"), text=texts("Fremd?"))
    summary = compile_summary(EVENT, FLOW, [said(1, 1, stranger, "Hm.")], joined=1)
    assert summary.participation.answered == 0
    assert summary.quotes == ()


def test_a_day_without_a_date_in_a_short_list_of_dates_has_none() -> None:
    summary = compile_summary(replace(EVENT, dates=()), FLOW, [], joined=0)
    assert [part.date for part in summary.days] == [None, None]


@st.composite
def any_answers(draw: st.DrawFn) -> list[Said]:
    given = [
        said(
            participant * 10 + place,
            participant,
            question,
            draw(st.text(max_size=8)),
            options=draw(st.sampled_from([(), ("gut",), ("gut", "laut"), ("0",), ("2",)])),
            attribution=draw(st.sampled_from(Attribution)),
        )
        for participant in range(draw(st.integers(0, 5)))
        for place, question in enumerate((WHY, MOOD, COURAGE, CLEAR))
        if draw(st.booleans())
    ]
    return draw(st.permutations(given))


@UNHURRIED
@given(any_answers(), st.frozensets(st.integers(0, 50).map(AnswerId)))
def test_every_statement_can_be_recomputed_from_the_answers_it_names(
    answers: list[Said], wanted: frozenset[AnswerId]
) -> None:
    quotes = [
        Quote(one.answer_id, one.text, None)
        for one in answers
        if one.answer_id in wanted and one.text.strip()
        if one.attribution is not Attribution.NOT_QUOTED
    ]
    summary = compile_summary(EVENT, FLOW, answers, joined=9, quotes=quotes)
    by_id = {answer.answer_id: answer for answer in answers}
    assert summary.participation.answers == set(by_id)
    assert summary.participation.answered == len({a.participant_id for a in answers})
    for question in summary.questions:
        here = {a.answer_id for a in answers if a.question_id == question.question.id}
        assert set(question.answers) == here
        assert question.people == len(here)
        for quote in question.quotes:
            source = by_id[quote.answer_id]
            assert quote.answer_id in here & wanted
            assert quote.text == source.text
            assert source.attribution is not Attribution.NOT_QUOTED
        for tally in question.tallies:
            assert set(tally.answers) == {a for a in here if tally.value in by_id[a].options}
            assert tally.people == len(tally.answers)


@UNHURRIED
@given(any_answers())
def test_the_order_in_which_answers_are_loaded_does_not_matter(
    answers: list[Said],
) -> None:
    shuffled = sorted(answers, key=lambda answer: (answer.text, -answer.answer_id))
    assert compile_summary(EVENT, FLOW, shuffled, joined=5) == compile_summary(
        EVENT, FLOW, answers, joined=5
    )
