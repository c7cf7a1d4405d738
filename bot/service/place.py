"""A session with everything around it that a message to its participant needs."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages.prompts import Setting
from bot.messages.wording import Wording, in_language
from bot.service.step import Step
from flows.attribution import first_name
from flows.rounds import Round, RoundState
from flows.workshop import Participant, Person, Workshop
from storage.sessions import StoredSession


@dataclass(frozen=True, slots=True)
class Place:
    """A session with everything around it that a message to the participant needs."""

    stored: StoredSession
    person: Person
    participant: Participant
    workshop: Workshop
    round: Round

    @property
    def wording(self) -> Wording:
        """Texts in the participant's language."""
        return in_language(self.person.language)


def place_of(step: Step, stored: StoredSession) -> Place:
    """Load what stands around a session."""
    work = step.work
    participant = work.participants.get(stored.participant_id)
    return Place(
        stored,
        work.people.get(participant.person_id),
        participant,
        work.workshops.get(stored.workshop_id),
        work.rounds.get(stored.round_id),
    )


def setting(step: Step, place: Place) -> Setting:
    """What stands around this participant's questions."""
    times = place.round.times
    name = place.participant.quoted_name or place.person.name
    return Setting(
        name=first_name(name),
        workshop=place.workshop.title if in_several(step, place) else None,
        day=place.workshop.flow.day(place.stored.day),
        # On hold a round stays open beyond its time; then nobody knows when it closes.
        closes_at=times.closes_at if times and times.closes_at > step.work.now else None,
        zone=place.workshop.zone,
    )


def in_several(step: Step, place: Place) -> bool:
    """Whether the person has questions of another workshop waiting, too."""
    return bool(step.work.sessions.waiting_in(place.person.id) - {place.workshop.id})


def coming_up(step: Step, workshop: Workshop) -> tuple[int, datetime] | None:
    """The next round that will open: its day and when (UTC)."""
    for round_ in step.work.rounds.of(workshop.id):
        if round_.state is RoundState.PLANNED and round_.times is not None:
            return round_.day, round_.times.opens_at
    return None
