"""What follows when a workshop's message was sent, was perhaps sent, or could not be sent."""

from bot.messages import publishing as words
from bot.messages.message import Message
from bot.messages.wording import in_language
from bot.service import publishing
from bot.service.pieces import key_of
from bot.service.ports import Outcome, Rejected
from bot.service.step import Step
from storage.calls import POST_EDIT, POST_FILE, Claimed

MOST_REPORTS = 20
"""Of a workshop: what goes wrong for everyone at once must not bury the facilitators."""


def settled(step: Step, claimed: Claimed, outcome: Outcome) -> None:
    """Let the facilitators know where they have to; called after the outcome was recorded.

    A part of a post is asked about where nobody knows whether it arrived, and reported when all is
    known. A message that Telegram does not take is reported by its reader's name. Who has blocked
    the bot is seen in the status of the round and needs no message.
    """
    key = key_of(claimed.draft.key)
    if key is not None:
        publishing.settled(step, key)
    elif claimed.draft.key.startswith((POST_FILE, POST_EDIT)):
        return
    elif isinstance(outcome, Rejected):
        _undelivered(step, claimed)


def _undelivered(step: Step, claimed: Claimed) -> None:
    draft = claimed.draft
    if draft.workshop_id is None or draft.chat is None:
        return
    workshop = step.work.workshops.find(draft.workshop_id)
    person = step.work.people.by_chat(draft.chat)
    if workshop is None or person is None:
        return
    reports = f"undelivered:{workshop.id}:"
    if len(step.work.outbox.states(reports)) >= MOST_REPORTS:
        return
    for facilitator in step.facilitators(workshop):
        _ = in_language(facilitator.language)
        said = Message(words.undelivered(_, person.name, workshop.title))
        step.say(facilitator.chat, said, key=f"{reports}{person.id}:{facilitator.id}")
