"""What facilitators have before them: themes, individual voices, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.service.compiling import Material, material
from flows.ids import AnswerId, QuestionId, ThemeId
from flows.script import Kind, Question
from flows.summary import Said
from flows.workshop import Workshop
from storage.quotes import StoredQuote
from storage.themes import StoredGrouping, StoredTheme
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with where it stands.

    Attributes:
        place: in the whole flow, from 1.
        day: the day's number.
        number: its place in its day, from 1.
    """

    place: int
    day: int
    number: int
    question: Question


def asked(workshop: Workshop) -> tuple[Asked, ...]:
    """All questions of a workshop, in the order of its flow."""
    questions = (
        (day, number, question)
        for day, script in enumerate(workshop.flow.days, 1)
        for number, question in enumerate(script.questions, 1)
    )
    return tuple(Asked(place, *found) for place, found in enumerate(questions, 1))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was said in a workshop, and what became of it so far.

    Attributes:
        questions: in the order of the flow.
        themes: those that have answers, in the order of the flow.
        dissolved: themes without any.
        groupings: by question; a question without one was not grouped yet.
        set_aside: answers that say nothing.
        quotes: what is wanted in the post, by answer.
    """

    found: Material
    questions: tuple[Asked, ...]
    themes: tuple[StoredTheme, ...]
    dissolved: tuple[StoredTheme, ...]
    groupings: Mapping[QuestionId, StoredGrouping]
    set_aside: frozenset[AnswerId]
    quotes: Mapping[AnswerId, StoredQuote]

    @property
    def said(self) -> Mapping[AnswerId, Said]:
        """Every answer by its id."""
        return {one.answer_id: one for one in self.found.said}

    def at(self, place: int) -> Asked | None:
        """The question at a place of the flow."""
        return self.questions[place - 1] if 1 <= place <= len(self.questions) else None

    def where(self, question: QuestionId) -> Asked:
        """Where a question of the flow stands."""
        return next(one for one in self.questions if one.question.id == question)

    def theme(self, theme_id: ThemeId) -> StoredTheme | None:
        """A theme, dissolved or not."""
        every = (*self.themes, *self.dissolved)
        return next((one for one in every if one.id == theme_id), None)

    def themes_of(self, question: QuestionId) -> tuple[StoredTheme, ...]:
        """The themes of a question that have answers."""
        return tuple(one for one in self.themes if one.question == question)

    def voices(self, question: QuestionId) -> tuple[Said, ...]:
        """What stands in no theme: individual voices, then what is left out or set aside."""
        inside = {answer for theme in self.themes_of(question) for answer in theme.answers}
        outside = [
            one
            for one in self.found.said
            if one.question_id == question and one.answer_id not in inside
        ]
        return tuple(sorted(outside, key=lambda one: (self.kept_out(one.answer_id), one.answer_id)))

    def kept_out(self, answer: AnswerId) -> bool:
        """Whether an answer is left out or set aside."""
        return answer in self.found.left_out or answer in self.set_aside

    def is_new(self, answer: Said) -> bool:
        """Whether facilitators have not seen an individual voice, for it came after grouping."""
        grouping = self.groupings.get(answer.question_id)
        newer = grouping is not None and (self.found.versions[answer.answer_id] > grouping.newest)
        inside = any(answer.answer_id in theme.answers for theme in self.themes)
        return newer and not inside and not self.kept_out(answer.answer_id)

    def new(self, day: int) -> int:
        """How many answers of a day are new."""
        here = {one.question.id for one in self.questions if one.day == day}
        return sum(one.question_id in here and self.is_new(one) for one in self.found.said)

    def grouped(self, day: int) -> bool:
        """Whether every question of a day that was answered in words is grouped."""
        return all(
            one.question.id in self.groupings
            for one in self.questions
            if one.day == day and one.question.kind is Kind.TEXT and self._answered(one)
        )

    def answered(self, day: int) -> bool:
        """Whether anybody has answered a question of a day."""
        return any(one.day == day and self._answered(one) for one in self.questions)

    def has_voices(self, day: int) -> bool:
        """Whether something that was said on a day stands in no theme, and is not kept out."""
        return any(
            not self.kept_out(voice.answer_id)
            for one in self.questions
            if one.day == day and one.question.kind is Kind.TEXT
            for voice in self.voices(one.question.id)
        )

    def themes_on(self, day: int) -> tuple[StoredTheme, ...]:
        """The themes of a day."""
        here = {one.question.id for one in self.questions if one.day == day}
        return tuple(theme for theme in self.themes if theme.question in here)

    def unconfirmed(self, after: StoredTheme | None = None) -> StoredTheme | None:
        """The next theme that nobody has confirmed: the next one after this, else the first."""
        later = self.themes
        if after is not None:
            place = self._order(after)
            later = tuple(one for one in self.themes if self._order(one) > place)
        waiting = (one for one in (*later, *self.themes) if one.confirmed_at is None)
        return next(waiting, None)

    def single(self) -> tuple[StoredTheme, ...]:
        """Confirmed themes that rest on one person."""
        return tuple(
            one for one in self.themes if one.confirmed_at is not None and len(one.answers) == 1
        )

    def _answered(self, asked: Asked) -> bool:
        return any(one.question_id == asked.question.id for one in self.found.said)

    def _order(self, theme: StoredTheme) -> tuple[int, int]:
        return self.where(theme.question).place, theme.place


def read(work: Work, workshop: Workshop, found: Material | None = None) -> Reading:
    """Load all of a workshop; `found` is what was said, where that is loaded already."""
    questions = asked(workshop)
    places = {one.question.id: one.place for one in questions}
    found = found or material(work, workshop)
    here = {one.answer_id for one in found.said}
    themes = sorted(work.themes.of(workshop.id), key=lambda one: (places[one.question], one.place))
    return Reading(
        found=found,
        questions=questions,
        themes=tuple(one for one in themes if one.answers),
        dissolved=tuple(one for one in themes if not one.answers),
        groupings=work.themes.groupings(workshop.id),
        set_aside=work.themes.set_aside(workshop.id) & here,
        quotes={one.answer_id: one for one in work.quotes.of(workshop.id)},
    )
