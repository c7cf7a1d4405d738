"""Facilitators let authors be asked for the sentences that are to go into the post."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.messages.asking import Chosen, Standing
from bot.service.compiling import Material, compiled, material, may_be_quoted
from bot.service.consenting import Around, around, ask_next
from bot.service.step import Step
from bot.service.unwanting import unwanted
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.ids import AnswerId, ParticipantId
from flows.summary import Said, Summary
from flows.workshop import Joining, Participant, Person, Reach, Workshop
from storage.calls import Lane
from storage.quotes import PlacedQuote
from storage.work import Work


@dataclass(frozen=True, slots=True)
class _Author:
    person: Person
    participant: Participant

    @property
    def can_be_asked(self) -> bool:
        takes_part = self.participant.state is Joining.JOINED
        return takes_part and self.person.reach is Reach.REACHABLE


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Quotes that could stand in the post, with their authors.

    Attributes:
        undecided: answers with details of other people, about which the author has not decided.
    """

    quotes: tuple[PlacedQuote, ...]
    authors: Mapping[ParticipantId, _Author]
    undecided: frozenset[AnswerId]

    def reachable(self, *states: QuoteState) -> tuple[PlacedQuote, ...]:
        """Those in one of these states whose authors can be written to."""
        return tuple(
            one
            for one in self.quotes
            if one.quote.state in states and self.authors[one.participant_id].can_be_asked
        )

    def askable(self, *states: QuoteState) -> tuple[PlacedQuote, ...]:
        """Those of these that could stand in the post if their author said yes now."""
        return tuple(
            one
            for one in self.reachable(*states)
            if one.quote.own_words or one.quote.answer_id not in self.undecided
        )


def standing(
    work: Work, workshop: Workshop, found: Material | None = None, summary: Summary | None = None
) -> Standing:
    """How far the workshop's sentences are on their way to a yes.

    Args:
        work: the stores.
        workshop: whose sentences.
        found: what was said, where that is loaded already.
        summary: that of now, where it is compiled already.
    """
    found = found or material(work, workshop)
    wanted = _wanted(work, workshop, found)
    every = [one.quote.state for one in wanted.quotes]
    reachable = wanted.reachable(QuoteState.PROPOSED)
    to_ask = wanted.askable(QuoteState.PROPOSED)
    waiting = wanted.askable(QuoteState.ASKED)
    not_reminded = [one for one in waiting if one.quote.reminded_at is None]
    return Standing(
        to_ask=len(to_ask),
        people=len({one.participant_id for one in to_ask}),
        out_of_reach=every.count(QuoteState.PROPOSED) - len(reachable),
        undecided=len(reachable) - len(to_ask),
        allowed=len((summary or compiled(work, workshop, found)).quotes),
        declined=every.count(QuoteState.DECLINED),
        waiting=every.count(QuoteState.ASKED),
        to_remind=len({one.participant_id for one in not_reminded}),
    )


def ask(step: Step, workshop: Workshop) -> int:
    """Ask the authors of all sentences that nobody was asked about; returns how many they are."""
    work = step.work
    wanted = _wanted(work, workshop, drop=True)
    to_ask = wanted.askable(QuoteState.PROPOSED)
    for one in to_ask:
        asked = replace(one.quote, state=QuoteState.ASKED, asked_at=work.now, reminded_at=None)
        work.quotes.save(asked)
    people = {one.participant_id for one in to_ask}
    # Who has a sentence before them gets the next one when they have decided about it.
    busy = {one.participant_id for one in wanted.quotes if one.quote.state is QuoteState.ASKED}
    _put(step, wanted, people - busy, around(step, workshop), remind=False)
    return len(people)


def remind(step: Step, workshop: Workshop) -> int:
    """Ask once more who has not decided; of each sentence once. Returns how many people."""
    work = step.work
    wanted = _wanted(work, workshop)
    waiting = wanted.askable(QuoteState.ASKED)
    people = {one.participant_id for one in waiting if one.quote.reminded_at is None}
    _put(step, wanted, people, around(step, workshop), remind=True)
    for one in waiting:
        if one.participant_id in people:
            work.quotes.save(replace(one.quote, reminded_at=work.now))
    return len(people)


def take_off(step: Step, workshop: Workshop, answer_id: AnswerId) -> bool:
    """A facilitator does not want a sentence any more; False where it is none of the workshop's.

    Whoever had it before them gets the next one.
    """
    wanted = _wanted(step.work, workshop)
    found = next((one for one in wanted.quotes if one.quote.answer_id == answer_id), None)
    if found is None:
        return False
    unwanted(step, answer_id)
    return True


def chosen(work: Work, workshop: Workshop) -> tuple[Chosen, ...]:
    """All sentences that are to go into the post, but for those that were declined."""
    wanted = _wanted(work, workshop)
    numbers = {
        question.id: number
        for day in workshop.flow.days
        for number, question in enumerate(day.questions, 1)
    }
    return tuple(
        Chosen(
            answer_id=one.quote.answer_id,
            words=one.quote.words,
            day=one.day,
            number=numbers[one.question],
            state=one.quote.state,
            attribution=one.quote.attribution
            or may_be_quoted(wanted.authors[one.participant_id].participant),
            name=one.quote.name or _name(wanted.authors[one.participant_id]),
        )
        for one in sorted(wanted.quotes, key=lambda one: (one.day, numbers[one.question]))
        if one.quote.state is not QuoteState.DECLINED
    )


def _name(author: _Author) -> str:
    return author.participant.quoted_name or author.person.name


def _put(
    step: Step,
    wanted: _Wanted,
    people: set[ParticipantId],
    context: Around,
    *,
    remind: bool,
) -> None:
    with step.together():
        for number in sorted(people):
            author = wanted.authors[number]
            ask_next(
                step,
                author.person,
                author.participant,
                context,
                remind=remind,
                lane=Lane.BROADCAST,
            )


def _wanted(
    work: Work, workshop: Workshop, found: Material | None = None, *, drop: bool = False
) -> _Wanted:
    """What could stand in the post; `drop` deletes what people said who are never quoted."""
    found = found or material(work, workshop)
    counted = {one.answer_id: one for one in found.said if one.answer_id not in found.left_out}
    placed = work.quotes.placed_in(workshop.id)
    participants = work.participants.get_all({one.participant_id for one in placed})
    people = work.people.get_all({one.person_id for one in participants.values()})
    authors = {number: _Author(people[one.person_id], one) for number, one in participants.items()}
    kept = []
    for one in placed:
        if _can_stand(one, authors[one.participant_id], counted.get(one.quote.answer_id)):
            kept.append(one)
        elif drop and _is_never_quoted(authors[one.participant_id].participant):
            work.quotes.drop(one.quote.answer_id)
    return _Wanted(tuple(kept), authors, found.undecided)


def _can_stand(one: PlacedQuote, author: _Author, answer: Said | None) -> bool:
    """Whether the words are still its author's, and neither they nor a facilitator is against."""
    if answer is None:
        return False
    if _is_never_quoted(author.participant):
        return False
    return one.quote.own_words or one.quote.words in answer.text


def _is_never_quoted(participant: Participant) -> bool:
    return participant.attribution in (None, Attribution.NOT_QUOTED)
