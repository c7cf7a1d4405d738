"""Groups and channels as destinations of a workshop's post."""

from dataclasses import replace
from functools import partial

from bot.messages import connecting as messages
from bot.messages.wording import in_language
from bot.service.step import Step
from flows.ids import ChatId
from flows.workshop import Destination, Person, Workshop


def kind_of(chat_kind: str) -> str:
    """`channel` or `group`, whatever kind of group Telegram says it is."""
    return messages.CHANNEL if chat_kind == messages.CHANNEL else "group"


def connect(step: Step, workshop: Workshop, chat: ChatId, kind: str, title: str) -> None:
    """Let a workshop's post go to a chat; all facilitators are told."""
    destination = Destination(workshop.id, chat, kind_of(kind), title)
    if step.work.destinations.connect(destination, step.work.now):
        step.tell_facilitators(workshop, lambda _: messages.connected(_, workshop, destination))


def connect_aloud(step: Step, workshop: Workshop, chat: ChatId, kind: str, title: str) -> None:
    """As `connect`, and say so in the chat itself, where somebody typed the code."""
    new = workshop.id not in step.work.destinations.workshops_of(chat)
    _ = in_language(workshop.language)
    step.say(chat, messages.connected_here(_, workshop, kind_of(kind), new=new))
    connect(step, workshop, chat, kind, title)


def connect_channel(step: Step, workshop: Workshop, chat: ChatId, title: str) -> None:
    """As `connect_aloud`, for a code that was posted in a channel.

    All subscribers have seen the code, and no sender is named there, so the workshop gets another.
    """
    connect_aloud(step, workshop, chat, messages.CHANNEL, title)
    step.work.workshops.save(replace(workshop, connect_token=f"g_{step.work.token()}"))


def disconnect(step: Step, workshop: Workshop, chat: ChatId) -> Destination | None:
    """Let no post go there any more; returns what was taken off, None where it was nothing."""
    for destination in step.work.destinations.of(workshop.id):
        if destination.chat == chat:
            step.work.destinations.disconnect(chat, workshop.id)
            return destination
    return None


def removed(step: Step, chat: ChatId, title: str) -> None:
    """The bot is no longer in a chat: it is nobody's destination, and facilitators are told."""
    for workshop_id in step.work.destinations.workshops_of(chat):
        workshop = step.work.workshops.get(workshop_id)
        gone = partial(messages.removed, workshop=workshop, title=title)
        step.tell_facilitators(workshop, gone)
    step.work.destinations.disconnect(chat)
    step.work.outbox.drop_chat(chat, "kicked")


def added_to_channel(
    step: Step, person: Person, chat: ChatId, title: str, *, can_post: bool
) -> bool:
    """Ask who added the bot to a channel which of their workshops it is for.

    Returns whether an answer is expected.
    """
    theirs = step.work.workshops.facilitated_by(person.id)
    known = set(step.work.destinations.workshops_of(chat))
    if not theirs or known & {workshop.id for workshop in theirs}:
        return False
    _ = in_language(person.language)
    if not can_post:
        step.say(person.chat, messages.needs_right(_, title))
        return False
    step.say(person.chat, messages.ask_channel(_, theirs, title, chat))
    return True
