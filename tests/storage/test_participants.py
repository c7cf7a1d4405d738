"""Who takes part, and what they agreed to."""

from dataclasses import replace

import pytest

from flows.attribution import Attribution
from flows.ids import AnswerId
from flows.workshop import Joining, Participant
from storage.participants import Consent, ConsentKind
from tests.storage.stocked import AMIRA, LEO, NOW, Stores, furnish, joined, later, workshop

TAKING_PART = Consent(ConsentKind.TAKING_PART, 1, "What happens with your answers …", NOW)
ONE, OTHER = AnswerId(1), AnswerId(2)
QUOTING = Consent(ConsentKind.QUOTING, 1, "How may you be quoted?", NOW)


def test_someone_who_opens_an_invitation_is_invited(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        leo = work.people.add(LEO, "Leo", "de", NOW).id
        added = work.participants.add(place.workshop, leo)

        assert added == Participant(added.id, place.workshop, leo, Joining.INVITED)
        assert work.participants.find(place.workshop, leo) == added
        assert [one.id for one in work.participants.joined(place.workshop)] == [place.participant]


def test_everything_about_a_participant_can_change(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        known = work.participants.get(place.participant)
        renamed = replace(known, quoted_name="Amira aus dem Nähprojekt", quiet=True)
        left = replace(known, state=Joining.LEFT, attribution=None, joined_at=None)
        for changed in (renamed, left):
            work.participants.save(changed)
            assert work.participants.get(place.participant) == changed


def test_the_newest_of_someones_workshops_comes_last(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        invited = work.workshops.add(workshop("invited")).id
        second = work.workshops.add(workshop("second")).id
        open_invitation = work.participants.add(invited, place.person)
        newer = work.participants.get(joined(work, second, AMIRA, "Amira"))
        work.participants.save(replace(newer, joined_at=later(1)))

        found = [one.id for one in work.participants.of_person(place.person)]

        assert found == [place.participant, newer.id, open_invitation.id]


def test_who_is_not_there_is_not_found(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        leo = work.people.add(LEO, "Leo", "de", NOW).id
        assert work.participants.find(place.workshop, leo) is None
        work.participants.remove(place.participant)

        with pytest.raises(LookupError):
            work.participants.get(place.participant)


def test_a_new_consent_takes_the_place_of_the_one_of_its_kind(stores: Stores) -> None:
    with stores.work() as work:
        her = furnish(work).participant
        newer = replace(QUOTING, version=2, given_at=later(5))
        for consent in (TAKING_PART, QUOTING, newer):
            work.consents.give(her, consent)

        withdrawn = replace(QUOTING, withdrawn_at=later(5))
        assert work.consents.of(her) == (TAKING_PART, withdrawn, newer)


def test_a_yes_to_a_sentence_leaves_those_to_others_alone(stores: Stores) -> None:
    with stores.work() as work:
        her = furnish(work).participant
        first, other = (
            Consent(ConsentKind.QUOTE, 1, "This one?", NOW, None, n) for n in (ONE, OTHER)
        )
        newer = replace(first, wording="And so?", given_at=later(5))
        for consent in (QUOTING, first, other, newer):
            work.consents.give(her, consent)
        replaced = replace(first, withdrawn_at=later(5))
        assert work.consents.of(her) == (QUOTING, replaced, other, newer)

        work.consents.withdraw_quote(her, OTHER, later(6))
        withdrawn = replace(other, withdrawn_at=later(6))
        assert work.consents.of(her) == (QUOTING, replaced, withdrawn, newer)

        work.consents.forget_quote(ONE)
        assert work.consents.of(her) == (QUOTING, withdrawn)


def test_an_attribution_comes_back_as_it_was_chosen(stores: Stores) -> None:
    with stores.work() as work:
        known = work.participants.get(furnish(work).participant)
        for chosen in Attribution:
            work.participants.save(replace(known, attribution=chosen))
            assert work.participants.get(known.id).attribution is chosen
