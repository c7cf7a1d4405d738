"""What a workshop's answers come to, as a value in which every statement names its answers.

Numbers are never stored: each is the count of the answers it rests on, so it cannot be wrong about
them. What people did not agree to have quoted is left behind here, so that no form of the summary
can print it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flows.attribution import Attribution, shown_name
from flows.ids import AnswerId, ParticipantId, QuestionId
from flows.script import Flow, Kind, Question, Texts


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
        attribution: how they agreed to be quoted.
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
    """An answer's own words.

    Attributes:
        text: the words, unchanged.
        by: the name that its author chose to stand beside it; None for "without a name".
        language: IETF tag of the language of `text`, where it is known.
    """

    answer_id: AnswerId
    text: str
    by: str | None
    language: str | None = None


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
    """

    question: Question
    day: int
    number: int
    answers: tuple[AnswerId, ...]
    quotes: tuple[Quote, ...] = ()
    tallies: tuple[Tally, ...] = ()

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
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes as they stand in the post."""
        return tuple(quote for question in self.questions for quote in question.quotes)


def compile_summary(
    event: Event,
    flow: Flow,
    answers: Sequence[Said],
    *,
    joined: int,
    left_out: frozenset[AnswerId] = frozenset(),
    introduction: str = "",
    closing: str = "",
) -> Summary:
    """Bring the answers to a flow's questions into order, quoting only what may be quoted.

    An answer whose author chose not to be quoted and one that a facilitator left out keep counting:
    the numbers say how many people answered and what they chose, whatever is printed of it.

    Args:
        event: what stands at the head.
        flow: the script that was asked (at least one day, each with at least one question).
        answers: in any order; answers to questions that the flow does not have are not counted.
        joined: how many people had joined.
        left_out: answers whose words a facilitator does not want in the post.
        introduction: the facilitators' words before the days.
        closing: the facilitators' words at the end.

    Returns:
        The summary; everything in it is in the order of the flow, quotes in that of their ids.
    """
    said = sorted(answers, key=lambda answer: answer.answer_id)
    days = [
        DaySummary(
            number=number,
            title=day.title,
            date=event.dates[number - 1] if number <= len(event.dates) else None,
            questions=tuple(
                _question(question, number, place, said, left_out)
                for place, question in enumerate(day.questions, 1)
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
    question: Question, day: int, number: int, said: Iterable[Said], left_out: frozenset[AnswerId]
) -> QuestionSummary:
    here = [answer for answer in said if answer.question_id == question.id]
    in_words = question.kind is Kind.TEXT
    return QuestionSummary(
        question=question,
        day=day,
        number=number,
        answers=tuple(answer.answer_id for answer in here),
        quotes=tuple(
            Quote(answer.answer_id, answer.text, _name_beside(answer), answer.language)
            for answer in here
            if in_words and answer.answer_id not in left_out and _quotable(answer)
        ),
        tallies=tuple(
            Tally(value, label, tuple(a.answer_id for a in here if value in a.options))
            for value, label in _choices(question)
        ),
    )


def _quotable(answer: Said) -> bool:
    return answer.attribution is not Attribution.NOT_QUOTED and bool(answer.text.strip())


def _name_beside(answer: Said) -> str | None:
    shown = shown_name(answer.attribution, answer.name)
    return shown.strip() or None if shown else None


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
