"""Who plays in a rehearsal, and what they say."""

import random
import re

from bot.rehearsal.cast import FIRST, Habit, cast, newcomer
from bot.rehearsal.voices import Voices, private, team
from flows.attribution import Attribution
from flows.ids import FlowId, QuestionId
from flows.library import library
from flows.script import Kind, Option, Question, Scale, Texts


def test_the_same_seed_gives_the_same_people() -> None:
    assert cast(12, random.Random(5)) == cast(12, random.Random(5))
    assert cast(12, random.Random(5)) != cast(12, random.Random(6))


def test_twelve_people_have_every_habit_once() -> None:
    assert {one.habit for one in cast(12, random.Random(1))} == set(Habit)


def test_the_habits_that_matter_most_are_there_among_four() -> None:
    habits = {one.habit for one in cast(4, random.Random(1))}

    assert habits == {Habit.SKIPS, Habit.EDITS, Habit.BLOCKS, Habit.ANSWERS_LATE}


def test_a_hundred_people_have_a_hundred_names() -> None:
    assert len({one.name for one in cast(100, random.Random(1))}) == 100


def test_only_who_has_that_habit_does_not_want_to_be_quoted() -> None:
    declined = [
        one.habit for one in cast(40, random.Random(1)) if one.attribution is Attribution.NOT_QUOTED
    ]

    assert declined == [Habit.NOT_QUOTED]


def test_nobody_repeats_another_as_long_as_there_are_words() -> None:
    voices = Voices(FlowId("netzwerkarbeit"), random.Random(1))

    said = [voices.answer(QuestionId("klar"), "de") for _ in range(12)]

    assert len(set(said)) == 12


def test_when_all_has_been_said_two_say_it_together() -> None:
    voices = Voices(FlowId("netzwerkarbeit"), random.Random(1))
    said = [voices.answer(QuestionId("klar"), "en") for _ in range(5)]

    again = voices.answer(QuestionId("klar"), "en")

    assert sum(words in again for words in said) == 2


def test_every_question_of_every_flow_has_words_in_both_languages() -> None:
    for flow in library():
        voices = Voices(flow.id, random.Random(1))
        for day in flow.days:
            for question in day.questions:
                assert voices.answer(question.id, "de")
                assert voices.answer(question.id, "en")


def test_a_language_that_nobody_speaks_is_answered_in_english() -> None:
    assert private("fr") == private("en")
    assert team("host", "fr") == team("host", "de")


def test_choices_are_chosen_from_what_is_offered() -> None:
    voices = Voices(FlowId("any"), random.Random(1))
    text = Texts({"en": "How many?"})
    options = tuple(Option(id=name, text=text) for name in ("few", "some", "many"))
    choice = Question(id=QuestionId("a"), text=text, kind=Kind.CHOICE, options=options)
    choices = Question(id=QuestionId("b"), text=text, kind=Kind.CHOICES, options=options)
    scale = Question(
        id=QuestionId("c"), text=text, kind=Kind.SCALE, scale=Scale(lowest=1, highest=3)
    )

    one, several, step = (voices.options(asked) for asked in (choice, choices, scale))

    assert len(one) == len(step) == 1
    assert set(one) | set(several) <= {"few", "some", "many"}
    assert set(step) <= {"1", "2", "3"}


def test_who_comes_later_is_somebody_else_each_time() -> None:
    come = [newcomer(number, random.Random(number)) for number in range(len(FIRST), 60)]

    assert len({one.name for one in (*FIRST, *come)}) == 60


def test_who_writes_in_another_language_does_not_say_the_same_to_two_questions() -> None:
    voices = Voices(FlowId("zwei-tage"), random.Random(1))
    questions = [QuestionId(name) for name in ("anlass", "erfahrung", "wichtig", "neu", "klar")]

    for language, letters in (("ar", "ء-ي"), ("uk", "а-яіїєґ")):
        said = [voices.answer(question, language) for question in questions]
        assert len(set(said)) == len(questions)
        assert all(re.search(f"[{letters}]", words) for words in said)
