"""Details about other people in sentences that authors write for the post themselves.

They are asked about as in an answer, before the author is asked whether the sentence may go into
the post: until they have chosen, there is nothing that could be allowed.
"""

from bot.service.noticing import Names, region_of
from flows.details import Decision, Detail, could_hold, could_name, find
from flows.noticing import noticed, text_cleared
from storage.quotes import PlacedQuote
from storage.work import Work


def found_in(work: Work, placed: PlacedQuote, sentence: str) -> tuple[Detail, ...]:
    """What a sentence of a quote's author holds."""
    if not could_hold(sentence) and not could_name(sentence):
        return ()
    return find(sentence, *_around(work, placed))


def cleared(work: Work, placed: PlacedQuote, sentence: str) -> str:
    """The sentence without what it holds."""
    return text_cleared(sentence, *_around(work, placed))


def decision_about(work: Work, placed: PlacedQuote, sentence: str) -> Decision | None:
    """What the author wants of the details in a sentence that they have just written.

    Args:
        work: the stores.
        placed: their quote, with the words of before.
        sentence: those of now.

    Returns:
        None where there are none. What they wanted to keep, in the sentence of before or in the
        answer itself, is kept; all else is open.
    """
    words = {one.words for one in found_in(work, placed, sentence)}
    if not words:
        return None
    return Decision.KEPT if words <= _kept_before(work, placed) else Decision.OPEN


def _kept_before(work: Work, placed: PlacedQuote) -> frozenset[str]:
    quote, kept = placed.quote, set[str]()
    if quote.own_words and quote.details is Decision.KEPT:
        kept |= {one.words for one in found_in(work, placed, quote.words)}
    known = work.details.of(placed.session_id, placed.question)
    if known is not None and known.state is Decision.KEPT:
        stored = work.sessions.get(placed.session_id)
        answer = stored.session.answer(placed.question) if stored else None
        if answer is not None:
            version = answer.revisions[known.revision - 1]
            kept |= noticed(version, *_around(work, placed)).words
    return frozenset(kept)


def _around(work: Work, placed: PlacedQuote) -> tuple[frozenset[str], str]:
    """Who else takes part, and in which country."""
    author = work.participants.get(placed.participant_id)
    others = Names(work).others(placed.workshop_id, author.person_id)
    return others, region_of(work.workshops.get(placed.workshop_id).zone)
