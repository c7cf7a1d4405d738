"""What of a closed day a wall may show: themes, words and counts, and nobody's answer.

Words that people used are shown from three people on, and never where they are somebody's name.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from flows.attribution import Attribution
from flows.details import find
from flows.ids import AnswerId
from flows.rounds import Round, RoundState
from flows.summary import Mention, QuestionSummary, Said, Summary
from flows.wall import ClosedDay, Heard, Named

FEWEST = 3
"""People who have to have used a word, or answered, before it says anything on a wall."""

FEWEST_IN_THEME = 2
"""A theme that rests on one person is their answer."""


def closed_days(
    summary: Summary,
    rounds: Iterable[Round],
    said: Iterable[Said],
    hidden: Collection[AnswerId],
    names: Collection[str],
) -> tuple[ClosedDay, ...]:
    """What was said on the days that have closed, as far as a wall may show it.

    Args:
        summary: the answers as they count; its quotes are not looked at.
        rounds: all rounds of the workshop.
        said: the same answers.
        hidden: answers whose words are not to be seen: left out, or with details undecided.
        names: of everybody in the workshop, in full.
    """
    given = {one.answer_id: one for one in said if one.answer_id not in hidden}
    parts = frozenset(_parts(names))
    closed = {one.day for one in rounds if one.state is RoundState.CLOSED}
    return tuple(
        ClosedDay(
            day.number,
            day.title,
            tuple(
                _heard(question, given, parts)
                for question in summary.questions
                if question.day == day.number
            ),
        )
        for day in summary.days
        if day.number in closed
    )


def _heard(
    question: QuestionSummary, given: Mapping[AnswerId, Said], names: frozenset[str]
) -> Heard:
    themes = tuple(
        Named(theme.label, theme.people)
        for theme in question.themes
        if theme.people >= FEWEST_IN_THEME and _names_nobody(theme.label, names)
    )
    words = (
        Named(one.word, one.people)
        for one in question.mentions
        if _many_say(one, given) and _names_nobody(one.word, names)
    )
    choices = (
        Named(tally.label or tally.value, tally.people)
        for tally in question.tallies
        if question.people >= FEWEST
    )
    return Heard(
        number=question.number,
        question=question.question.text,
        people=question.people,
        themes=tuple(sorted(themes, key=lambda one: -one.people)),
        words=tuple(words),
        choices=tuple(choices),
    )


def _many_say(mention: Mention, given: Mapping[AnswerId, Said]) -> bool:
    """Whether enough of those say the word whose words may be shown to others."""
    sayers = {
        given[answer].participant_id
        for answer in mention.answers
        if answer in given and given[answer].attribution is not Attribution.NOT_QUOTED
    }
    return len(sayers) >= FEWEST


def _names_nobody(label: str, names: frozenset[str]) -> bool:
    """Whether it holds nobody's name, not even in the genitive, and no number or address."""
    parts = tuple(_parts([label]))
    named = any(part in names or part.removesuffix("s") in names for part in parts)
    return not named and not find(label)


def _parts(names: Iterable[str]) -> Iterator[str]:
    """The words of names, folded; single letters are none."""
    for name in names:
        yield from (part for part in re.split(r"[\W_]+", name.casefold()) if len(part) > 1)
