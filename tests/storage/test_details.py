"""What authors decide about details of other people in their answers."""

from flows.details import Decision
from flows.ids import SessionId
from storage.details import StoredDetails
from storage.work import Work
from tests.storage.stocked import NOW, Stores, furnish, later
from tests.storage.summing_up import QUESTION, Answered, answered

ASKED = StoredDetails(1, Decision.OPEN, NOW)


def session_of(work: Work, place: Answered, number: int = 0) -> SessionId:
    (stored,) = work.sessions.of_participant(place.authors[number])
    return stored.session.id


def test_what_is_known_about_an_answer_can_change(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        session = session_of(work, place)
        assert work.details.of(session, QUESTION) is None
        for known in (ASKED, StoredDetails(2, Decision.KEPT, later(1))):
            work.details.put(session, QUESTION, known)
            assert work.details.of(session, QUESTION) == known
            assert work.details.of_session(session) == {QUESTION: known}


def test_only_answers_whose_authors_have_not_decided_are_open(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        other = furnish(work, "two").workshop
        for number, state in enumerate((Decision.KEPT, Decision.OPEN, Decision.REPLACED)):
            session = session_of(work, place, number)
            work.details.put(session, QUESTION, StoredDetails(1, state, NOW))
        assert work.details.open(place.workshop) == {place.answers[1]}
        assert work.details.open(other) == frozenset()


def test_what_was_found_can_be_forgotten_with_its_answer(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        first, second = session_of(work, place, 0), session_of(work, place, 1)
        work.details.put(first, QUESTION, ASKED)
        work.details.put(second, QUESTION, ASKED)
        work.details.drop(first, QUESTION)
        assert work.details.open(place.workshop) == {place.answers[1]}


def test_it_goes_with_its_author(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        work.details.put(session_of(work, place), QUESTION, ASKED)
        work.people.erase(place.first_author)
        assert work.details.open(place.workshop) == frozenset()
