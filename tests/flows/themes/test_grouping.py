from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.ids import ParticipantId
from flows.themes.duplicates import alike
from flows.themes.grouping import group
from flows.themes.values import Excerpt, Grouping
from tests.flows.themes.saying import NETWORK, QUESTION, voice, voices


def said_by(grouping: Grouping) -> list[tuple[int, ...]]:
    return [theme.answers for theme in grouping.themes]


def test_answers_that_say_the_same_make_a_theme() -> None:
    grouping = group(QUESTION, voices(NETWORK))
    assert [(theme.label, theme.answers) for theme in grouping.themes] == [
        ("Vertrauen", (2, 3, 4, 14)),
        ("anbietet", (6, 7)),
        ("Kontakte, pflegen", (15, 16)),
    ]
    assert (sorted(grouping.voices), grouping.set_aside) == ([1, 5, 10, 11, 12, 13], (8, 9))


def test_below_four_answers_nothing_is_grouped() -> None:
    same = voices(["Vertrauen haben", "Vertrauen haben", "Vertrauen haben", "weiß nicht"])
    grouping = group("Was?", same)
    assert (grouping.themes, grouping.voices) == ((), (1, 2, 3))
    assert [quote.text for quote in grouping.voice_quotes] == ["Vertrauen haben"]
    assert grouping.set_aside == (4,)


def test_a_pasted_sentence_counts_its_people_and_is_quoted_once() -> None:
    pasted = "Wir brauchen einen Raum, der immer offen ist."
    grouping = group("Was fehlt?", voices([pasted] * 5))
    assert said_by(grouping) == [(1, 2, 3, 4, 5)]
    assert grouping.themes[0].quote == Excerpt(voice(1, "").answer_id, pasted)


def test_no_two_quotes_are_nearly_the_same() -> None:
    pasted = "Wir brauchen einen Raum, der immer offen ist, für alle"
    texts = [pasted, pasted + " hier", pasted + "!", *NETWORK]
    quotes = shown(group("Was fehlt?", voices(texts)))
    assert not [(a, b) for a in quotes for b in quotes if a is not b and alike(a.text, b.text)]


def test_only_quotable_people_are_quoted() -> None:
    hidden = [number for number in range(1, 17) if number != 3]
    grouping = group(QUESTION, voices(NETWORK, hidden=hidden))
    assert shown(grouping) == [Excerpt(voice(3, "").answer_id, NETWORK[2])]
    assert [theme.label for theme in grouping.themes] == ["Vertrauen", "…", "…"]


def test_a_person_with_two_answers_is_counted_once() -> None:
    said = voices(NETWORK)
    twice = replace(said[3], participant_id=said[2].participant_id)
    grouping = group(QUESTION, [*said[:3], twice, *said[4:]])
    assert (2, 3, 14) in said_by(grouping)
    assert 4 in grouping.voices


def test_languages_are_grouped_by_themselves() -> None:
    english = [
        "We need the trust",
        "It is all about trust",
        "Trust is it",
        "That is a list",
        "In a list",
    ]
    mixed = [*voices(NETWORK), *(voice(20 + i, text) for i, text in enumerate(english))]
    alone = said_by(group(QUESTION, voices(NETWORK)))
    found = said_by(group(QUESTION, mixed))
    assert [one for one in found if max(one) < 20] == alone
    assert [one for one in found if max(one) >= 20] == [(21, 22), (23, 24)]


def test_answers_whose_language_nothing_tells_are_with_most_of_the_others() -> None:
    said = [replace(one, language=None) for one in voices(["Vertrauen"] * 2 + ["Vertrauen!"] * 2)]
    assert said_by(group("Was?", said)) == [(1, 2, 3, 4)]


def test_the_order_of_the_answers_does_not_matter() -> None:
    said = voices(NETWORK)
    shuffled = Random(7).sample(said, len(said))
    assert group(QUESTION, shuffled) == group(QUESTION, said)


def test_nothing_comes_of_nothing() -> None:
    assert group("Was?", []) == Grouping()


SOME = "Zeit Raum Geld Mut wir the need und Liste Vertrauen weiß nicht 👍 -"
WORDS = st.sampled_from(SOME.split())
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)


@settings(
    deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(st.tuples(TEXTS, st.booleans(), st.integers(1, 20)), max_size=25))
def test_whatever_is_said_everything_is_somewhere(given_: list[tuple[str, bool, int]]) -> None:
    said = [
        replace(voice(number, text, quotable=quotable), participant_id=ParticipantId(person))
        for number, (text, quotable, person) in enumerate(given_, 1)
    ]
    grouping = group("Was fehlt?", said)
    by_id = {one.answer_id: one for one in said}
    grouped = {answer for theme in grouping.themes for answer in theme.answers}
    assert {*grouped, *grouping.voices, *grouping.set_aside} == set(by_id)
    assert len(grouping.voices) == len(set(grouping.voices))
    assert not grouped & {*grouping.voices, *grouping.set_aside}
    for theme in grouping.themes:
        people = {by_id[answer].participant_id for answer in theme.answers}
        assert len(people) == len(theme.answers) >= 2
        assert theme.quote is None or theme.quote.answer_id in theme.answers
    for mention in grouping.mentions:
        word = mention.word.casefold()
        holding = [one.answer_id for one in said if word in one.text.casefold()]
        assert list(mention.answers) == holding
        assert any(one.quotable and word in one.text.casefold() for one in said)
    for quote in shown(grouping):
        assert quote.text in by_id[quote.answer_id].text
        assert by_id[quote.answer_id].quotable


def shown(grouping: Grouping) -> list[Excerpt]:
    """All quotes of a grouping."""
    return [*(t.quote for t in grouping.themes if t.quote), *grouping.voice_quotes]


def test_two_answers_of_one_person_alone_are_no_theme() -> None:
    texts = ["Zeit für Feste im Hof", "Zeit für Feste im Garten", "Mut", "Geld", "Räume"]
    said = voices(texts)
    twice = [replace(said[0], participant_id=said[1].participant_id), *said[1:]]
    assert said_by(group("Was?", said)) == [(1, 2)]
    grouping = group("Was?", twice)
    assert (grouping.themes, sorted(grouping.voices)) == ((), [1, 2, 3, 4, 5])


def test_four_answers_that_have_nothing_in_common_are_not_grouped() -> None:
    grouping = group("Was?", voices(["Geduld", "mehr Geld", "Räume", "Kaffee trinken"]))
    assert (grouping.themes, len(grouping.voices)) == ((), 4)


def test_answers_without_words_are_heard_one_by_one() -> None:
    grouping = group("Wie war es?", voices(["👍", "🎉", "7", "😀", "👍"]))
    assert (said_by(grouping), sorted(grouping.voices)) == ([(1, 5)], [2, 3, 4])


def test_a_sign_without_words_is_nothing_that_its_author_is_asked_for() -> None:
    grouping = group("Wie war es?", voices(["👍", "👍", "7", "Kaffee trinken", "ثقة"]))
    quotes = [*(theme.quote for theme in grouping.themes), *grouping.voice_quotes]
    assert {quote.text for quote in quotes if quote} == {"Kaffee trinken", "ثقة"}
