"""What stands above a question because of an earlier day: own words, and what the group said."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

from bot.messages.message import lines
from bot.messages.shortening import shortened
from bot.messages.wording import Wording
from flows.script import Texts

LONGEST_QUESTION = 90
"""Of a question that is named again, in UTF-16 units."""

LONGEST_WORDS = 700
"""Of an answer that is quoted back, in UTF-16 units."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A day that has been.

    Attributes:
        day: its number.
        was: its date at the workshop's place.
        today: the date there now.
    """

    day: int
    was: date
    today: date

    @property
    def is_yesterday(self) -> bool:
        """Whether people call it yesterday."""
        return self.was == self.today - timedelta(days=1)

    @property
    def is_today(self) -> bool:
        """Whether it is still the same day."""
        return self.was == self.today


@dataclass(frozen=True, slots=True)
class Recalled:
    """A person's own earlier answer.

    Attributes:
        question: what it was the answer to.
        words: their words, whole.
        at: when the question was asked.
    """

    question: Texts
    words: str
    at: Earlier


@dataclass(frozen=True, slots=True)
class Count:
    """How many people said something.

    Attributes:
        label: the theme as facilitators confirmed it, or a word that people used.
        people: how many.
        among: of how many answers, where the number counts a word; None for a theme.
    """

    label: str
    people: int
    among: int | None


@dataclass(frozen=True, slots=True)
class LookBack:
    """What an earlier day came to.

    Attributes:
        people: how many answered.
        questions: each with its counts; themes and words never in the same question.
    """

    at: Earlier
    people: int
    questions: tuple[tuple[Texts, tuple[Count, ...]], ...]


def own_words(_: Wording, recalled: Recalled) -> Markup:
    """A person's own answer, quoted back to them."""
    question = shortened(recalled.question.in_language(_.language), LONGEST_QUESTION)
    if recalled.at.is_today:
        introduced = _("Earlier you wrote on “{question}”:", question=question)
    elif recalled.at.is_yesterday:
        introduced = _("Yesterday you wrote on “{question}”:", question=question)
    else:
        introduced = _(
            "On day {day} you wrote on “{question}”:", day=recalled.at.day, question=question
        )
    words = Markup("<blockquote>{}</blockquote>").format(shortened(recalled.words, LONGEST_WORDS))
    return lines(introduced, words)


@lru_cache(64)
def look_back(_: Wording, earlier: LookBack) -> Markup:
    """What the group said on an earlier day, folded where it is long."""
    if earlier.at.is_yesterday:
        people = _.many(
            "{n} person answered yesterday.", "{n} people answered yesterday.", earlier.people
        )
    else:
        people = _.many(
            "{n} person answered on day {day}.",
            "{n} people answered on day {day}.",
            earlier.people,
            day=earlier.at.day,
        )
    if not earlier.questions:
        return people
    shown = [
        lines(
            Markup("<b>{}</b>").format(
                shortened(question.in_language(_.language), LONGEST_QUESTION)
            ),
            *(_count(_, count) for count in counts),
        )
        for question, counts in earlier.questions
    ]
    block = Markup("<blockquote expandable>{}</blockquote>").format(lines(*shown))
    return lines(Markup("{} {}").format(people, _("This came up most:")), block)


def _count(_: Wording, count: Count) -> Markup:
    if count.among is None:
        said = _.many("{label}: {n} person", "{label}: {n} people", count.people, label=count.label)
    else:
        said = _.many(
            "“{word}”: in {people} of {n} answer",
            "“{word}”: in {people} of {n} answers",
            count.among,
            word=count.label,
            people=count.people,
        )
    return Markup("• {}").format(said)
