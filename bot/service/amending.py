"""Changing posts that are published: each message of theirs becomes what the copy says now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.messages import withdrawing as words
from bot.messages.message import Message
from bot.messages.withdrawing import Trouble, Untouched
from bot.messages.wording import in_language
from bot.service.pieces import (
    Piece,
    PostKey,
    Printed,
    file_pieces,
    keys_of,
    post_pieces,
    standing_key,
)
from bot.service.publishing import FINAL, newest_attempts
from bot.service.step import Step
from flows.ids import ChatId, MessageId
from flows.workshop import Workshop
from storage.calls import POST, POST_EDIT, POST_FILE, WITHDRAWN, Draft, Known
from storage.posts import PostState, StoredPost
from storage.work import Work

_GONE = "not found"
"""What Telegram says of a message that somebody has deleted: nothing of it can be read any more."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A message of a post as it is known: its key, and what became of it."""

    key: PostKey
    known: Known


def amend(step: Step, workshop: Workshop, post: StoredPost, printed: Printed) -> bool:
    """Plan everything that brings the published messages to what the copy says now.

    What was held back is sent; what stands is edited; what is too much is deleted. Planning it
    again is harmless.

    Returns:
        False where something of before is still on its way, and has to arrive first.
    """
    forget_words(step.work, post)
    if _on_its_way(step.work, post):
        return False
    for chat, standing in _by_chat(step.work, post).items():
        _amend_chat(step, workshop, post, printed, chat, standing)
    step.work.posts.save(replace(post, state=PostState.EDITING))
    return True


def forget_words(work: Work, post: StoredPost) -> None:
    """Hold back what is not sent yet of a post, and forget what its messages said."""
    for kind in (POST, POST_FILE, POST_EDIT):
        work.traces.withdraw(keys_of(kind, post.workshop_id, post.version))


def is_through(step: Step, post: StoredPost) -> bool:
    """Whether all changes of a post have come to an end.

    Where a message that is too much could not be deleted, a short line takes its place first.
    """
    edits = _edits(step.work, post)
    if any(known.state not in FINAL for known in edits.values()):
        return False
    through = True
    for (chat, number, what), known in edits.items():
        refused = known.state == "failed" and not _is_gone(known)
        if what == "delete" and refused and (chat, number, "line") not in edits:
            language = step.work.workshops.get(post.workshop_id).language
            line = Message(words.moved_up(in_language(language)))
            body = line.body() | {"message_id": number}
            key = _edit_key(post, chat, number, "line")
            step.plan(Draft(key, chat, "editMessageText", body, workshop_id=post.workshop_id))
            through = False
    return through


def troubles(step: Step, workshop: Workshop, post: StoredPost) -> tuple[Trouble, ...]:
    """Where the post could not be changed, and why; each place once."""
    found: dict[ChatId, Untouched] = {}
    for (chat, number, what), known in _edits(step.work, post).items():
        replaced = what == "delete" and step.work.outbox.state_of(
            _edit_key(post, chat, number, "line")
        )
        if known.state == "failed" and not replaced:
            found.setdefault(chat, Untouched.GONE if _is_gone(known) else Untouched.REFUSED)
    for one in _standing(step.work, post):
        unseen = one.known.state == "sent" and one.known.message_id is None
        if one.known.chat is not None and (one.known.state == "unknown" or unseen):
            found.setdefault(one.known.chat, Untouched.UNKNOWN)
    destinations = {one.chat: one for one in step.work.destinations.of(workshop.id)}
    return tuple(
        Trouble(
            kind=destinations[chat].kind if chat in destinations else None,
            title=_title(step, workshop, chat),
            why=why,
        )
        for chat, why in found.items()
    )


def _title(step: Step, workshop: Workshop, chat: ChatId) -> str | None:
    for destination in step.work.destinations.of(workshop.id):
        if destination.chat == chat:
            return destination.title
    person = step.work.people.by_chat(chat) if chat > 0 else None
    return person.name if person else None


def _amend_chat(
    step: Step,
    workshop: Workshop,
    post: StoredPost,
    printed: Printed,
    chat: ChatId,
    standing: list[_Standing],
) -> None:
    reader = step.work.people.by_chat(chat) if chat > 0 else None
    texts = post_pieces(post.summary, workshop, printed)
    with_post = {one.part: one for one in (*texts, *file_pieces(workshop, printed, reader))}
    alone = {one.part: one for one in file_pieces(workshop, printed, None)}
    newest = newest_attempts([one.known for one in standing])
    for one in standing:
        key, known = one.key, one.known
        piece = (with_post if key.kind == POST else alone).get(key.part)
        if known.state == "sent" and known.message_id is not None:
            _edit(step, post, chat, known.message_id, piece)
        elif _held_back(known) and key in newest and piece is not None:
            step.plan(piece.sending(key.again, to=chat, repeatable=chat > 0))
    there = {one.key.part for one in standing}
    for piece in texts:
        # A text that became shorter can be cut at another place, though hardly into more parts.
        if piece.part not in there and piece.part.isdecimal() and "1" in there:
            key = PostKey(post.workshop_id, post.version, standing[0].key.chat, piece.part)
            step.plan(piece.sending(key, to=chat, repeatable=chat > 0))


def _edit(
    step: Step, post: StoredPost, chat: ChatId, number: MessageId, piece: Piece | None
) -> None:
    if piece is not None:
        key = _edit_key(post, chat, number, "edit")
        step.plan(piece.editing(key, chat, number, post.workshop_id))
        return
    key, body = _edit_key(post, chat, number, "delete"), {"message_id": number}
    step.plan(Draft(key, chat, "deleteMessage", body, workshop_id=post.workshop_id))


def _edit_key(post: StoredPost, chat: ChatId, number: MessageId, what: str) -> str:
    start = keys_of(POST_EDIT, post.workshop_id, post.version)
    return f"{start}{post.revision}:{chat}:{number}:{what}"


def _edits(work: Work, post: StoredPost) -> Mapping[tuple[ChatId, MessageId, str], Known]:
    """The changes of the newest revision, by chat, message, and what is done to it."""
    start = f"{keys_of(POST_EDIT, post.workshop_id, post.version)}{post.revision}:"
    found: dict[tuple[ChatId, MessageId, str], Known] = {}
    for known in work.outbox.states(start):
        chat, number, what = known.key.removeprefix(start).split(":")
        found[ChatId(int(chat)), MessageId(int(number)), what] = known
    return found


def _standing(work: Work, post: StoredPost) -> Iterator[_Standing]:
    for kind in (POST, POST_FILE):
        for known in work.outbox.states(keys_of(kind, post.workshop_id, post.version)):
            key = standing_key(known.key)
            if key is not None:
                yield _Standing(key, known)


def _by_chat(work: Work, post: StoredPost) -> dict[ChatId, list[_Standing]]:
    found: dict[ChatId, list[_Standing]] = {}
    for one in _standing(work, post):
        if one.known.chat is not None:
            found.setdefault(one.known.chat, []).append(one)
    return found


def _on_its_way(work: Work, post: StoredPost) -> bool:
    states = [
        known.state
        for kind in (POST, POST_FILE, POST_EDIT)
        for known in work.outbox.states(keys_of(kind, post.workshop_id, post.version))
    ]
    return "sending" in states


def _held_back(known: Known) -> bool:
    return known.state == "failed" and known.problem == WITHDRAWN


def _is_gone(known: Known) -> bool:
    return _GONE in (known.problem or "")
