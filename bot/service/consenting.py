"""Asking authors for their sentences, one at a time, and keeping what they decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.messages import consenting as words
from bot.messages import details_in_sentences, joining
from bot.messages.consenting import Sentence
from bot.messages.message import Message
from bot.messages.quoting import way as way_in_words
from bot.messages.wording import in_language
from bot.service import noticing_in_sentences
from bot.service.step import Step
from bot.service.taking_back import take_back
from flows.attribution import Attribution, shown_name
from flows.consent import QuoteState, mark
from flows.details import Decision
from flows.ids import AnswerId, QuoteId
from flows.workshop import Joining, Participant, Person, Workshop
from storage.calls import Lane
from storage.participants import Consent, ConsentKind
from storage.quotes import PlacedQuote, StoredQuote


@dataclass(frozen=True, slots=True)
class Around:
    """What is the same for all sentences of a workshop.

    Attributes:
        readers: kind and title of each place that the post goes to.
        answered: how many people have answered.
        themes: the labels of confirmed themes by the answers in them.
    """

    workshop: Workshop
    readers: tuple[tuple[str, str], ...]
    answered: int
    themes: Mapping[AnswerId, str]


@dataclass(frozen=True, slots=True)
class Own:
    """A quote with its author, who is the one acting."""

    placed: PlacedQuote
    participant: Participant
    person: Person

    @property
    def quote(self) -> StoredQuote:
        """The quote itself."""
        return self.placed.quote

    @property
    def name(self) -> str:
        """The full name that the author goes by."""
        return self.participant.quoted_name or self.person.name


def around(step: Step, workshop: Workshop) -> Around:
    """Load what stands around a workshop's sentences."""
    work = step.work
    return Around(
        workshop,
        readers=tuple((one.kind, one.title) for one in work.destinations.of(workshop.id)),
        answered=work.summaries.answered(workshop.id),
        themes={
            answer: theme.label
            for theme in reversed(work.themes.of(workshop.id))
            if theme.confirmed_at is not None
            for answer in theme.answers
        },
    )


def own_quote(step: Step, person: Person, quote_id: QuoteId) -> Own | None:
    """A quote, if it is this person's own: buttons can be pressed by anyone."""
    for participant in step.work.participants.of_person(person.id):
        if participant.state is Joining.JOINED:
            for placed in step.work.quotes.placed_of(participant.id):
                if placed.quote.id == quote_id:
                    return Own(placed, participant, person)
    return None


def waiting_for(step: Step, person: Person) -> Own | None:
    """The sentence that somebody is asked about now; None where none waits for them."""
    for participant in step.work.participants.of_person(person.id):
        if participant.state is Joining.JOINED:
            pending = _pending(step.work.quotes.placed_of(participant.id))
            if pending:
                return Own(pending[0], participant, person)
    return None


def question_about(step: Step, own: Own, lead: Markup | None = None) -> Message:
    """The question whether a sentence may go into the post.

    Before that, where its author wrote it themselves, what is to become of details in it.
    """
    workshop = step.work.workshops.get(own.placed.workshop_id)
    return _question(step, own, around(step, workshop), lead)


def ask_next(
    step: Step,
    person: Person,
    participant: Participant,
    context: Around | None = None,
    *,
    remind: bool = False,
    lane: Lane = Lane.REPLY,
) -> None:
    """Put the first sentence to its author that they have not decided about; each once.

    Args:
        step: the step that this is part of.
        person: who is asked.
        participant: the same person in the workshop.
        context: what stands around, where that is loaded already.
        remind: ask once more, about the first that they were not reminded of.
        lane: who goes first.
    """
    pending = _pending(step.work.quotes.placed_of(participant.id))
    if remind:
        pending = [one for one in pending if one.quote.reminded_at is None]
    if not pending:
        return
    own = Own(pending[0], participant, person)
    context = context or around(step, step.work.workshops.get(participant.workshop_id))
    lead = words.reminder(in_language(person.language), len(pending)) if remind else None
    key = f"quote:{own.quote.id}:{mark(own.quote.words)}:{_asked_at(own.placed)}"
    if remind and (first := step.work.outbox.state_of(key)) and first.message_id is not None:
        step.remove_keyboard(person.chat, first.message_id)
    step.say(
        person.chat,
        _question(step, own, context, lead),
        key=f"{key}:again" if remind else key,
        lane=lane,
        workshop_id=participant.workshop_id,
    )


def allow(step: Step, own: Own, way: Attribution) -> StoredQuote:
    """The author says yes to exactly these words, with this name beside them."""
    work = step.work
    name = shown_name(way, own.name)
    before = own.quote
    if (before.state, before.attribution, before.name) == (QuoteState.ALLOWED, way, name):
        return before
    given = replace(
        own.quote, state=QuoteState.ALLOWED, attribution=way, name=name, decided_at=work.now
    )
    if before.state is QuoteState.ALLOWED and before.name != name:
        take_back(step, own.participant, [own.quote.answer_id])
    work.quotes.save(given)
    _ = in_language(own.person.language)
    asked = question_about(step, own).html
    consent = Consent(
        ConsentKind.QUOTE,
        joining.VERSION,
        f"{asked}\n\n{way_in_words(_, way, own.name)}",
        work.now,
        answer_id=given.answer_id,
    )
    work.consents.give(own.participant.id, consent)
    return given


def decline(step: Step, own: Own) -> StoredQuote:
    """The author does not want the words quoted; nobody asks again."""
    if own.quote.state is QuoteState.DECLINED:
        return own.quote
    take_back(step, own.participant, [own.quote.answer_id])
    given = replace(
        own.quote,
        state=QuoteState.DECLINED,
        attribution=None,
        name=None,
        decided_at=step.work.now,
    )
    step.work.quotes.save(given)
    return given


def reword(step: Step, own: Own, sentence: str) -> Own:
    """The author writes the sentence themselves; it needs their yes like any other."""
    take_back(step, own.participant, [own.quote.answer_id])
    written = replace(
        own.quote,
        words=sentence,
        own_words=True,
        state=QuoteState.ASKED,
        attribution=None,
        name=None,
        asked_at=own.quote.asked_at or step.work.now,
        decided_at=None,
        details=noticing_in_sentences.decision_about(step.work, own.placed, sentence),
    )
    return _saved(step, own, written)


def keep_details(step: Step, own: Own) -> Own:
    """The author wants the sentence with what it says about other people."""
    return _saved(step, own, replace(own.quote, details=Decision.KEPT))


def replace_details(step: Step, own: Own) -> Own:
    """The author wants the sentence without what it says about other people."""
    left = noticing_in_sentences.cleared(step.work, own.placed, own.quote.words)
    return _saved(step, own, replace(own.quote, words=left, details=Decision.REPLACED))


def _saved(step: Step, own: Own, quote: StoredQuote) -> Own:
    step.work.quotes.save(quote)
    return replace(own, placed=replace(own.placed, quote=quote))


def is_wanted(step: Step, own: Own) -> bool:
    """Whether there is something to decide: somebody asked, and the answer still says it."""
    if own.quote.state is QuoteState.PROPOSED:
        return False
    return own.quote.own_words or own.quote.words in step.work.summaries.words_of(
        own.participant.id, own.placed.question
    )


def _pending(theirs: Sequence[PlacedQuote]) -> list[PlacedQuote]:
    """What waits for its author, what was asked first coming first."""
    waiting = [one for one in theirs if one.quote.state is QuoteState.ASKED]
    return sorted(waiting, key=lambda one: (_asked_at(one), one.quote.answer_id))


def _asked_at(placed: PlacedQuote) -> int:
    asked_at = placed.quote.asked_at
    return int(asked_at.timestamp()) if asked_at else 0


def _question(step: Step, own: Own, context: Around, lead: Markup | None) -> Message:
    _ = in_language(own.person.language)
    if own.quote.details is Decision.OPEN:
        found = noticing_in_sentences.found_in(step.work, own.placed, own.quote.words)
        if found:
            return details_in_sentences.question(_, own.quote, found, lead=lead)
        own = replace_details(step, own)
    return words.question(_, _sentence(step, own, context), lead=lead)


def _sentence(step: Step, own: Own, context: Around) -> Sentence:
    work, placed, flow = step.work, own.placed, context.workshop.flow
    theirs = work.quotes.placed_of(own.participant.id)
    together = [one for one in theirs if one.quote.asked_at == own.quote.asked_at]
    ids = [one.quote.id for one in together]
    recalled = flow.question(placed.question).recall
    earlier = [
        (one.day, _number(context.workshop, one), one.quote.state is QuoteState.ALLOWED)
        for one in theirs
        if one.question == recalled and one.quote.state is not QuoteState.DECLINED
    ]
    several = [
        one
        for one in work.participants.of_person(own.person.id)
        if one.state is Joining.JOINED and one.id != own.participant.id
    ]
    return Sentence(
        quote=own.quote,
        wish=own.participant.attribution or Attribution.UNNAMED,
        name=own.name,
        title=context.workshop.title if several else None,
        day=placed.day,
        number=_number(context.workshop, placed),
        theme=context.themes.get(own.quote.answer_id),
        beside=earlier[0] if earlier else None,
        readers=context.readers,
        host=context.workshop.host,
        answered=context.answered,
        turn=(ids.index(own.quote.id) + 1, len(ids)),
    )


def _number(workshop: Workshop, placed: PlacedQuote) -> int:
    """The question's place in its day."""
    asked = workshop.flow.day(placed.day).questions
    return next(n for n, one in enumerate(asked, 1) if one.id == placed.question)
