"""Tables of answers that are wanted."""

from dataclasses import replace

from flows.ids import ChatId
from storage.exports import WantedExport
from storage.work import Work
from tests.storage.stocked import NOW, Stores, furnish, later


def only(work: Work) -> WantedExport:
    wanted = work.exports.next()
    assert wanted is not None
    return wanted


def test_a_wish_is_stored_once_until_it_is_met(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        asked = [work.exports.ask(place.workshop, place.person, NOW) for _ in range(2)]
        assert asked == [True, False]
        wanted = only(work)
        assert wanted == WantedExport(wanted.id, place.workshop, place.person, NOW, 0)
        assert [work.exports.done(wanted.id) for _ in range(2)] == [True, False]
        assert work.exports.next() is None
        assert work.exports.ask(place.workshop, place.person, later(1))
        assert only(work).id != wanted.id


def test_what_could_not_be_made_waits_behind_the_others(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        other = work.people.add(ChatId(99), "Ada", "de", NOW).id
        work.exports.ask(place.workshop, place.person, NOW)
        first = only(work)
        work.exports.failed(first.id)
        work.exports.ask(place.workshop, other, later(1))
        second = only(work)
        assert second.person_id == other
        work.exports.done(second.id)
        assert only(work) == replace(first, attempts=1)


def test_it_goes_with_the_workshop(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        work.exports.ask(place.workshop, place.person, NOW)
        wanted = only(work)
        assert work.exports.waits(wanted.id)
        work.workshops.delete(place.workshop)
        assert not work.exports.waits(wanted.id)
        assert work.exports.next() is None
