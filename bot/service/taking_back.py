"""Taking back what was allowed, with what follows from that for answers and people."""

from collections.abc import Collection

from bot.service.step import Step
from bot.service.withdrawing import withdrawn
from flows.consent import QuoteState
from flows.ids import AnswerId, QuestionId, SessionId
from flows.workshop import Participant
from storage.erasure_log import Kind
from storage.participants import ConsentKind
from storage.quotes import StoredQuote


def take_back(
    step: Step, participant: Participant, only: Collection[AnswerId] | None = None
) -> bool:
    """Record that what was allowed is so no more, and let the post follow.

    A yes stands until its author takes it back, also where nobody wants the sentence any more: a
    post that is out may have it.

    Args:
        step: the step that this is part of.
        participant: whose yes it was.
        only: the answers that it is about; None for all, for they are not to be quoted any more.

    Returns:
        Whether anything was allowed.
    """
    work = step.work
    gone = [one for one in allowed_by(step, participant) if only is None or one in only]
    for answer_id in gone:
        work.consents.withdraw_quote(participant.id, answer_id, work.now)
        work.erasures.note(Kind.QUOTE, answer_id)
    every = [one.quote.answer_id for one in work.quotes.placed_of(participant.id, shelved=True)]
    # What facilitators have put aside must not be asked about once they undo that.
    work.quotes.forget_shelved([one for one in every if only is None or one in only])
    silenced = participant.id if only is None else None
    withdrawn(step, work.workshops.get(participant.workshop_id), gone, silenced)
    return bool(gone)


def allowed_by(step: Step, participant: Participant) -> list[AnswerId]:
    """The answers of which somebody has allowed a sentence, and has not taken that back."""
    work = step.work
    standing = {
        one.answer_id
        for one in work.consents.of(participant.id)
        if one.kind is ConsentKind.QUOTE and one.withdrawn_at is None and one.answer_id is not None
    }
    for one in work.quotes.placed_of(participant.id):
        if one.quote.state is QuoteState.ALLOWED:
            standing.add(one.quote.answer_id)
    return sorted(standing)


def never_quote(step: Step, participant: Participant) -> None:
    """Somebody wants to be quoted nowhere: every yes is taken back, every question is over."""
    take_back(step, participant)
    for placed in step.work.quotes.placed_of(participant.id):
        step.work.quotes.drop(placed.quote.answer_id)


def suspend(step: Step, participant: Participant) -> None:
    """Somebody leaves: every yes is taken back; who comes back can be asked anew."""
    take_back(step, participant)
    for placed in step.work.quotes.placed_of(participant.id):
        quote = placed.quote
        if quote.state in (QuoteState.ASKED, QuoteState.ALLOWED):
            fresh = StoredQuote(
                quote.id, quote.answer_id, quote.words, quote.own_words, details=quote.details
            )
            step.work.quotes.save(fresh)


def answer_changed(
    step: Step, participant: Participant, session_id: SessionId, question: QuestionId
) -> bool:
    """An answer says something else: what is no part of it any more is not quoted.

    Returns:
        Whether its author had allowed that.
    """
    answer_id = step.work.summaries.answer_of(session_id, question)
    if answer_id is None:
        return False
    quote = step.work.quotes.of_answer(answer_id)
    text = step.work.summaries.words_of(participant.id, question)
    if quote is not None and (quote.own_words or quote.words in text):
        return False
    step.work.quotes.drop(answer_id)
    return take_back(step, participant, [answer_id])


def answer_deleted(
    step: Step, participant: Participant, session_id: SessionId, question: QuestionId
) -> None:
    """An answer is deleted with its words: nothing repeats them any more."""
    answer_id = step.work.summaries.answer_of(session_id, question)
    if answer_id is not None:
        take_back(step, participant, [answer_id])
        step.work.quotes.forget(answer_id)
        step.work.consents.forget_quote(answer_id)
