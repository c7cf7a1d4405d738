"""Working on a summary: where it stands, its answers page by page, what still to know."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from bot.messages.checking import Check
from bot.messages.reviewed import A_PAGE, Reviewed
from bot.messages.summarising import DayThemes, Overview, Page
from bot.messages.wording import Wording
from bot.service.asking import standing
from bot.service.compiling import Material, compiled, material
from bot.service.reviewing import Asked, Reading, asked, read
from bot.service.step import Step
from flows.attribution import Attribution
from flows.ids import AnswerId
from flows.rounds import Round, RoundState
from flows.script import Kind, Question
from flows.summary import QuestionSummary, Summary
from flows.workshop import Workshop
from storage.work import Work


def questions_in_order(summary: Summary) -> tuple[QuestionSummary, ...]:
    """All questions by day and number, the closing one in its place."""
    return tuple(sorted(summary.questions, key=lambda one: (one.day, one.number)))


def overview(work: Work, workshop: Workshop) -> Overview:
    """Where the summary stands."""
    found = material(work, workshop)
    summary, reading = compiled(work, workshop, found), read(work, workshop, found)
    rounds = work.rounds.of(workshop.id)
    waiting = reading.unconfirmed()
    place = None if waiting is None else reading.where(waiting.question)
    return Overview(
        days=tuple(_day_themes(reading, one) for one in rounds if one.opened_at is not None),
        next=None if place is None else (place.day, place.number),
        joined=summary.participation.joined,
        answered=summary.participation.answered,
        answers=len(summary.participation.answers),
        quotes=standing(work, workshop, found, summary),
        left_out=_left_out(found, summary),
        introduction=bool(summary.introduction.strip()),
        closing=bool(summary.closing.strip()),
    )


def _day_themes(reading: Reading, round_: Round) -> DayThemes:
    day, themes = round_.day, reading.themes_on(round_.day)
    state: Literal["open", "silent", "grouping", "grouped"] = "grouped"
    if round_.state is not RoundState.CLOSED:
        state = "open"
    elif not reading.answered(day):
        state = "silent"
    elif not reading.grouped(day):
        state = "grouping"
    confirmed = sum(theme.confirmed_at is not None for theme in themes)
    voices = reading.has_voices(day)
    return DayThemes(day, state, len(themes), confirmed, voices, reading.new(day))


def page(work: Work, workshop: Workshop, _: Wording, place: int, number: int) -> Page | None:
    """A page of the answers to a question, with chosen options in the reader's language.

    Args:
        work: the stores.
        workshop: whose answers.
        _: the reader's language.
        place: the question's place in the whole flow, from 1.
        number: the page, from 0; the last one there is, where it is beyond that.

    Returns:
        The page, or None if the flow has no such question.
    """
    if not 1 <= place <= len(asked(workshop)):
        return None
    return _page(work, workshop, _, place, number, material(work, workshop))


def page_with(work: Work, workshop: Workshop, _: Wording, answer_id: AnswerId) -> Page | None:
    """The page that an answer stands on; None if it is not of this workshop, or is gone."""
    found = material(work, workshop)
    answer = next((one for one in found.said if one.answer_id == answer_id), None)
    if answer is None:
        return None
    same = [one for one in found.said if one.question_id == answer.question_id]
    place = next(o.place for o in asked(workshop) if o.question.id == answer.question_id)
    return _page(work, workshop, _, place, same.index(answer) // A_PAGE, found)


def _page(
    work: Work, workshop: Workshop, _: Wording, place: int, number: int, found: Material
) -> Page:
    at = asked(workshop)[place - 1]
    answers = _reviewed(found, at.question, _)
    number = min(number, max(0, (len(answers) - 1) // A_PAGE))
    here = answers[number * A_PAGE : (number + 1) * A_PAGE]
    rounds = [one for one in work.rounds.of(workshop.id) if one.day == at.day]
    return Page(
        place,
        at.day,
        at.number,
        at.question,
        number,
        here,
        len(answers),
        grouping=bool(answers) and _grouping(work, workshop, at),
        asked=any(one.opened_at is not None for one in rounds),
        still_open=any(one.state is RoundState.OPEN for one in rounds),
    )


def check(step: Step, workshop: Workshop) -> Check:
    """What to know before publishing."""
    work = step.work
    found = material(work, workshop)
    summary, reading = compiled(work, workshop, found), read(work, workshop, found)
    rounds = work.rounds.of(workshop.id)
    been = {one.day for one in rounds if one.opened_at is not None}
    every = questions_in_order(summary)
    # Nobody could answer on a day that has not been open yet.
    questions = [one for one in every if one.day in been] or every
    fewest = min(questions, key=lambda one: (one.people, one.day, one.number))
    most = max(one.people for one in questions)
    languages = Counter(found.people[one].language for one in summary.participation.people)
    return Check(
        joined=summary.participation.joined,
        answered=summary.participation.answered,
        fewest=(fewest.day, fewest.number, fewest.people) if fewest.people < most else None,
        languages=tuple(languages.most_common()),
        quotes=standing(work, workshop, found, summary),
        left_out=_left_out(found, summary),
        undecided=len(_undecided(found)),
        late=sum(len(one.session.late) for r in rounds for one in work.sessions.of_round(r.id)),
        introduction=bool(summary.introduction.strip()),
        closing=bool(summary.closing.strip()),
        open_days=tuple(one.day for one in rounds if one.state is RoundState.OPEN),
        to_come=tuple(one.day for one in rounds if one.opened_at is None),
        themes=len(reading.themes),
        single=tuple(_single(reading)),
        unconfirmed=tuple(
            (place.day, place.number)
            for theme in reading.themes
            if theme.confirmed_at is None
            for place in [reading.where(theme.question)]
        ),
        ungrouped=tuple(
            one.day
            for one in rounds
            if one.state is RoundState.CLOSED and not reading.grouped(one.day)
        ),
        receivers=(
            *((one.kind, one.title) for one in work.destinations.of(workshop.id)),
            *((None, one.name) for one in step.organisers(workshop)),
        ),
    )


def _single(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Themes that rest on one person, by name, day and question."""
    for theme in reading.single():
        place = reading.where(theme.question)
        yield theme.label, place.day, place.number


def _left_out(found: Material, summary: Summary) -> int:
    """How many answers in words a facilitator left out."""
    in_words = {
        answer
        for question in summary.questions
        if question.question.kind is Kind.TEXT
        for answer in question.answers
    }
    return len(found.left_out & in_words)


def _undecided(found: Material) -> frozenset[AnswerId]:
    """The answers that would be quoted if their authors had decided about details in them."""
    quotable = {
        one.answer_id for one in found.said if one.attribution is not Attribution.NOT_QUOTED
    }
    return (found.undecided & quotable) - found.left_out


def _grouping(work: Work, workshop: Workshop, at: Asked) -> bool:
    """Whether a question waits for its themes."""
    closed = any(
        one.day == at.day and one.state is RoundState.CLOSED for one in work.rounds.of(workshop.id)
    )
    grouped = at.question.id in work.themes.groupings(workshop.id)
    return closed and not grouped and at.question.kind is Kind.TEXT


def _reviewed(found: Material, question: Question, _: Wording) -> tuple[Reviewed, ...]:
    return tuple(
        Reviewed(
            answer_id=one.answer_id,
            words=question.in_words(one.text, one.options, _.language),
            name=one.name,
            attribution=one.attribution,
            left_out=one.answer_id in found.left_out,
        )
        for one in found.said
        if one.question_id == question.id
    )
