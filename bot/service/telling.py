"""Telling people that a published post was changed: by place and number, never by words."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.messages import withdrawing as words
from bot.messages.message import Message
from bot.messages.withdrawing import Trouble
from bot.messages.wording import in_language
from bot.service.amending import troubles
from bot.service.pieces import PostKey, Printed, file_pieces, keys_of
from bot.service.publishing import link_of
from bot.service.step import Step
from flows.ids import ChatId, WorkshopId
from flows.withdrawal import NOTHING
from flows.workshop import Person, Workshop
from storage.calls import FAREWELL, POST_FILE, Draft
from storage.posts import PostState, StoredPost

REMIND_AFTER: Final = timedelta(days=3)
"""An organiser who has not said that copies are changed is asked once more."""

GOODBYE_WITHIN: Final = timedelta(minutes=5)
"""Who was erased hears by then how it is, whatever became of the post."""

_WAITING: Final = f"{FAREWELL}posts:"


def tell(step: Step, workshop: Workshop, post: StoredPost, printed: Printed) -> None:
    """The changes of a post have come to an end: everybody hears what is theirs to know."""
    found = troubles(step, workshop, post)
    if not post.change.nothing or any(one.stands for one in found):
        _facilitators(step, workshop, post, found)
    if not post.change.nothing:
        for organiser in step.organisers(workshop):
            _organiser(step, workshop, post, organiser, printed, found)
    out = replace(post, state=PostState.OUT, change=NOTHING)
    step.work.posts.save(out)
    _say_goodbye(step, workshop, found)


def send_files(
    step: Step, workshop: Workshop, post: StoredPost, chat: ChatId, printed: Printed
) -> None:
    """Send the files once more."""
    start = f"{keys_of(POST_FILE, post.workshop_id, post.version)}{chat}:"
    attempt = len(step.work.outbox.states(start)) + 1
    for piece in file_pieces(workshop, printed, None):
        key = PostKey(workshop.id, post.version, chat, piece.part, attempt, POST_FILE)
        step.plan(piece.sending(key, to=chat, repeatable=True))


def goodbye_later(
    step: Step, person: Person, workshops: tuple[WorkshopId, ...], quotes: int
) -> None:
    """Plan the last words to somebody who was erased, for when the posts are changed.

    Nothing of the person is in it but the id of the chat.

    Args:
        step: the step that this is part of.
        person: who was erased.
        workshops: whose posts are being changed.
        quotes: how many quotes leave them.
    """
    said = words.goodbye_before_change(in_language(person.language), quotes)
    numbers = ".".join(str(number) for number in workshops)
    key = f"{_WAITING}{person.language}:{quotes}:{numbers}:{step.work.token()}"
    draft = Draft(key, person.chat, "sendMessage", said.body())
    step.work.outbox.add(draft, step.work.now + GOODBYE_WITHIN)


def takeout_key(post: str, chat: ChatId) -> str:
    """The key of the message that asks an organiser to take passages out of copies."""
    return f"takeout:{post}:{chat}"


def _facilitators(
    step: Step, workshop: Workshop, post: StoredPost, found: tuple[Trouble, ...]
) -> None:
    url = link_of(step, workshop, post.version)
    for facilitator in step.facilitators(workshop):
        _ = in_language(facilitator.language)
        said = words.for_facilitators(_, workshop.id, post.change, found, url)
        key = f"changed:{_named(post)}:{facilitator.chat}"
        step.say(facilitator.chat, said, key=key)


def _organiser(
    step: Step,
    workshop: Workshop,
    post: StoredPost,
    organiser: Person,
    printed: Printed,
    found: tuple[Trouble, ...],
) -> None:
    _, named = in_language(organiser.language), _named(post)
    key = takeout_key(named, organiser.chat)
    everywhere = not any(one.stands for one in found)
    said = words.for_organisers(_, named, post.change, files=bool(printed), everywhere=everywhere)
    if not step.say(organiser.chat, said, key=key, workshop_id=workshop.id):
        return
    send_files(step, workshop, post, organiser.chat, printed)
    reminder = words.still_to_do(_, named, workshop.title)
    draft = Draft(
        f"{key}:again", organiser.chat, "sendMessage", reminder.body(), workshop_id=workshop.id
    )
    step.work.outbox.add(draft, step.work.now + REMIND_AFTER)


def _say_goodbye(step: Step, workshop: Workshop, found: tuple[Trouble, ...]) -> None:
    """Who was erased hears that their words are gone, once that is so everywhere."""
    work = step.work
    for key in work.traces.waiting_keys(_WAITING):
        language, quotes, numbers, _token = key.removeprefix(_WAITING).split(":")
        theirs = [WorkshopId(int(number)) for number in numbers.split(".")]
        if workshop.id not in theirs:
            continue
        posts = [post for number in theirs for post in work.posts.of(number)]
        said: Message | None = None
        if any(one.stands for one in found):
            said = words.goodbye_before_change(in_language(language), int(quotes))
        elif all(post.state is PostState.OUT for post in posts):
            said = words.goodbye_after_change(in_language(language), int(quotes))
        if said is not None:
            work.traces.say_instead(key, said.body(), work.now)


def _named(post: StoredPost) -> str:
    return f"{post.workshop_id}:{post.version}:{post.revision}"
