"""Workshops with their own copy of the flow, and where their posts go."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.calendar import Slot
from flows.ids import ChatId, RoundId, WorkshopId
from flows.library import library_flow
from flows.rounds import Round
from flows.workshop import Destination, Role
from tests.storage.stocked import GROUP, NOW, Stores, furnish, later, workshop

BERLIN = ZoneInfo("Europe/Berlin")
CHANNEL = ChatId(-200)


def test_a_workshop_comes_back_with_its_flow(stores: Stores) -> None:
    flow = library_flow("netzwerkarbeit")
    assert flow is not None
    draft = replace(workshop(), flow=flow)
    with stores.work() as work:
        stored = work.workshops.add(draft)

    with stores.work() as work:
        assert stored == replace(draft, id=stored.id)
        assert work.workshops.get(stored.id) == work.workshops.find(stored.id) == stored
        assert work.workshops.by_invite_token("p_one") == stored
        assert work.workshops.by_connect_token("g_one") == stored
        assert work.workshops.by_invite_token("g_one") is None


def test_everything_but_the_flow_of_a_workshop_can_change(stores: Stores) -> None:
    with stores.work() as work:
        stored = work.workshops.add(workshop())
        changed = replace(
            stored,
            title="Netzwerken",
            host="Beispielhaus e. V.",
            contact="Renate Probe, datenschutz@beispielhaus.example",
            language="de",
            zone=ZoneInfo("Asia/Kolkata"),
            connect_token="g_new",
            invite_token="p_new",
            held=True,
            published_at=later(5),
        )
        work.workshops.save(changed)

        assert work.workshops.get(stored.id) == changed


def test_the_newest_of_the_workshops_that_someone_facilitates_comes_first(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        newer, other = (work.workshops.add(workshop(name)).id for name in ("two", "three"))
        for one in (place.workshop, newer):
            work.teams.add(one, place.person, Role.FACILITATOR, NOW)
        work.teams.add(other, place.person, Role.ORGANISER, NOW)

        found = [one.id for one in work.workshops.facilitated_by(place.person)]
        assert found == [newer, place.workshop]


def test_a_deleted_workshop_takes_all_of_its_own_along(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        work.people.save(replace(work.people.get(place.person), workshop_id=place.workshop))
        work.workshops.delete(place.workshop)

        assert work.rounds.of(place.workshop) == ()
        assert work.participants.of_person(place.person) == ()
        assert work.people.get(place.person).workshop_id is None
        with pytest.raises(LookupError):
            work.workshops.get(place.workshop)


def test_a_destination_is_connected_once_and_its_title_refreshed(stores: Stores) -> None:
    with stores.work() as work:
        here = work.workshops.add(workshop()).id
        group = Destination(here, GROUP, "group", "Nachbarn")
        channel = Destination(here, CHANNEL, "channel", "Aktuell")
        renamed = replace(group, title="Netzwerk")

        connected = [work.destinations.connect(one, NOW) for one in (group, channel, renamed)]

        assert connected == [True, True, False]
        assert work.destinations.of(here) == (renamed, channel)


def test_a_destination_is_removed_from_one_workshop_or_from_all(stores: Stores) -> None:
    with stores.work() as work:
        places = [work.workshops.add(workshop(name)).id for name in ("one", "two", "three")]
        for place in places:
            work.destinations.connect(Destination(place, GROUP, "group", "Netzwerk"), NOW)
        work.destinations.disconnect(GROUP, places[0])
        after_one = [len(work.destinations.of(place)) for place in places]
        work.destinations.disconnect(GROUP)

        assert after_one == [0, 1, 1]
        assert [len(work.destinations.of(place)) for place in places] == [0, 0, 0]


def test_a_group_that_moved_stays_connected(stores: Stores) -> None:
    with stores.work() as work:
        here = work.workshops.add(workshop()).id
        work.destinations.connect(Destination(here, GROUP, "group", "Netzwerk"), NOW)
        work.destinations.migrate(GROUP, CHANNEL)

        assert work.destinations.of(here) == (Destination(here, CHANNEL, "group", "Netzwerk"),)


def test_a_round_comes_back_with_its_times_and_what_has_happened(stores: Stores) -> None:
    opens, closes = datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 21)
    with stores.work() as work:
        place = furnish(work)
        fresh = work.rounds.get(place.rounds[1])
        assert fresh == Round(place.rounds[1], place.workshop, 2, None, BERLIN)
        for slot in (Slot(opens, closes), Slot(opens, closes, timedelta(minutes=90)), None):
            changed = replace(
                fresh, slot=slot, opened_at=NOW, reminded_at=later(1), missed_at=later(2)
            )
            work.rounds.save(changed)
            assert work.rounds.find(place.rounds[1]) == changed


def test_only_rounds_to_which_something_can_happen_are_unfinished(stores: Stores) -> None:
    slot = Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 21))
    with stores.work() as work:
        place = furnish(work)
        planned = work.rounds.get(place.rounds[0]).rescheduled(slot)
        work.rounds.save(planned)
        unfinished = [work.rounds.unfinished()]
        for over in (replace(planned, closed_at=NOW), replace(planned, missed_at=NOW)):
            work.rounds.save(over)
            unfinished.append(work.rounds.unfinished())

        assert unfinished == [(planned,), (), ()]


def test_a_held_workshop_holds_its_rounds(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        work.workshops.save(replace(work.workshops.get(place.workshop), held=True))

        assert [one.held for one in work.rounds.of(place.workshop)] == [True, True]


def test_what_is_not_there_is_not_found(stores: Stores) -> None:
    with stores.work() as work:
        nowhere = RoundId(99)
        assert (work.rounds.find(nowhere), work.workshops.find(WorkshopId(99))) == (None, None)
        with pytest.raises(LookupError):
            work.rounds.get(nowhere)
