"""When facilitators do not want a sentence any more: an open question about it is over.

Where its author was asked and has not decided, the question in their chat says so. Who has allowed
it hears nothing: their yes stands until they take it back, and `/answers` says what is quoted.
"""

from bot.messages import consenting as words
from bot.messages.wording import in_language
from bot.service.consenting import ask_next
from bot.service.step import Step
from flows.consent import QuoteState
from flows.ids import AnswerId, QuoteId
from flows.workshop import Joining, Person, Reach
from storage.quotes import PlacedQuote, StoredQuote

_BEGINNINGS = ("cite", "citeout")
"""Of the data of the first button under a question about a sentence."""
_NOT_SENT = frozenset({"planned", "retry"})


def unwanted(step: Step, answer_id: AnswerId) -> None:
    """Nobody wants the sentence of an answer in the post any more."""
    placed = step.work.quotes.placed(answer_id)
    if placed is not None:
        step.work.quotes.drop(answer_id)
        _settle(step, placed)


def unwanted_for_now(step: Step, answer_id: AnswerId) -> None:
    """An answer is left out of the post: its sentence waits in case it is taken back in."""
    placed = step.work.quotes.placed(answer_id)
    if placed is None:
        # It was not wanted, so nothing is to come back with it.
        step.work.quotes.forget_shelved([answer_id])
        return
    quote = placed.quote
    if quote.state is QuoteState.PROPOSED:
        step.work.quotes.shelve(answer_id)
    elif quote.state is QuoteState.ASKED:
        fresh = StoredQuote(
            quote.id, answer_id, quote.words, quote.own_words, details=quote.details
        )
        step.work.quotes.save(fresh)
        _settle(step, placed)


def _settle(step: Step, placed: PlacedQuote) -> None:
    """Say where its author was asked that there is nothing to decide; the next one follows."""
    if placed.quote.state is not QuoteState.ASKED:
        return
    author = step.work.participants.get(placed.participant_id)
    person = step.work.people.get(author.person_id)
    _end_questions(step, person, placed.quote.id)
    if author.state is Joining.JOINED and person.reach is Reach.REACHABLE:
        ask_next(step, person, author)


def _end_questions(step: Step, person: Person, quote: QuoteId) -> None:
    work = step.work
    asked = work.outbox.states(f"quote:{quote}:")
    for one in asked:
        if one.message_id is None and one.state in _NOT_SENT:
            work.outbox.drop_keys(one.key)
    standing = {one.message_id for one in asked if one.message_id is not None}
    beginnings = tuple(f"{verb}:{quote}:" for verb in _BEGINNINGS)
    standing |= set(work.traces.first_button(person.chat, beginnings))
    if person.reach is Reach.REACHABLE:
        for number in sorted(standing):
            step.settle(person.chat, number, words.not_wanted(in_language(person.language)))
