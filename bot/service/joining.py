"""Joining a workshop: asked first, recorded word for word, and never without a way back."""

from dataclasses import dataclass, replace

from bot.messages import joining, quoting
from bot.messages.message import Message
from bot.messages.wording import Wording, in_language
from bot.service import taking_back
from bot.service.asked import asked_now
from bot.service.erasing import farewell
from bot.service.leaving import leave, reopen_sessions
from bot.service.occasion import occasion
from bot.service.parting import parted, parting
from bot.service.place import coming_up
from bot.service.prompting import join_open_round
from bot.service.step import Step
from flows.attribution import Attribution
from flows.ids import MessageId
from flows.rounds import RoundState
from flows.workshop import Joining, Participant, Person, Workshop
from storage.calls import Lane
from storage.erasure_log import Kind
from storage.participants import Consent, ConsentKind


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody has still to say whether they take part."""

    participant: Participant


@dataclass(frozen=True, slots=True)
class ToBeQuoted:
    """Somebody takes part and has still to say how they may be quoted."""

    participant: Participant


@dataclass(frozen=True, slots=True)
class TakesPart:
    """There is nothing left to ask."""

    participant: Participant


Arrival = Invited | ToBeQuoted | TakesPart


def arrive(step: Step, person: Person, workshop: Workshop) -> Arrival:
    """Somebody opened a workshop's invitation: remember them, and say what to ask them next."""
    work = step.work
    participant = work.participants.find(workshop.id, person.id)
    if participant is None:
        return Invited(work.participants.add(workshop.id, person.id))
    if not up_to_date(step, participant):
        return Invited(participant)
    match participant.state:
        case Joining.INVITED | Joining.LEFT:
            return Invited(participant)
        case Joining.AGREED:
            return ToBeQuoted(participant)
        case Joining.JOINED:
            return TakesPart(participant)


def up_to_date(step: Step, participant: Participant) -> bool:
    """Whether somebody's consent to taking part is to the text as it is now."""
    return any(
        consent.kind is ConsentKind.TAKING_PART
        and consent.withdrawn_at is None
        and consent.version == joining.VERSION
        for consent in step.work.consents.of(participant.id)
    )


def invitation(step: Step, _: Wording, person: Person, participant: Participant) -> Message:
    """The question whether somebody takes part."""
    workshop = step.work.workshops.get(participant.workshop_id)
    return joining.invitation(_, person, participant.id, occasion(step, workshop))


def agree(
    step: Step, person: Person, participant: Participant, message_id: MessageId | None
) -> Participant:
    """Record the consent to taking part, with the text that the person had before them.

    Args:
        step: the step that this is part of.
        person: who agrees.
        participant: the same person in the workshop.
        message_id: the message with the text; None where the answer was typed instead of tapped.
    """
    work = step.work
    shown = None if message_id is None else work.traces.shown(person.chat, message_id)
    if shown is None:
        shown = invitation(step, in_language(person.language), person, participant).html
    work.consents.give(
        participant.id, Consent(ConsentKind.TAKING_PART, joining.VERSION, shown, work.now)
    )
    if participant.state is Joining.JOINED:
        return participant
    joined = replace(participant, state=Joining.AGREED)
    work.participants.save(joined)
    return joined


def decline(
    step: Step, person: Person, participant: Participant, message_id: MessageId | None
) -> None:
    """Somebody does not take part; of who had not joined before nothing is left.

    Args:
        step: the step that this is part of.
        person: who declines.
        participant: the same person in the workshop.
        message_id: the message whose button they pressed; None where they typed it.
    """
    _, work = in_language(person.language), step.work
    if participant.state in (Joining.INVITED, Joining.AGREED):
        work.participants.remove(participant.id)
        work.people.forget_strangers(person.id)
    if work.people.find(person.id) is None:
        farewell(step, person.chat, joining.declined(_), message_id)
        return
    if message_id is not None:
        step.remove_keyboard(person.chat, message_id)
    match participant.state:
        case Joining.INVITED | Joining.AGREED:
            step.say(person.chat, joining.declined(_))
        case Joining.LEFT:
            step.say(person.chat, joining.stays_away(_))
        case Joining.JOINED:
            step.say(person.chat, leave(step, person, participant))


def choose_quoting(
    step: Step,
    person: Person,
    participant: Participant,
    attribution: Attribution,
    name: str | None = None,
) -> Participant:
    """Record how somebody would like to be quoted: what they are offered first for each sentence.

    "Do not quote" holds at once, for what they have allowed too; any other wish leaves it alone.

    Args:
        step: the step that this is part of.
        person: who chooses.
        participant: the same person in the workshop.
        attribution: the way they chose.
        name: what they typed to be quoted with; None for their Telegram name.
    """
    _, work = in_language(person.language), step.work
    question = quoting.how_to_quote(_, person, participant).html
    chosen = quoting.way(_, attribution, name or person.name)
    wording = f"{question}\n\n{chosen}"
    work.consents.give(
        participant.id, Consent(ConsentKind.QUOTING, joining.VERSION, wording, work.now)
    )
    if attribution is Attribution.NOT_QUOTED:
        taking_back.never_quote(step, participant)
    changed = replace(participant, attribution=attribution, quoted_name=name)
    if participant.state is Joining.AGREED:
        changed = replace(changed, state=Joining.JOINED, joined_at=work.now)
    work.participants.save(changed)
    if attribution is Attribution.NOT_QUOTED:
        workshop = work.workshops.get(participant.workshop_id)
        parted(step, parting(work, workshop, participant.id))
    if participant.attribution is not None:
        work.erasures.note(Kind.QUOTING, participant.id)
    return changed


def go_on(step: Step, person: Person, participant: Participant) -> None:
    """After joining: the first question of a round that is open, or when the next one comes."""
    reopen_sessions(step, participant)
    join_open_round(step, participant)
    if asked_now(step, person) is not None:
        return
    _, work = in_language(person.language), step.work
    workshop = work.workshops.get(participant.workshop_id)
    coming = coming_up(step, workshop)
    if coming is not None:
        first = not work.sessions.of_participant(participant.id)
        then = joining.question_comes(_, workshop.zone, coming[1], work.now, first=first)
    elif all(round_.state is RoundState.CLOSED for round_ in work.rounds.of(workshop.id)):
        then = joining.all_over(_)
    else:
        then = joining.times_unknown(_)
    step.say(person.chat, joining.all_set(_, then))


def ask_again(step: Step) -> None:
    """Ask everybody who agreed to an older text whether they agree to the one of now; once each.

    To be called at the start of the program, which may have brought a new text.
    """
    for number in step.work.consents.lacking(ConsentKind.TAKING_PART, joining.VERSION):
        participant = step.work.participants.get(number)
        person = step.work.people.get(participant.person_id)
        renewed = renewal(step, in_language(person.language), person, participant)
        key = f"consent:{participant.id}:{joining.VERSION}"
        workshop = participant.workshop_id
        step.say(person.chat, renewed, key=key, lane=Lane.BROADCAST, workshop_id=workshop)


def renewal(step: Step, _: Wording, person: Person, participant: Participant) -> Message:
    """The invitation to somebody who takes part already, because its text has changed."""
    asked = invitation(step, _, person, participant)
    title = step.work.workshops.get(participant.workshop_id).title
    return Message(f"{joining.text_changed(_, title)}\n\n{asked.html}", asked.rows)
