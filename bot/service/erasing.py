"""Deleting all that is stored about a person."""

from bot.messages import leaving
from bot.messages.leaving import Loss
from bot.messages.message import Message, keyboard
from bot.messages.wording import in_language
from bot.service import menus
from bot.service.leaving import answers_of, forget_in_team, may_be_quoted, tell_withdrawn
from bot.service.parting import parted, parting
from bot.service.step import Step
from flows.ids import ChatId, MessageId
from flows.workshop import Person
from storage.calls import FAREWELL, Draft, Lane


def loss(step: Step, person: Person) -> Loss:
    """What deleting a person would mean."""
    work = step.work
    theirs = work.participants.of_person(person.id)
    owners = work.people.owners()
    return Loss(
        answers=sum(answers_of(step, participant) for participant in theirs),
        published=sum(
            work.workshops.get(participant.workshop_id).published_at is not None
            for participant in theirs
            if may_be_quoted(step, participant)
        ),
        last_facilitator_of=tuple(
            workshop.title
            for workshop in work.workshops.facilitated_by(person.id)
            if step.facilitators(workshop) == (person,)
        ),
        last_owner=owners == (person,),
    )


def erase(step: Step, person: Person, message_id: MessageId | None) -> None:
    """Delete a person with all they said, and what was said to them; then say goodbye.

    Facilitators of a post that may quote the person are asked to take it out, without a name.

    Args:
        step: the step that this is part of.
        person: whom to delete; nobody's last facilitator (see `loss`).
        message_id: the message whose button they pressed; None where they typed it.
    """
    work = step.work
    theirs = work.participants.of_person(person.id)
    workshops = [work.workshops.get(participant.workshop_id) for participant in theirs]
    quoted = [
        workshop
        for participant, workshop in zip(theirs, workshops, strict=True)
        if workshop.published_at is not None and may_be_quoted(step, participant)
    ]
    partings = [
        parting(work, workshop, participant.id)
        for participant, workshop in zip(theirs, workshops, strict=True)
    ]
    led = [work.workshops.get(number) for number, _role in work.teams.of_person(person.id)]
    work.people.erase(person.id)
    work.inbox.forget_chat(person.chat)
    for workshop in (*workshops, *led):
        forget_in_team(step, workshop)
    for gone in partings:
        parted(step, gone)
    menus.forget(step, person)
    for workshop in quoted:
        tell_withdrawn(step, workshop, but=person)
    farewell(step, person.chat, leaving.goodbye(in_language(person.language)), message_id)


def farewell(step: Step, chat: ChatId, message: Message, message_id: MessageId | None) -> None:
    """Forget all that was said in a chat but for these last words, which go once they are sent.

    Args:
        step: the step that this is part of.
        chat: the private chat.
        message: the last words; nothing in them may be the person's.
        message_id: a message whose buttons are taken away; None where there is none.
    """
    step.work.traces.forget(chat)
    step.erased = True
    if message_id is not None:
        body = {"message_id": message_id, "reply_markup": keyboard(())}
        key = f"{FAREWELL}{step.work.token()}"
        step.plan(Draft(key, chat, "editMessageReplyMarkup", body, Lane.NICETY))
    step.say(chat, message, key=f"{FAREWELL}{step.work.token()}")
