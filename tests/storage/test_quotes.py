"""Quotes on their way to their author's yes."""

from dataclasses import replace

from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.details import Decision
from storage.quotes import PlacedQuote, StoredQuote
from storage.work import Work
from tests.storage.stocked import NOW, Stores, later
from tests.storage.summing_up import QUESTION, Answered, answered


def quote_of(work: Work, place: Answered, number: int = 0) -> StoredQuote:
    quote = work.quotes.of_answer(place.answers[number])
    assert quote is not None
    return quote


def decided(work: Work, place: Answered, state: QuoteState) -> StoredQuote:
    decided = replace(
        quote_of(work, place),
        state=state,
        attribution=Attribution.FIRST_NAME,
        asked_at=NOW,
        reminded_at=later(1),
        decided_at=later(2),
        name="Amira",
    )
    work.quotes.save(decided)
    return decided


def test_a_quote_is_what_was_stored_of_it(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        second, first = place.answers[1], place.answers[0]
        assert work.quotes.propose(second, "answer 2")
        assert work.quotes.propose(first, "answer")
        allowed = decided(work, place, QuoteState.ALLOWED)
        proposed = StoredQuote(quote_of(work, place, 1).id, second, "answer 2")
        assert work.quotes.of(place.workshop) == (allowed, proposed)
        assert work.quotes.get(allowed.id) == allowed
        kept = replace(allowed, own_words=True, details=Decision.KEPT)
        work.quotes.save(kept)
        found = work.quotes.placed(first)
        assert (work.quotes.get(allowed.id), found and found.quote) == (kept, kept)


def test_what_is_shelved_is_there_for_nobody_until_it_is_brought_back(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        number = place.answers[0]
        work.quotes.propose(number, "ans")
        proposed = quote_of(work, place)
        work.quotes.shelve(number)
        assert work.quotes.of(place.workshop) == ()
        assert (work.quotes.get(proposed.id), work.quotes.of_answer(number)) == (None, None)
        author = place.authors[0]
        assert work.quotes.placed_of(author) == ()
        assert [one.quote for one in work.quotes.placed_of(author, shelved=True)] == [proposed]
        assert work.quotes.bring_back(number)
        assert work.quotes.of(place.workshop) == (proposed,)
        assert not work.quotes.bring_back(number)


def test_a_new_proposal_takes_the_place_of_what_is_shelved(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        number = place.answers[0]
        work.quotes.propose(number, "ans")
        work.quotes.shelve(number)
        assert work.quotes.propose(number, "answer")
        assert quote_of(work, place).words == "answer"
        assert not work.quotes.bring_back(number)


def test_what_is_shelved_goes_with_its_answer_and_only_a_proposal_can_be_shelved(
    stores: Stores,
) -> None:
    with stores.work() as work:
        place = answered(work)
        number = place.answers[0]
        for gone in (work.quotes.drop, work.quotes.forget):
            work.quotes.propose(number, "ans")
            work.quotes.shelve(number)
            gone(number)
            assert not work.quotes.bring_back(number)
        work.quotes.propose(number, "answer")
        declined = decided(work, place, QuoteState.DECLINED)
        work.quotes.shelve(number)
        assert work.quotes.of(place.workshop) == (declined,)


def test_other_words_have_to_be_allowed_anew(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        work.quotes.propose(place.answers[0], "answer")
        allowed = decided(work, place, QuoteState.ALLOWED)
        assert work.quotes.propose(place.answers[0], "answer")
        assert quote_of(work, place) == allowed
        assert work.quotes.propose(place.answers[0], "answer 1")
        assert quote_of(work, place) == StoredQuote(allowed.id, place.answers[0], "answer 1")


def test_what_the_author_wrote_for_the_post_is_not_replaced_by_a_part_of_the_answer(
    stores: Stores,
) -> None:
    with stores.work() as work:
        place = answered(work)
        work.quotes.propose(place.answers[0], "answer")
        own = replace(quote_of(work, place), words="my words", own_words=True)
        work.quotes.save(own)
        assert work.quotes.propose(place.answers[0], "answer 1")
        assert quote_of(work, place) == own


def test_a_no_is_kept_whatever_anybody_wants_later(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        work.quotes.propose(place.answers[0], "answer")
        declined = decided(work, place, QuoteState.DECLINED)
        work.quotes.drop(place.answers[0])
        assert not work.quotes.propose(place.answers[0], "answer 1")
        assert quote_of(work, place) == declined


def test_what_nobody_wants_any_more_is_dropped(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        work.quotes.propose(place.answers[0], "answer")
        number = quote_of(work, place).id
        work.quotes.drop(place.answers[0])
        assert (work.quotes.of(place.workshop), work.quotes.get(number)) == ((), None)


def test_a_quote_goes_with_its_author(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        work.quotes.propose(place.answers[0], "answer")
        work.people.erase(place.first_author)
        assert work.quotes.of(place.workshop) == ()


def test_a_quote_is_found_with_its_place_and_its_author(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        for number in (0, 1):
            work.quotes.propose(place.answers[number], "answer")
        (session,) = work.sessions.of_participant(place.authors[1])
        second = PlacedQuote(
            quote_of(work, place, 1),
            place.workshop,
            place.authors[1],
            session.session.id,
            session.day,
            QUESTION,
        )
        assert work.quotes.placed_of(place.authors[1]) == (second,)
        assert work.quotes.placed_in(place.workshop)[1:] == (second,)


def test_with_the_words_of_an_answer_even_a_no_goes(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        work.quotes.propose(place.answers[0], "answer")
        decided(work, place, QuoteState.DECLINED)
        work.quotes.forget(place.answers[0])
        assert work.quotes.of(place.workshop) == ()
