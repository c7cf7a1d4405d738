"""A session with everything around it that a message to its participant needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.messages.prompts import Setting
from bot.messages.wording import Wording, in_language
from bot.service.step import Step
from flows.attribution import first_name
from flows.ids import PersonId, WorkshopId
from flows.rounds import Round, RoundState
from flows.workshop import Participant, Person, Workshop
from storage.sessions import StoredSession
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Place:
    """A session with everything around it that a message to the participant needs.

    Attributes:
        in_several: whether the person has questions of another workshop waiting, too.
    """

    stored: StoredSession
    person: Person
    participant: Participant
    workshop: Workshop
    round: Round
    in_several: bool

    @property
    def wording(self) -> Wording:
        """Texts in the participant's language."""
        return in_language(self.person.language)


def place_of(step: Step, stored: StoredSession) -> Place:
    """Load what stands around a session."""
    (place,) = places_of(step.work, [stored])
    return place


def places_of(
    work: Work,
    stored: Sequence[StoredSession],
    people: Mapping[PersonId, Person] | None = None,
    waiting: Mapping[PersonId, frozenset[WorkshopId]] | None = None,
) -> tuple[Place, ...]:
    """Load what stands around sessions, in the same order.

    Args:
        work: the stores.
        stored: the sessions.
        people: whose they are, where that is known already.
        waiting: the workshops in which questions wait for these people, where that is known.
    """
    persons = {one.person_id for one in stored}
    people = people or work.people.get_all(persons)
    participants = work.participants.get_all([one.participant_id for one in stored])
    workshops = work.workshops.get_all({one.workshop_id for one in stored})
    rounds = work.rounds.get_all({one.round_id for one in stored})
    if waiting is None:
        waiting = work.sessions.waiting_in(persons)
    return tuple(
        Place(
            one,
            people[one.person_id],
            participants[one.participant_id],
            workshops[one.workshop_id],
            rounds[one.round_id],
            in_several=bool(waiting.get(one.person_id, frozenset()) - {one.workshop_id}),
        )
        for one in stored
    )


def setting(step: Step, place: Place) -> Setting:
    """What stands around this participant's questions."""
    times = place.round.times
    name = place.participant.quoted_name or place.person.name
    return Setting(
        name=first_name(name),
        workshop=place.workshop.title if place.in_several else None,
        day=place.workshop.flow.day(place.stored.day),
        # On hold a round stays open beyond its time; then nobody knows when it closes.
        closes_at=times.closes_at if times and times.closes_at > step.work.now else None,
        zone=place.workshop.zone,
    )


def coming_up(step: Step, workshop: Workshop) -> tuple[int, datetime] | None:
    """The next round that will open: its day and when (UTC)."""
    for round_ in step.work.rounds.of(workshop.id):
        if round_.state is RoundState.PLANNED and round_.times is not None:
            return round_.day, round_.times.opens_at
    return None
