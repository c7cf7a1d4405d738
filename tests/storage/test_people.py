"""People are remembered with what can change about them, and forgotten whole."""

from dataclasses import replace

import pytest

from flows.ids import ChatId, PersonId
from flows.workshop import Person, Reach, Role
from storage.dialogs import Dialog
from tests.storage.stocked import AMIRA, LEO, NOW, Stores, furnish


def test_a_person_is_found_by_chat_and_by_id(stores: Stores) -> None:
    with stores.work() as work:
        leo = work.people.add(LEO, "Leo Lind", "de", NOW)

        assert leo == Person(leo.id, LEO, "Leo Lind", "de")
        assert work.people.by_chat(LEO) == work.people.get(leo.id) == work.people.find(leo.id)
        assert work.people.known_since(leo.id) == NOW


def test_everything_about_a_person_can_change(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        changed = replace(
            work.people.get(place.person),
            name="Amira H.",
            language="ar",
            language_chosen=True,
            owner=True,
            reach=Reach.BLOCKED,
            workshop_id=place.workshop,
        )
        work.people.save(changed)

        assert (work.people.get(place.person), work.people.owners()) == (changed, (changed,))


def test_a_stranger_is_not_known(stores: Stores) -> None:
    with stores.work() as work:
        nobody = PersonId(99)

        assert (work.people.by_chat(ChatId(99)), work.people.find(nobody)) == (None, None)
        with pytest.raises(LookupError):
            work.people.get(nobody)


def test_an_erased_person_leaves_no_part_role_or_form(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        work.teams.add(place.workshop, place.person, Role.ORGANISER, NOW)
        work.dialogs.put(place.person, Dialog("title"), NOW)
        work.people.erase(place.person)

        assert work.people.find(place.person) is None
        assert work.participants.joined(place.workshop) == ()
        assert work.teams.members(place.workshop, Role.ORGANISER) == ()
        assert work.dialogs.get(place.person) is None


def test_who_has_no_part_in_anything_is_forgotten(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        names = ("stranger", "owner", "organiser", "asked", "stranger too")
        people = [work.people.add(ChatId(n), name, "de", NOW) for n, name in enumerate(names, 100)]
        stranger, owner, organiser, asked, second = people
        work.people.save(replace(owner, owner=True))
        work.teams.add(place.workshop, organiser.id, Role.ORGANISER, NOW)
        work.dialogs.put(asked.id, Dialog("title"), NOW)

        work.people.forget_strangers(owner.id)
        work.people.forget_strangers(stranger.id)
        known = [work.people.find(one.id) is not None for one in people]
        work.people.forget_strangers()

        assert known == [False, True, True, True, True]
        assert work.people.find(second.id) is None
        assert work.people.by_chat(AMIRA) is not None
