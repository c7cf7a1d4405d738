"""Loading what the standing of a round is counted from."""

from flows.rounds import Round
from flows.standing import Attendance, Standing, standing
from flows.workshop import Reach
from storage.work import Work


def standing_of(work: Work, round_: Round) -> Standing:
    """Count a round as it is now."""
    day = work.workshops.get(round_.workshop_id).flow.day(round_.day)
    sessions = {one.participant_id: one.session for one in work.sessions.of_round(round_.id)}
    people = []
    for participant in work.participants.joined(round_.workshop_id):
        person = work.people.get(participant.person_id)
        reachable = person.reach is Reach.REACHABLE
        people.append(Attendance(person.name, reachable, sessions.get(participant.id)))
    return standing(round_, day.questions, people)
