"""Roles, and the links that give them."""

from dataclasses import replace

from flows.workshop import Invitation, Role
from tests.storage.stocked import LEO, NOW, Stores, furnish, later

FACILITATOR, ORGANISER = Role.FACILITATOR, Role.ORGANISER


def test_roles_are_given_once_and_taken_away(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        leo = work.people.add(LEO, "Leo", "de", NOW).id
        for person in (leo, place.person, leo):
            work.teams.add(place.workshop, person, FACILITATOR, NOW)
        work.teams.add(place.workshop, leo, ORGANISER, NOW)
        assert work.teams.members(place.workshop, FACILITATOR) == (leo, place.person)
        assert work.teams.roles(place.workshop, leo) == {FACILITATOR, ORGANISER}
        assert work.teams.roles_anywhere(leo) == {FACILITATOR, ORGANISER}

        work.teams.remove(place.workshop, leo, FACILITATOR)

        assert work.teams.roles(place.workshop, leo) == {ORGANISER}
        assert work.teams.members(place.workshop, FACILITATOR) == (place.person,)


def test_a_link_works_once(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        link = Invitation("f_1", FACILITATOR, place.workshop, place.person, later(60))
        work.invitations.add(link)
        found = work.invitations.get("f_1")

        assert (work.invitations.use("f_1", later(1)), work.invitations.use("f_1", later(2))) == (
            True,
            False,
        )
        assert found == link
        assert work.invitations.get("f_1") == replace(link, used_at=later(1))


def test_a_withdrawn_link_is_gone(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        owner = Invitation("own_1", None, None, None, later(60))
        other = Invitation("o_1", ORGANISER, place.workshop, None, later(60))
        for link in (owner, other):
            work.invitations.add(link)
        assert work.invitations.get("own_1") == owner

        work.invitations.withdraw_owner_links()
        kept = work.invitations.get("o_1")
        work.invitations.withdraw("o_1")

        assert (work.invitations.get("own_1"), kept) == (None, other)
        assert (work.invitations.get("o_1"), work.invitations.use("o_1", NOW)) == (None, False)
