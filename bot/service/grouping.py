"""Grouping the answers of closed rounds: what is due, what it is made from, what is kept of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from bot.service.compiling import material, voice_of
from bot.service.wording_themes import asked_as, named, of_people
from flows.ids import QuestionId
from flows.script import Kind, Question
from flows.themes.values import Grouping, Voice
from flows.workshop import Workshop
from storage.groupings import Ungrouped
from storage.work import Work

LOOKED_AFTER = timedelta(days=30)
"""How long after its closing a round's answers are grouped anew when they change."""


class NotGrouped(Exception):
    """The answers could not be grouped; `cause` names the kind of error, and holds no words."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Grouper(Protocol):
    """Finds what answers share; it takes its time, and more memory than the program has."""

    async def group(self, question: str, voices: Sequence[Voice]) -> Grouping:
        """Group the answers to one question.

        Args:
            question: as it was asked, and other words that tell nothing about the answers.
            voices: the answers, one of each person.

        Raises:
            NotGrouped: it could not be done.
        """


@dataclass(frozen=True, slots=True)
class Task:
    """The answers to a question that wait to be grouped.

    Attributes:
        asked: the words of the question, and those of the answers that belong to people: they
            tell nothing about what was said.
    """

    ungrouped: Ungrouped
    asked: str
    voices: tuple[Voice, ...]


def next_task(work: Work, but: Collection[Ungrouped] = ()) -> Task | None:
    """The next question whose answers have to be grouped, with what is needed for it.

    Args:
        work: the stores.
        but: what was tried in vain and has to wait.
    """
    due = [one for one in work.groupings.due(work.now - LOOKED_AFTER) if one not in but]
    workshops = work.workshops.get_all({one.workshop_id for one in due})
    for one in due:
        workshop = workshops[one.workshop_id]
        question = question_of(workshop, one.question)
        if question is not None and question.kind is Kind.TEXT:
            voices = voices_of(work, workshop, one.question)
            people = of_people(work, workshop, (voice.text for voice in voices))
            return Task(one, asked_as(question, people), voices)
    return None


def question_of(workshop: Workshop, question_id: QuestionId) -> Question | None:
    """A question of a workshop's flow."""
    asked = (question for day in workshop.flow.days for question in day.questions)
    return next((one for one in asked if one.id == question_id), None)


def voices_of(work: Work, workshop: Workshop, question: QuestionId) -> tuple[Voice, ...]:
    """The answers to a question as they are grouped: without those that were left out."""
    found = material(work, workshop)
    return tuple(
        voice_of(one)
        for one in found.said
        if one.question_id == question and one.answer_id not in found.left_out
    )


def keep(work: Work, task: Task, grouping: Grouping) -> bool:
    """Store what became of a task; False where its answers have changed, and it is due again."""
    if task.ungrouped not in work.groupings.due(work.now - LOOKED_AFTER):
        return False
    workshop_id, question = task.ungrouped.workshop_id, task.ungrouped.question
    themes = tuple(replace(theme, label=named(theme.label)) for theme in grouping.themes)
    stored = replace(grouping, themes=themes)
    work.themes.store(workshop_id, question, stored, task.ungrouped.of, work.now)
    _propose(work, task, grouping)
    return True


def _propose(work: Work, task: Task, grouping: Grouping) -> None:
    """Want the quotes of themes and of some voices in the post, and no others any more.

    Who was asked already keeps what they were asked for.
    """
    quotes = (*(theme.quote for theme in grouping.themes), *grouping.voice_quotes)
    wanted = {quote.answer_id: quote.text for quote in quotes if quote is not None}
    here = {voice.answer_id for voice in task.voices}
    every = work.quotes.of(task.ungrouped.workshop_id)
    asked = {known.answer_id for known in every if known.asked_at is not None}
    for known in every:
        if known.answer_id in here - wanted.keys() and known.asked_at is None:
            work.quotes.drop(known.answer_id)
    for voice in task.voices:
        if voice.quotable and voice.answer_id in wanted.keys() - asked:
            work.quotes.propose(voice.answer_id, wanted[voice.answer_id])
