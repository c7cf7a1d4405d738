"""What an earlier day hands on to a later one: a person's own words, and what the group said."""

from collections.abc import Iterator, Mapping

from bot.messages.looking_back import Count, Earlier, LookBack, Recalled
from bot.service.place import Place
from bot.service.step import Step
from flows.ids import QuestionId
from flows.rounds import Round
from flows.script import Day, Flow, Kind, Texts
from flows.session import Session
from flows.workshop import Workshop
from storage.work import Work

FEWEST = 4
"""Below so many answers to a question nothing is counted: too few to speak of a group."""

MOST_COUNTS = 3
"""Of one question."""


def recalled(
    step: Step, place: Place, session: Session, question_id: QuestionId
) -> Recalled | None:
    """What somebody said to the question that this one recalls; None where there is nothing."""
    wanted = session.question(question_id).recall
    if wanted is None:
        return None
    flow = place.workshop.flow
    day = _day_of(flow, wanted)
    if day == place.stored.day:
        answer = session.answer(wanted)
        words = answer.current.text if answer and answer.current else ""
        round_: Round | None = place.round
    else:
        words = step.work.summaries.words_of(place.participant.id, wanted)
        round_ = next((r for r in step.work.rounds.of(place.workshop.id) if r.day == day), None)
    earlier = _earlier(step.work, place.workshop, round_)
    if not words.strip() or earlier is None:
        return None
    return Recalled(flow.question(wanted).text, words, earlier)


def look_back(work: Work, workshop: Workshop, day: int) -> LookBack | None:
    """What the day before came to: its confirmed themes, or words, where none is confirmed.

    Args:
        work: the stores.
        workshop: whose days.
        day: the number of the day that opens.

    Returns:
        None for the first day, and where nobody has answered on the day before.
    """
    before = next((r for r in work.rounds.of(workshop.id) if r.day == day - 1), None)
    earlier = _earlier(work, workshop, before)
    if before is None or earlier is None:
        return None
    counted = work.summaries.counted(before.id)
    if not counted.people:
        return None
    script = workshop.flow.day(before.day)
    return LookBack(
        earlier, counted.people, tuple(_questions(work, workshop, script, counted.answers))
    )


def _questions(
    work: Work, workshop: Workshop, script: Day, answers: Mapping[QuestionId, int]
) -> Iterator[tuple[Texts, tuple[Count, ...]]]:
    left_out = work.summaries.left_out(workshop.id)
    themes, groupings = work.themes.of(workshop.id), work.themes.groupings(workshop.id)
    for question in script.questions:
        among = answers.get(question.id, 0)
        if question.kind is not Kind.TEXT or among < FEWEST:
            continue
        counts = [
            Count(theme.label, people, None)
            for theme in themes
            if theme.question == question.id and theme.confirmed_at is not None
            if (people := len(set(theme.answers) - left_out))
        ]
        if not counts and question.id in groupings:
            counts = [
                Count(mention.word, mention.people, among)
                for mention in groupings[question.id].mentions
            ]
        if counts:
            largest = sorted(counts, key=lambda count: -count.people)[:MOST_COUNTS]
            yield question.text, tuple(largest)


def _day_of(flow: Flow, question_id: QuestionId) -> int:
    return next(
        number
        for number, day in enumerate(flow.days, 1)
        if any(question.id == question_id for question in day.questions)
    )


def _earlier(work: Work, workshop: Workshop, round_: Round | None) -> Earlier | None:
    if round_ is None or round_.opened_at is None:
        return None
    today, was = work.now.astimezone(workshop.zone), round_.opened_at.astimezone(workshop.zone)
    return Earlier(round_.day, was.date(), today.date())
