"""What follows when a workshop's message was sent, was perhaps sent, or could not be sent."""

from bot.messages import publishing as words
from bot.messages.message import Message
from bot.service import publishing
from bot.service.ports import Outcome, Rejected
from bot.service.step import Step
from storage.outbox import Claimed


def settled(step: Step, claimed: Claimed, outcome: Outcome) -> None:
    """Let the facilitators know where they have to; called after the outcome was recorded.

    A part of a post is asked about where nobody knows whether it arrived, and reported when all is
    known. A message that Telegram does not take is reported by its reader's name. Who has blocked
    the bot is seen in the status of the round and needs no message.
    """
    key = publishing.key_of(claimed.draft.key)
    if key is not None:
        publishing.settled(step, key)
    elif isinstance(outcome, Rejected):
        _undelivered(step, claimed)


def _undelivered(step: Step, claimed: Claimed) -> None:
    draft = claimed.draft
    if draft.workshop_id is None or draft.chat is None or draft.method != "sendMessage":
        return
    workshop = step.work.workshops.find(draft.workshop_id)
    person = step.work.people.by_chat(draft.chat)
    if workshop is None or person is None:
        return
    for facilitator in step.facilitators(workshop):
        # Never about a message to the facilitators themselves: that could go round in circles.
        if facilitator.id == person.id:
            return
    step.tell_facilitators(
        workshop, lambda _: Message(words.undelivered(_, person.name, workshop.title))
    )
