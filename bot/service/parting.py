"""When answers go, or their author is not to be quoted any more: their words leave the themes.

The answers themselves go with their author. What is left are words of theirs elsewhere: in names
of themes, in what themes were called before, and in counts of words.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.messages import parting as words
from bot.service.compiling import Material, material, recounted, voice_of
from bot.service.step import Step
from bot.service.wording_themes import name_of, of_people
from flows.attribution import Attribution
from flows.ids import AnswerId, ParticipantId, QuestionId
from flows.themes.changes import ThemeChange
from flows.themes.naming import borne_out, tells_of
from flows.workshop import Workshop
from storage.themes import StoredTheme
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Parting:
    """What somebody has said so far, before it goes; a question's texts by question."""

    workshop: Workshop
    said: Mapping[QuestionId, tuple[str, ...]]


def parting(work: Work, workshop: Workshop, participant_id: ParticipantId) -> Parting:
    """Remember what somebody has said, until `parted` is called in the same step."""
    said = {
        answer.question: tuple(revision.text for revision in answer.revisions)
        for stored in work.sessions.of_participant(participant_id)
        for answer in stored.session.answers
    }
    return Parting(workshop, said)


def parted(step: Step, gone: Parting) -> None:
    """Take words that are gone out of the themes; facilitators hear where."""
    work, workshop = step.work, gone.workshop
    themes = [one for one in work.themes.of(workshop.id) if one.question in gone.said]
    if not themes and not work.themes.groupings(workshop.id):
        return
    found = material(work, workshop)
    changed, doubtful = set[QuestionId](), set[QuestionId]()
    for theme in themes:
        said = gone.said[theme.question]
        if not theme.label_typed:
            label = borne_out(theme.label, _quotable(found, theme.answers), said)
            if _rename(work, workshop, theme, label or _name(work, found, workshop, theme)):
                changed.add(theme.question)
        elif theme.answers and tells_of(theme.label, _all(found, theme.question), said):
            doubtful.add(theme.question)
    work.groupings.forget_before(workshop.id, gone.said.keys())
    _recount(work, workshop, found, gone.said.keys())
    if changed or doubtful:
        places = tuple(_places(workshop, changed)), tuple(_places(workshop, doubtful))
        step.tell_facilitators(workshop, lambda _: words.names_changed(_, workshop, *places))


def bear_out_all(work: Work) -> None:
    """Leave no word in a theme's name that none of its answers holds; after a restore."""
    for workshop in work.workshops.all():
        themes = work.themes.of(workshop.id)
        if not work.themes.groupings(workshop.id):
            continue
        found, questions = material(work, workshop), {theme.question for theme in themes}
        for theme in themes:
            if not theme.label_typed:
                label = borne_out(theme.label, _quotable(found, theme.answers))
                _rename(work, workshop, theme, label or _name(work, found, workshop, theme))
        work.groupings.forget_before(workshop.id, questions)
        _recount(work, workshop, found, work.themes.groupings(workshop.id).keys())


def _rename(work: Work, workshop: Workshop, theme: StoredTheme, label: str) -> bool:
    """Give a theme the name that is left of its own; returns whether somebody sees that."""
    if label == theme.label:
        return False
    renamed = replace(theme, label=label, confirmed_at=None, before=None)
    work.themes.save(workshop.id, renamed, ThemeChange.PARTED, None, work.now)
    return bool(theme.answers)


def _name(work: Work, found: Material, workshop: Workshop, theme: StoredTheme) -> str:
    """A name from the answers that are left, where none of its words are."""
    here = [voice_of(one) for one in found.said if one.question_id == theme.question]
    members = [voice for voice in here if voice.answer_id in theme.answers]
    others = [voice for voice in here if voice.answer_id not in theme.answers]
    people = of_people(work, workshop, (voice.text for voice in members))
    return name_of(workshop.flow.question(theme.question), members, others, people)


def _recount(
    work: Work, workshop: Workshop, found: Material, questions: Collection[QuestionId]
) -> None:
    """Count words in the answers that are left, and forget those that hardly anybody uses."""
    groupings = work.themes.groupings(workshop.id)
    for question in questions:
        if question in groupings:
            mentions = tuple(recounted(found.said, question, groupings[question].mentions))
            if mentions != groupings[question].mentions:
                work.groupings.save_mentions(workshop.id, question, mentions)


def _quotable(found: Material, answers: Collection[AnswerId]) -> list[str]:
    return [
        one.text
        for one in found.said
        if one.answer_id in answers and one.attribution is not Attribution.NOT_QUOTED
    ]


def _all(found: Material, question: QuestionId) -> list[str]:
    return [one.text for one in found.said if one.question_id == question]


def _places(workshop: Workshop, questions: Collection[QuestionId]) -> Iterable[tuple[int, int]]:
    """Day and number of each question, in the flow's order."""
    for day, script in enumerate(workshop.flow.days, 1):
        for number, question in enumerate(script.questions, 1):
            if question.id in questions:
                yield day, number
