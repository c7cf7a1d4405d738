"""What a workshop's answers come to, as a value in which every statement names its answers.

Numbers are never stored: each is the count of the answers it rests on, so it cannot be wrong about
them. What people did not agree to have quoted is left behind here, so that no form of the summary
can print it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from flows.attribution import Attribution
from flows.ids import AnswerId, ParticipantId, QuestionId
from flows.script import Flow, Question, Texts


@dataclass(frozen=True, slots=True)
class Event:
    """What was held, when, where, and by whom.

    Attributes:
        title: the workshop's title.
        host: who invited; None where nobody has said it.
        place: where; None where nobody has said it.
        dates: each day's date in the workshop's zone; None for a day without one.
    """

    title: str
    host: str | None
    place: str | None
    dates: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The current version of an answer that counts; at most one for a participant and a question.

    Attributes:
        name: the full name that the participant goes by.
        attribution: how they would like to be quoted; NOT_QUOTED means never.
        text: their words, exactly.
        options: ids of the options chosen, or the digits of a scale's step.
        language: IETF tag of the language of `text`, where it is known.
    """

    answer_id: AnswerId
    participant_id: ParticipantId
    question_id: QuestionId
    name: str
    attribution: Attribution
    text: str = ""
    options: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that their author has allowed to be printed.

    Attributes:
        text: a part of the answer, unchanged; or what the author wrote in its place.
        by: the name that its author chose to stand beside it; None for "without a name".
        language: IETF tag of the language of `text`, where it is known.
        own_words: whether the author wrote them for the post.
        before: what the same person said to the question that this one recalls, if they allowed
            that too, under the same name; the two stand side by side.
    """

    answer_id: AnswerId
    text: str
    by: str | None
    language: str | None = None
    own_words: bool = False
    before: "Quote | None" = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What several answers to a question share, as facilitators left it.

    Attributes:
        label: in words that members used, or as a facilitator named it.
        answers: those that say it; one of each person.
        confirmed: whether a facilitator has confirmed it; only then it is counted in the post.
    """

    label: str
    answers: tuple[AnswerId, ...]
    confirmed: bool

    @property
    def people(self) -> int:
        """How many people said it."""
        return len(self.answers)


FEWEST_TO_MENTION: Final = 2
"""People who have to have used a word for it to be counted; of one alone it would be a quote."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word, and the answers that hold it: a number that is exact by construction."""

    word: str
    answers: tuple[AnswerId, ...]

    @property
    def people(self) -> int:
        """How many people used the word."""
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class Review:
    """What grouping and facilitators made of the answers to one question.

    Attributes:
        themes: in the order in which they are to stand; an answer may be in several.
        mentions: the words that most people used.
        set_aside: answers that say nothing ("weiß nicht"); they count as participation only.
    """

    themes: tuple[Theme, ...] = ()
    mentions: tuple[Mention, ...] = ()
    set_aside: frozenset[AnswerId] = frozenset()


class Unfounded(Exception):
    """A statement of a summary that its answers do not bear out; such a post is never built."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Who chose one option, or one step of a scale.

    Attributes:
        value: the option's id, or the step's digits.
        label: what people read on it; None for a step of a scale without words of its own.
        answers: the answers that chose it.
    """

    value: str
    label: Texts | None
    answers: tuple[AnswerId, ...]

    @property
    def people(self) -> int:
        """How many people chose it."""
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """What was said to one question.

    Attributes:
        day: the day's number, from 1.
        number: the question's place in its day, from 1.
        answers: everything that was answered, quoted or not.
        quotes: what may stand in words (questions of kind text).
        tallies: one for each option or step, also those nobody chose (all other kinds).
        themes: the confirmed ones.
        voices: answers in no theme; None unless every theme is confirmed, for the number would
            mean nothing then.
        mentions: literal counts; empty where a theme is confirmed, for the two are never mixed.
        set_aside: answers that say nothing.
        asked: whether it was put to anybody; what is still to come is not printed.
        still_open: whether its day went on, so that answers could still come.
    """

    question: Question
    day: int
    number: int
    answers: tuple[AnswerId, ...]
    quotes: tuple[Quote, ...] = ()
    tallies: tuple[Tally, ...] = ()
    themes: tuple[Theme, ...] = ()
    voices: tuple[AnswerId, ...] | None = None
    mentions: tuple[Mention, ...] = ()
    set_aside: tuple[AnswerId, ...] = ()
    asked: bool = True
    still_open: bool = False

    @property
    def people(self) -> int:
        """How many people answered."""
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day, without the closing question.

    Attributes:
        number: from 1.
        date: in the workshop's zone; None where it was never set.
    """

    number: int
    title: Texts
    date: date | None
    questions: tuple[QuestionSummary, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """How many took part.

    Attributes:
        joined: people who had joined.
        people: those who answered at least one question.
        answers: all their answers.
    """

    joined: int
    people: frozenset[ParticipantId]
    answers: frozenset[AnswerId]

    @property
    def answered(self) -> int:
        """How many people answered at least one question."""
        return len(self.people)


@dataclass(frozen=True, slots=True)
class Summary:
    """The compiled draft of the post.

    Attributes:
        last: the closing question, which is the last one of the last day; it stands at the end.
        introduction: the facilitators' own words before the days; may be empty.
        closing: their own words after everything; may be empty.
    """

    event: Event
    participation: Participation
    days: tuple[DaySummary, ...]
    last: QuestionSummary
    introduction: str = ""
    closing: str = ""

    @property
    def questions(self) -> tuple[QuestionSummary, ...]:
        """All questions as they stand in the post, the closing question at the end."""
        return (*(question for day in self.days for question in day.questions), self.last)

    @property
    def printed(self) -> tuple[QuestionSummary, ...]:
        """Those of them that were asked."""
        return tuple(question for question in self.questions if question.asked)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes as they stand in the post."""
        return tuple(quote for question in self.questions for quote in question.quotes)


def compile_summary(
    event: Event,
    flow: Flow,
    answers: Sequence[Said],
    *,
    joined: int,
    to_come: Collection[int] = (),
    open_days: Collection[int] = (),
    quotes: Sequence[Quote] = (),
    reviews: Mapping[QuestionId, Review] = MappingProxyType({}),
    introduction: str = "",
    closing: str = "",
) -> Summary:
    """Bring the answers to a flow's questions into order, quoting only what was allowed.

    Whatever is printed of it, every answer keeps counting: the numbers say how many people answered
    and what they chose.

    Args:
        event: what stands at the head.
        flow: the script that was asked (at least one day, each with at least one question).
        answers: in any order; answers to questions that the flow does not have are not counted.
        joined: how many people had joined.
        to_come: numbers of days that have not been open.
        open_days: numbers of days that are open now.
        quotes: what its authors have allowed, in the order in which they are to stand; `before` is
            filled in here.
        reviews: what became of a question's answers.
        introduction: the facilitators' words before the days.
        closing: the facilitators' words at the end.

    Returns:
        The summary; everything in it is in the order of the flow.

    Raises:
        Unfounded: a quote, a theme or a mention says what its answers do not.
    """
    said = sorted(answers, key=lambda answer: answer.answer_id)
    given = {answer.answer_id: answer for answer in said}
    allowed = {quote.answer_id: _founded(quote, given) for quote in quotes}

    def compiled(question: Question, day: int, place: int) -> QuestionSummary:
        review = reviews.get(question.id, Review())
        found = _question(question, day, place, said, allowed, review)
        been = bool(found.answers) or day not in to_come
        return replace(found, asked=been, still_open=day in open_days)

    days = [
        DaySummary(
            number=number,
            title=day.title,
            date=event.dates[number - 1] if number <= len(event.dates) else None,
            questions=tuple(
                compiled(question, number, place) for place, question in enumerate(day.questions, 1)
            ),
        )
        for number, day in enumerate(flow.days, 1)
    ]
    counted = {answer for day in days for question in day.questions for answer in question.answers}
    final = days.pop()
    *others, last = final.questions
    return Summary(
        event=event,
        participation=Participation(
            joined=joined,
            people=frozenset(a.participant_id for a in said if a.answer_id in counted),
            answers=frozenset(counted),
        ),
        days=(*days, DaySummary(final.number, final.title, final.date, tuple(others))),
        last=last,
        introduction=introduction,
        closing=closing,
    )


def _question(
    question: Question,
    day: int,
    number: int,
    said: Sequence[Said],
    allowed: Mapping[AnswerId, Quote],
    review: Review,
) -> QuestionSummary:
    here = {answer.answer_id: answer for answer in said if answer.question_id == question.id}
    confirmed = tuple(_borne_out(theme, here) for theme in review.themes if theme.confirmed)
    grouped = {answer for theme in review.themes for answer in theme.answers}
    settled = bool(confirmed) and len(confirmed) == len(review.themes)
    return QuestionSummary(
        question=question,
        day=day,
        number=number,
        answers=tuple(here),
        quotes=tuple(
            replace(quote, before=_before(question, quote, here[answer], said, allowed))
            for answer, quote in allowed.items()
            if answer in here
        ),
        tallies=tuple(
            Tally(value, label, tuple(a for a, one in here.items() if value in one.options))
            for value, label in _choices(question)
        ),
        themes=confirmed,
        voices=tuple(a for a in here if a not in grouped | review.set_aside) if settled else None,
        mentions=() if confirmed else tuple(_literal(one, here) for one in review.mentions),
        set_aside=tuple(answer for answer in here if answer in review.set_aside),
    )


def _before(
    question: Question,
    quote: Quote,
    answer: Said,
    said: Sequence[Said],
    allowed: Mapping[AnswerId, Quote],
) -> Quote | None:
    """What the same person said to the question that this one recalls, if that may be quoted.

    Two quotes with different names are never put side by side: one would give the other away.
    """
    for other in said:
        same = other.participant_id == answer.participant_id
        if same and other.question_id == question.recall:
            before = allowed.get(other.answer_id)
            return before if before is not None and before.by == quote.by else None
    return None


def _founded(quote: Quote, given: Mapping[AnswerId, Said]) -> Quote:
    answer = given.get(quote.answer_id)
    if answer is None:
        raise Unfounded(f"quote of answer {quote.answer_id}, which is not among the answers")
    if answer.attribution is Attribution.NOT_QUOTED:
        raise Unfounded(f"quote of answer {quote.answer_id}, which is not to be quoted")
    if not quote.text.strip() or not (quote.own_words or quote.text in answer.text):
        raise Unfounded(f"quote of answer {quote.answer_id} in other words than its author's")
    return quote


def _borne_out(theme: Theme, here: Mapping[AnswerId, Said]) -> Theme:
    people = {here[answer].participant_id for answer in theme.answers if answer in here}
    if not theme.answers or len(people) != len(theme.answers):
        raise Unfounded("a theme counts something else than one answer of each of its people")
    return theme


def _literal(mention: Mention, here: Mapping[AnswerId, Said]) -> Mention:
    word = mention.word.casefold()
    if not all(a in here and word in here[a].text.casefold() for a in mention.answers):
        raise Unfounded("a word is counted in an answer that does not hold it")
    return mention


def _choices(question: Question) -> Iterable[tuple[str, Texts | None]]:
    """What a question offers: its options, or the steps of its scale from the lowest."""
    for option in question.options:
        yield option.id, option.text
    if question.scale is not None:
        words = {
            question.scale.lowest: question.scale.low,
            question.scale.highest: question.scale.high,
        }
        for step in range(question.scale.lowest, question.scale.highest + 1):
            yield str(step), words.get(step)
