from hypothesis import given
from hypothesis import strategies as st

from flows.ids import AnswerId, ParticipantId
from flows.summary import Mention, Quote, Review, Summary, Theme, compile_summary
from flows.summary_copy import dumped, loaded
from flows.withdrawal import Change, Cut, Passage, names, without
from tests.flows.test_summary import CLEAR, COURAGE, EVENT, FLOW, MOOD, UNHURRIED, WHY, said


def ids(*numbers: int) -> tuple[AnswerId, ...]:
    return tuple(map(AnswerId, numbers))


ANSWERS = (
    said(1, 1, WHY, "Vertrauen wächst beim Fest."),
    said(2, 2, WHY, "Vertrauen und Laufwege."),
    said(3, 3, WHY, "Eine Werkstatt."),
    said(4, 1, MOOD, options=("gut",)),
    said(5, 2, MOOD, options=("gut", "laut")),
    said(6, 2, COURAGE, options=("1",)),
    said(7, 1, CLEAR, "Ein Anruf reicht."),
    said(8, 2, CLEAR, "Weiß nicht"),
    said(9, 3, CLEAR, "Ein Anruf."),
)
VOICES = Review(
    themes=(
        Theme("Vertrauen, Laufwege", ids(1, 2), confirmed=True),
        Theme("Werkstatt", ids(3), confirmed=True),
    )
)
WORDS = Review(
    mentions=(Mention("anruf", ids(7, 9)), Mention("ei", ids(7, 8, 9))), set_aside=frozenset(ids(8))
)
QUOTES = (
    Quote(AnswerId(2), "Laufwege", "Leo"),
    Quote(AnswerId(1), "Vertrauen wächst beim Fest.", "Amira"),
    Quote(AnswerId(3), "Eine Werkstatt.", None),
    Quote(AnswerId(7), "Ein Anruf reicht.", "Amira"),
)


def published() -> Summary:
    return compile_summary(
        EVENT,
        FLOW,
        ANSWERS,
        joined=4,
        quotes=QUOTES,
        reviews={WHY.id: VOICES, CLEAR.id: WORDS},
        introduction="Wir waren da.",
    )


def test_nothing_taken_back_changes_nothing() -> None:
    assert without(published(), Cut()) == (published(), Change())
    assert Change().nothing


def test_only_where_none_ever_came_answers_are_still_to_come() -> None:
    post = compile_summary(EVENT, FLOW, ANSWERS[:1], joined=4, open_days=[1])
    left, _ = without(post, Cut(erased=frozenset(ids(1))))
    assert [one.still_open for one in post.questions if one.day == 1] == [True, True]
    assert {one.question: one.still_open for one in left.questions if one.day == 1} == {
        WHY: False,
        MOOD: True,
    }


def test_who_is_erased_is_in_no_number_and_no_quote() -> None:
    amira = ParticipantId(1)
    left, change = without(
        published(),
        Cut(
            erased=frozenset(ids(1, 4, 7)),
            silent=frozenset({amira}),
            gone=frozenset({amira}),
        ),
    )

    rest = [one for one in ANSWERS if one.participant_id != amira]
    anew = compile_summary(
        EVENT,
        FLOW,
        rest,
        joined=3,
        quotes=[quote for quote in QUOTES if quote.answer_id in ids(2, 3)],
        reviews={
            WHY.id: Review(
                themes=(
                    Theme("Vertrauen, Laufwege", ids(2), confirmed=True),
                    Theme("Werkstatt", ids(3), confirmed=True),
                )
            ),
            CLEAR.id: Review(mentions=(Mention("ei", ids(8, 9)),), set_aside=frozenset(ids(8))),
        },
        introduction="Wir waren da.",
    )
    assert left == anew
    assert change == Change(passages=(Passage(1, 1, 2, 3, 2), Passage(2, 2, 1, 1, 4)), numbers=True)


def test_who_only_takes_an_answer_back_still_took_part() -> None:
    dilan = ParticipantId(3)
    left, _ = without(published(), Cut(erased=frozenset(ids(3)), silent=frozenset({dilan})))
    assert (left.participation.joined, left.participation.answered) == (4, 2)


def test_what_may_not_be_quoted_goes_on_counting_and_a_pair_loses_its_half() -> None:
    before = published()
    assert before.last.quotes[0].before is not None

    left, change = without(before, Cut(unquoted=frozenset(ids(1))))

    assert [quote.answer_id for quote in left.quotes] == list(ids(2, 3, 7))
    assert left.last.quotes[0].before is None
    assert left.days[0].questions[0].themes == before.days[0].questions[0].themes
    assert left.participation == before.participation
    assert change == Change(passages=(Passage(1, 1, 2, 3, 2), Passage(2, 2, 1, 1, 4, half=True)))
    assert without(left, Cut(unquoted=frozenset(ids(2))))[0].last.quotes == left.last.quotes


def test_a_theme_named_with_a_word_of_nobody_who_is_left_is_taken_apart() -> None:
    left, change = without(
        published(),
        Cut(erased=frozenset(ids(2, 5, 6, 8)), words=frozenset({"laufwege", "ei"})),
    )

    why = left.days[0].questions[0]
    assert [theme.label for theme in why.themes] == ["Werkstatt"]
    assert why.voices == ids(1)
    assert [mention.word for mention in left.last.mentions] == ["anruf"]
    assert change.themes == ((1, 1),)
    assert not change.nothing


def test_a_theme_that_nobody_is_left_in_goes() -> None:
    left, change = without(published(), Cut(erased=frozenset(ids(3))))
    why = left.days[0].questions[0]
    assert [theme.label for theme in why.themes] == ["Vertrauen, Laufwege"]
    assert why.voices == ()
    assert change.themes == ()


def test_what_is_taken_back_later_is_numbered_as_in_the_files_that_people_have() -> None:
    first, then = without(published(), Cut(unquoted=frozenset(ids(2))))
    second, later = without(first, Cut(unquoted=frozenset(ids(1, 3))))

    assert then.then(later) == without(published(), Cut(unquoted=frozenset(ids(1, 2, 3))))[1]
    assert second == without(published(), Cut(unquoted=frozenset(ids(1, 2, 3))))[0]


def test_a_pair_that_goes_after_its_half_is_one_passage() -> None:
    first, then = without(published(), Cut(unquoted=frozenset(ids(1))))
    _, later = without(first, Cut(unquoted=frozenset(ids(7))))
    both = then.then(later)
    assert both.passages == (Passage(1, 1, 2, 3, 2), Passage(2, 2, 1, 1, 4))


def test_the_words_of_a_text_are_compared_without_capitals() -> None:
    assert names("Vertrauen, „Laufwege“!") == {"vertrauen", "laufwege"}


@UNHURRIED
@given(
    st.sets(st.sampled_from(range(1, 9))),
    st.sets(st.sampled_from(range(1, 9))),
    st.sets(st.sampled_from(["vertrauen", "werkstatt", "anruf"])),
)
def test_nothing_names_what_was_erased_and_the_copy_is_read_as_it_was_written(
    erased: set[int], unquoted: set[int], words: set[str]
) -> None:
    gone = frozenset(map(AnswerId, erased))
    cut = Cut(gone, frozenset(map(AnswerId, unquoted)), frozenset(words))
    left, _ = without(published(), cut)

    quoted = [quote for one in left.quotes for quote in (one, one.before) if quote is not None]
    named = {answer for one in left.questions for answer in (*one.answers, *one.set_aside)}
    named |= {answer for one in left.questions for t in one.themes for answer in t.answers}
    named |= {answer for one in left.questions for t in one.tallies for answer in t.answers}
    named |= {answer for one in left.questions for t in one.mentions for answer in t.answers}
    assert not gone & (named | left.participation.answers)
    assert not {int(quote.answer_id) for quote in quoted} & (erased | unquoted)
    assert loaded(dumped(left)) == left
    labels = [theme.label for one in left.questions for theme in one.themes]
    assert not {word for label in labels for word in names(label)} & words
