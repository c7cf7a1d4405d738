"""Where somebody stands, for who asks without knowing what to ask."""

from markupsafe import Markup

from bot.messages import answers, helping, joining, leaving, quoting
from bot.messages.message import Message
from bot.messages.wording import Wording, in_language
from bot.service.joining import invitation, renewal, up_to_date
from bot.service.place import coming_up
from bot.service.rights import current_workshop
from bot.service.step import Step
from flows.rounds import RoundState
from flows.workshop import Joining, Participant, Person, Role


def whereabouts(step: Step, person: Person, *, said: bool = False) -> Message:
    """The most useful thing to tell somebody who has no question open.

    Args:
        step: the step that this is part of.
        person: who is to be told.
        said: they wrote something that answers nothing; tell them that it was not kept.
    """
    _, work = in_language(person.language), step.work
    parts = work.participants.of_person(person.id)
    for participant in reversed(parts):
        unfinished = _unfinished(step, _, person, participant, said=said)
        if unfinished is not None:
            return unfinished
    joined = [one for one in parts if one.state is Joining.JOINED]
    if joined:
        return Message(answers.nothing_open(_, _then(step, _, joined), written=said))
    in_team = person.owner or work.teams.of_person(person.id)
    if parts and not in_team:
        title = work.workshops.get(parts[-1].workshop_id).title
        return leaving.gone(_, parts[-1].id, title, written=said)
    return _of_team(step, _, person, said=said)


def _unfinished(
    step: Step, _: Wording, person: Person, participant: Participant, *, said: bool
) -> Message | None:
    """What somebody was asked on joining and has not said."""
    match participant.state:
        case Joining.INVITED:
            return joining.asked_again(_, invitation(step, _, person, participant), written=said)
        case Joining.AGREED:
            asked = quoting.how_to_quote(_, person, participant)
            return joining.asked_again(_, asked, written=said)
        case Joining.JOINED:
            current = said or up_to_date(step, participant)
            return None if current else renewal(step, _, person, participant)
        case Joining.LEFT:
            return None


def _then(step: Step, _: Wording, joined: list[Participant]) -> Markup:
    """When the next round of any of the workshops opens."""
    work = step.work
    workshops = [work.workshops.get(one.workshop_id) for one in joined]
    coming = [(found, one) for one in workshops if (found := coming_up(step, one)) is not None]
    if coming:
        (day, opens_at), workshop = min(coming, key=lambda found: found[0][1])
        return answers.day_begins(_, day, opens_at, workshop.zone, work.now)
    states = {round_.state for one in workshops for round_ in work.rounds.of(one.id)}
    if RoundState.UNSCHEDULED in states:
        return joining.times_unknown(_)
    return Markup()


def _of_team(step: Step, _: Wording, person: Person, *, said: bool) -> Message:
    workshop = current_workshop(step.work, person)
    if workshop is not None:
        return helping.your_workshop(_, workshop.title, written=said)
    if person.owner:
        return helping.no_workshop_yet(_)
    for workshop_id, role in step.work.teams.of_person(person.id):
        if role is Role.ORGANISER:
            return helping.your_role(_, step.work.workshops.get(workshop_id).title)
    return helping.hello(_)
