"""Facilitators' own words that name somebody who goes: they hear where, and decide.

The introduction and the last paragraph are theirs; the bot does not rewrite them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.messages import named as words
from bot.messages.named import Gone
from bot.messages.own_words import Part
from bot.messages.wording import in_language
from bot.service.step import Step
from flows.naming_somebody import names_somebody
from flows.workshop import Person, Role, Workshop
from storage.posts import PostState
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a workshop's facilitators have named somebody: in what they have now, and in posts."""

    workshop: Workshop
    draft: tuple[Part, ...]
    posted: tuple[Part, ...]


def naming(work: Work, workshop: Workshop, person: Person) -> Naming:
    """Look while the name is still known, until `tell` is called in the same step."""
    draft = work.summaries.draft(workshop.id)
    out = [one.summary for one in work.posts.of(workshop.id) if one.state is not PostState.NEW]
    introductions = [one.introduction for one in out]
    closings = [one.closing for one in out]
    if not any((draft.introduction, draft.closing, *introductions, *closings)):
        return Naming(workshop, (), ())
    names = _Names.of(work, workshop, person)
    return Naming(
        workshop,
        draft=_parts(names.stand_in, [draft.introduction], [draft.closing]),
        posted=_parts(names.stand_in, introductions, closings),
    )


def tell(step: Step, found: Naming, gone: Gone, key: str | None = None) -> None:
    """Tell facilitators and, of posts that are out, organisers; nothing where there is nothing.

    Args:
        step: the step in which somebody goes.
        found: where they are named.
        gone: how they go.
        key: makes it said once, however often they go.
    """
    workshop, draft, posted = found.workshop, found.draft, found.posted
    if draft or posted:
        for facilitator in step.facilitators(workshop):
            _ = in_language(facilitator.language)
            said = words.for_facilitators(_, workshop, gone, draft, posted)
            step.say(facilitator.chat, said, key=key and f"{key}:{facilitator.chat}")
    if posted:
        for organiser in step.organisers(workshop):
            _ = in_language(organiser.language)
            said = words.for_organisers(_, workshop, gone, posted)
            step.say(organiser.chat, said, key=key and f"{key}:{organiser.chat}:posted")


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of somebody, and those of everybody else who may be meant."""

    theirs: frozenset[str]
    others: frozenset[str]

    @classmethod
    def of(cls, work: Work, workshop: Workshop, person: Person) -> "_Names":
        theirs, others = {person.name}, set[str]()
        known = work.people.names_in(workshop.id)
        organisers = work.people.get_all(work.teams.members(workshop.id, Role.ORGANISER)).values()
        named = (*known, *((one.id, one.name) for one in organisers))
        others |= {name for number, name in named if number != person.id}
        for number, name in work.participants.names_in(workshop.id):
            (theirs if number == person.id else others).add(name)
        return cls(frozenset(theirs), frozenset(others))

    def stand_in(self, text: str) -> bool:
        return names_somebody(text, self.theirs, self.others)


def _parts(
    named: Callable[[str], bool], introductions: Iterable[str], closings: Iterable[str]
) -> tuple[Part, ...]:
    found: list[Part] = []
    if any(named(text) for text in introductions):
        found.append("introduction")
    if any(named(text) for text in closings):
        found.append("closing")
    return tuple(found)
