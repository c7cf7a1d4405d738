"""Deleting all that is stored about a person."""

from bot.messages import leaving
from bot.messages.leaving import Loss
from bot.messages.message import Message, keyboard
from bot.messages.named import Gone
from bot.messages.wording import in_language
from bot.service import menus, naming, withdrawing
from bot.service.leaving import answers_of, forget_in_team
from bot.service.parting import parted, parting
from bot.service.step import Step
from bot.service.telling import goodbye_later
from bot.service.withdrawing import quotes_in_posts
from flows.ids import ChatId, MessageId
from flows.workshop import Person
from storage.calls import FAREWELL, Draft, Lane


def loss(step: Step, person: Person) -> Loss:
    """What deleting a person would mean."""
    work = step.work
    theirs = work.participants.of_person(person.id)
    owners = work.people.owners()
    quotes = [
        quotes_in_posts(work, work.workshops.get(participant.workshop_id), participant)
        for participant in theirs
    ]
    return Loss(
        answers=sum(answers_of(step, participant) for participant in theirs),
        posts=sum(found > 0 for found in quotes),
        quotes=sum(quotes),
        last_facilitator_of=tuple(
            workshop.title
            for workshop in work.workshops.facilitated_by(person.id)
            if step.facilitators(workshop) == (person,)
        ),
        last_owner=owners == (person,),
    )


def erase(step: Step, person: Person, message_id: MessageId | None) -> None:
    """Delete a person with all they said, and what was said to them; then say goodbye.

    Published posts lose their quotes and are counted anew; the goodbye waits for that, a while.

    Args:
        step: the step that this is part of.
        person: whom to delete; nobody's last facilitator (see `loss`).
        message_id: the message whose button they pressed; None where they typed it.
    """
    work = step.work
    theirs = work.participants.of_person(person.id)
    workshops = [work.workshops.get(participant.workshop_id) for participant in theirs]
    quotes = {
        workshop.id: withdrawing.erased(step, workshop, participant)
        for participant, workshop in zip(theirs, workshops, strict=True)
    }
    partings = [
        parting(work, workshop, participant.id)
        for participant, workshop in zip(theirs, workshops, strict=True)
    ]
    led = [work.workshops.get(number) for number, _role in work.teams.of_person(person.id)]
    concerned = {workshop.id: workshop for workshop in (*workshops, *led)}.values()
    named = [naming.naming(work, workshop, person) for workshop in concerned]
    work.people.erase(person.id)
    work.inbox.forget_chat(person.chat)
    for workshop in concerned:
        forget_in_team(step, workshop)
    for gone in partings:
        parted(step, gone)
    for found in named:
        naming.tell(step, found, Gone.ERASED)
    menus.forget(step, person)
    goodbye = leaving.goodbye(in_language(person.language))
    changing = tuple(number for number, found in quotes.items() if found)
    if not changing:
        farewell(step, person.chat, goodbye, message_id)
        return
    farewell(step, person.chat, None, message_id)
    goodbye_later(step, person, changing, sum(quotes.values()))


def farewell(
    step: Step, chat: ChatId, message: Message | None, message_id: MessageId | None
) -> None:
    """Forget all that was said in a chat but for these last words, which go once they are sent.

    Args:
        step: the step that this is part of.
        chat: the private chat.
        message: the last words; nothing in them may be the person's. None where they come later.
        message_id: a message whose buttons are taken away; None where there is none.
    """
    step.work.traces.forget(chat)
    step.erased = True
    if message_id is not None:
        body = {"message_id": message_id, "reply_markup": keyboard(())}
        key = f"{FAREWELL}{step.work.token()}"
        step.plan(Draft(key, chat, "editMessageReplyMarkup", body, Lane.NICETY))
    if message is not None:
        step.say(chat, message, key=f"{FAREWELL}{step.work.token()}")
