"""The summary of a workshop as it is now, from what people said and how they may be quoted."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.attribution import Attribution, shown_name
from flows.consent import QuoteState
from flows.details import Decision
from flows.ids import AnswerId, ParticipantId, QuestionId
from flows.rounds import RoundState
from flows.summary import (
    FEWEST_TO_MENTION,
    Event,
    Mention,
    Quote,
    Review,
    Said,
    Summary,
    Theme,
    compile_summary,
)
from flows.themes.values import Voice
from flows.workshop import Joining, Participant, Person, Workshop
from storage.quotes import StoredQuote
from storage.summaries import CountedAnswer
from storage.themes import StoredTheme
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Material:
    """All that a summary is compiled from.

    Attributes:
        said: every answer that counts; who may not be quoted is marked so.
        left_out: answers that a facilitator left out.
        undecided: answers with details of other people, about which the author has not decided.
        versions: the number of each answer's version; newer ones have larger numbers.
        at: when each answer was given.
        people: the authors, by their participant's id.
        joined: how many took part, those included who answered and left.
    """

    said: tuple[Said, ...]
    left_out: frozenset[AnswerId]
    undecided: frozenset[AnswerId]
    versions: Mapping[AnswerId, int]
    at: Mapping[AnswerId, datetime]
    people: Mapping[ParticipantId, Person]
    joined: int


def material(work: Work, workshop: Workshop) -> Material:
    """Load what people said, each named and quotable only as they have agreed to."""
    counted = work.summaries.answers(workshop.id)
    authors = {one.participant_id for one in counted}
    participants = work.participants.get_all(tuple(authors))
    persons = work.people.get_all({one.person_id for one in participants.values()})
    people = {author: persons[one.person_id] for author, one in participants.items()}
    joined = {one.id for one in work.participants.joined(workshop.id)}
    return Material(
        said=tuple(
            _said(one, participants[one.participant_id], people[one.participant_id])
            for one in counted
        ),
        left_out=frozenset(one.answer_id for one in counted if one.left_out),
        undecided=work.details.open(workshop.id),
        versions={one.answer_id: one.version for one in counted},
        at={one.answer_id: one.at for one in counted},
        people=people,
        joined=len(joined | authors),
    )


def voice_of(said: Said) -> Voice:
    """An answer as it is grouped."""
    return Voice(
        said.answer_id,
        said.participant_id,
        said.text,
        said.language,
        quotable=said.attribution is not Attribution.NOT_QUOTED,
    )


def compiled(work: Work, workshop: Workshop, found: Material | None = None) -> Summary:
    """The summary as it would be published now; `found` is what was said, where that is loaded."""
    found = found or material(work, workshop)
    draft, rounds = work.summaries.draft(workshop.id), work.rounds.of(workshop.id)
    return compile_summary(
        event_of(work, workshop),
        workshop.flow,
        found.said,
        joined=found.joined,
        to_come=[one.day for one in rounds if one.opened_at is None],
        open_days=[one.day for one in rounds if one.state is RoundState.OPEN],
        quotes=tuple(_quotes(work, workshop, found)),
        reviews=reviews(work, workshop, found),
        introduction=draft.introduction,
        closing=draft.closing,
    )


def reviews(
    work: Work, workshop: Workshop, found: Material | None = None
) -> Mapping[QuestionId, Review]:
    """What grouping and facilitators made of the answers, by question, as far as it holds now.

    Args:
        work: the stores.
        workshop: whose answers.
        found: these answers, where they are loaded already.
    """
    found = found or material(work, workshop)
    here = {one.answer_id: one.question_id for one in found.said}
    counted = here.keys() - found.left_out
    themes: dict[QuestionId, list[Theme]] = {}
    for theme in work.themes.of(workshop.id):
        members = tuple(answer for answer in theme.answers if answer in counted)
        if members:
            kept = Theme(theme.label, members, theme.confirmed_at is not None)
            themes.setdefault(theme.question, []).append(kept)
    set_aside = work.themes.set_aside(workshop.id)
    return {
        question: Review(
            themes=tuple(themes.get(question, ())),
            mentions=tuple(recounted(found.said, question, grouping.mentions)),
            set_aside=frozenset(answer for answer in set_aside if here.get(answer) == question),
        )
        for question, grouping in work.themes.groupings(workshop.id).items()
    }


def recounted(
    said: Iterable[Said], question: QuestionId, mentions: Iterable[Mention]
) -> Iterator[Mention]:
    """Words with the answers that hold them now.

    Those of too few people are left away, and those of nobody who may be quoted.
    """
    here = [one for one in said if one.question_id == question]
    for mention in mentions:
        word = mention.word.casefold()
        holding = [one for one in here if word in one.text.casefold()]
        quotable = any(one.attribution is not Attribution.NOT_QUOTED for one in holding)
        if quotable and len(holding) >= FEWEST_TO_MENTION:
            yield Mention(mention.word, tuple(one.answer_id for one in holding))


def _quotes(work: Work, workshop: Workshop, found: Material) -> Iterator[Quote]:
    """What authors have allowed, word for word: what speaks for themes first, as these stand."""
    allowed = {
        one.answer_id: one
        for one in work.quotes.of(workshop.id)
        if one.state is QuoteState.ALLOWED
        and one.details is not Decision.OPEN
        and one.answer_id not in found.left_out
        # What its author wrote for the post was looked through by itself.
        and (one.own_words or one.answer_id not in found.undecided)
    }
    said = {one.answer_id: one for one in found.said}
    for answer_id in _in_order(work.themes.of(workshop.id), said):
        quote, answer = allowed.get(answer_id), said[answer_id]
        if quote is not None and _still_holds(quote, answer):
            yield Quote(
                answer_id, quote.words, _by(quote, answer), answer.language, quote.own_words
            )


def _in_order(themes: Sequence[StoredTheme], said: Collection[AnswerId]) -> Iterable[AnswerId]:
    """All answers, those first that speak for themes."""
    speaking = [one.quote for one in themes if one.quote is not None and one.quote in said]
    return dict.fromkeys((*speaking, *said))


def _still_holds(quote: StoredQuote, answer: Said) -> bool:
    """Whether its author still says it, and is to be quoted at all."""
    if answer.attribution is Attribution.NOT_QUOTED or not quote.words.strip():
        return False
    return quote.own_words or quote.words in answer.text


def _by(quote: StoredQuote, answer: Said) -> str | None:
    """The name that the author agreed to, as it was then."""
    attribution = quote.attribution or Attribution.UNNAMED
    shown = quote.name or shown_name(attribution, answer.name)
    return shown.strip() or None if shown else None


def event_of(work: Work, workshop: Workshop) -> Event:
    """What stands at the head of the post."""
    rounds = {one.day: one for one in work.rounds.of(workshop.id)}
    days = [rounds.get(day) for day in range(1, len(workshop.flow.days) + 1)]
    dates = tuple(one.slot.opens.date() if one and one.slot else None for one in days)
    # Host and place are typed as one line.
    return Event(workshop.title, workshop.host or None, None, dates)


def may_be_quoted(participant: Participant) -> Attribution:
    """How a participant may be quoted; not at all until they have said, or after they left."""
    if participant.state is not Joining.JOINED or participant.attribution is None:
        return Attribution.NOT_QUOTED
    return participant.attribution


def _said(answer: CountedAnswer, participant: Participant, person: Person) -> Said:
    return Said(
        answer_id=answer.answer_id,
        participant_id=participant.id,
        question_id=answer.question,
        name=participant.quoted_name or person.name,
        attribution=may_be_quoted(participant),
        text=answer.text,
        options=answer.options,
        # The language in which they were asked.
        language=person.language,
    )
