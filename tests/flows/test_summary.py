from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.attribution import Attribution
from flows.ids import AnswerId, FlowId, ParticipantId, QuestionId
from flows.script import Day, Flow, Kind, Option, Question, Scale, Texts
from flows.summary import (
    DaySummary,
    Event,
    Participation,
    QuestionSummary,
    Quote,
    Said,
    Summary,
    Tally,
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
CLEAR = Question(id=QuestionId("klar"), text=texts("Was ist klar?"))


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


def quotes_of(*answers: Said, left_out: frozenset[AnswerId] = frozenset()) -> tuple[Quote, ...]:
    return compile_summary(EVENT, FLOW, answers, joined=9, left_out=left_out).quotes


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
        EVENT, FLOW, answers, joined=7, introduction="Am Anfang.", closing="Am Ende."
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
                            Quote(AnswerId(1), "Um zu lernen.", "Amira"),
                            Quote(AnswerId(2), "Aus Neugier.", None, "de"),
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
            quotes=(Quote(AnswerId(5), "Wir sind viele.", None),),
        ),
        introduction="Am Anfang.",
        closing="Am Ende.",
    )
    assert [question.question for question in summary.questions] == [WHY, MOOD, COURAGE, CLEAR]


def test_who_does_not_want_to_be_quoted_counts_without_words() -> None:
    answers = [
        said(1, 1, WHY, "Ja."),
        said(2, 2, WHY, "Geheim.", attribution=Attribution.NOT_QUOTED),
        said(3, 2, MOOD, options=("gut",), attribution=Attribution.NOT_QUOTED),
    ]
    why, mood, *_ = compile_summary(EVENT, FLOW, answers, joined=2).questions
    assert (why.people, why.quotes) == (2, (Quote(AnswerId(1), "Ja.", "Amira Haddad"),))
    assert (mood.people, mood.tallies[0].people) == (1, 1)


def test_an_answer_that_was_left_out_counts_without_words() -> None:
    answers = [said(1, 1, WHY, "Nein."), said(2, 1, MOOD, options=("gut",))]
    summary = compile_summary(
        EVENT, FLOW, answers, joined=1, left_out=frozenset({AnswerId(1), AnswerId(2)})
    )
    why, mood, *_ = summary.questions
    assert (why.people, why.quotes, mood.tallies[0].people) == (1, (), 1)
    assert summary.participation.answered == 1


def test_a_question_without_answers_stays_visible() -> None:
    summary = compile_summary(EVENT, FLOW, [], joined=3)
    assert [question.people for question in summary.questions] == [0, 0, 0, 0]
    assert summary.participation == Participation(3, frozenset(), frozenset())


def test_white_space_is_no_quote() -> None:
    assert quotes_of(said(1, 1, WHY, " \n")) == ()


def test_words_beside_a_choice_are_no_quote() -> None:
    assert quotes_of(said(1, 1, MOOD, "Gut, aber laut", options=("gut",))) == ()


def test_a_name_of_white_space_is_no_name() -> None:
    assert quotes_of(said(1, 1, WHY, "Ja.", name="  ")) == (Quote(AnswerId(1), "Ja.", None),)


def test_an_empty_name_is_no_name() -> None:
    assert quotes_of(said(1, 1, WHY, "Ja.", name="")) == (Quote(AnswerId(1), "Ja.", None),)


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
    answers: list[Said], left_out: frozenset[AnswerId]
) -> None:
    summary = compile_summary(EVENT, FLOW, answers, joined=9, left_out=left_out)
    by_id = {answer.answer_id: answer for answer in answers}
    assert summary.participation.answers == set(by_id)
    assert summary.participation.answered == len({a.participant_id for a in answers})
    for question in summary.questions:
        here = {a.answer_id for a in answers if a.question_id == question.question.id}
        assert set(question.answers) == here
        assert question.people == len(here)
        for quote in question.quotes:
            source = by_id[quote.answer_id]
            assert quote.answer_id in here - left_out
            assert quote.text == source.text
            assert source.attribution is not Attribution.NOT_QUOTED
            assert (quote.by is None) == (source.attribution is Attribution.UNNAMED)
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
