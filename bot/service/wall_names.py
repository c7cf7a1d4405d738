"""First names on the wall: only of who has allowed it, and only as long."""

from bot.messages import joining
from bot.messages import wall as messages
from bot.messages.wording import in_language
from bot.service.step import Step
from bot.service.wall import public_url
from flows.attribution import first_name
from flows.ids import MessageId
from flows.workshop import Joining, Participant, Person
from storage.erasure_log import Kind
from storage.participants import Consent, ConsentKind
from storage.work import Work


def name_of(participant: Participant, person: Person) -> str:
    """What would stand on the wall: what the bot calls them."""
    return first_name(participant.quoted_name or person.name)


def is_shown(work: Work, participant: Participant) -> bool:
    """Whether somebody allows their first name on the wall."""
    return any(
        one.kind is ConsentKind.WALL and one.withdrawn_at is None
        for one in work.consents.of(participant.id)
    )


def choice(work: Work, participant: Participant) -> bool | None:
    """As `is_shown`; None where there is nothing to choose, for no page could show it."""
    if participant.state is not Joining.JOINED:
        return None
    shown = is_shown(work, participant)
    return shown if shown or public_url(work) is not None else None


def is_asked(work: Work, participant: Participant) -> bool:
    """Whether who has just joined is asked: their workshop has a wall, and nothing is chosen."""
    return choice(work, participant) is False and (
        work.walls.token(participant.workshop_id) is not None
    )


def show(
    step: Step, person: Person, participant: Participant, message_id: MessageId | None
) -> None:
    """Record that somebody allows their first name on the wall, with what they had before them.

    Args:
        step: the step that this is part of.
        person: who allows it.
        participant: the same person in the workshop.
        message_id: the message whose button they pressed; None where they typed it.
    """
    _, work = in_language(person.language), step.work
    seen = None if message_id is None else work.traces.shown(person.chat, message_id)
    if seen is None:
        seen = str(messages.about(_, name_of(participant, person)))
    wording = f"{seen}\n\n{messages.show_name(_)}"
    consent = Consent(ConsentKind.WALL, joining.VERSION, wording, work.now)
    work.consents.give(participant.id, consent)


def hide(step: Step, participant: Participant) -> None:
    """Take somebody's name off the wall; harmless where it is not there."""
    if is_shown(step.work, participant):
        step.work.consents.withdraw(participant.id, ConsentKind.WALL, step.work.now)
        step.work.erasures.note(Kind.WALL, participant.id)
