"""Publishing: the post to every destination, the post and its files to every organiser.

Pressing the button keeps what is published; the files are made aside (`bot.service.posting`), and
then all of it is planned in one step.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import publishing as words
from bot.messages.publishing import Delivery, Receiver
from bot.messages.wording import in_language
from bot.post.page import page
from bot.service.compiling import compiled
from bot.service.pieces import (
    Piece,
    PostKey,
    Printed,
    file_name,
    file_pieces,
    key_of,
    keys_of,
    post_pieces,
)
from bot.service.printing import Form
from bot.service.step import Step
from flows.ids import ChatId
from flows.workshop import Destination, Workshop
from storage.calls import POST, WITHDRAWN, Attachment, Known
from storage.posts import PostState, StoredPost
from storage.work import Work

FINAL = frozenset({"sent", "failed", "unknown"})
FILES_AGAIN = "files:"
"""What somebody wants of a post: all files, to the chat whose id follows; or the key of a part."""


def version_of(workshop: Workshop) -> int:
    """The version that is published; 0 before."""
    return int(workshop.published_at.timestamp()) if workshop.published_at else 0


def publish(step: Step, workshop: Workshop) -> Workshop:
    """Keep what is to be published, from what may be quoted at this moment; it leaves soon."""
    published = replace(workshop, published_at=step.work.now)
    step.work.workshops.save(published)
    version = version_of(published)
    if step.work.posts.find(workshop.id, version) is None:
        summary = compiled(step.work, workshop)
        now = step.work.now
        step.work.posts.add(StoredPost(workshop.id, version, PostState.NEW, summary, now))
    return published


def send_out(step: Step, workshop: Workshop, post: StoredPost, printed: Printed) -> None:
    """Plan everything that publishing sends."""
    pieces = post_pieces(post.summary, workshop, printed)
    for destination in step.work.destinations.of(workshop.id):
        # Nobody wants a post twice in a group: what was perhaps delivered is asked about.
        _send(step, post, destination.chat, pieces, repeatable=False)
    for organiser in step.organisers(workshop):
        files = file_pieces(workshop, printed, organiser)
        _send(step, post, organiser.chat, (*pieces, *files), repeatable=True)
    step.work.posts.save(replace(post, state=PostState.OUT))


def html_file(work: Work, workshop: Workshop) -> Attachment:
    """The post as it would be now as a web page, to be sent."""
    html = page(compiled(work, workshop), workshop.language)
    return Attachment("document", f"{file_name(workshop.title)}.html", html.encode())


def settled(step: Step, key: PostKey) -> None:
    """What became of a part is recorded: ask where it is unknown, report when all is known."""
    workshop = step.work.workshops.find(key.workshop_id)
    known = step.work.outbox.state_of(str(key))
    if workshop is None or known is None or known.state not in FINAL:
        return
    if known.state == "unknown" and key.chat < 0:
        _ask(step, workshop, key, known)
    report(step, workshop, key.version)


def report(step: Step, workshop: Workshop, version: int) -> None:
    """Tell the facilitators what became of a version, once all of it is known."""
    states = step.work.outbox.states(keys_of(POST, workshop.id, version))
    newest = newest_attempts(states)
    if any(known.state not in FINAL or _waits(known) for known in newest.values()):
        return
    receivers = _receivers(step, workshop, newest)
    for facilitator in step.facilitators(workshop):
        _ = in_language(facilitator.language)
        said = words.published(_, workshop, version, receivers)
        key = f"published:{workshop.id}:{version}:{len(states)}:{facilitator.chat}"
        step.say(facilitator.chat, said, key=key)


def post_again(step: Step, workshop: Workshop, key: PostKey) -> bool:
    """Send one part once more, as it may stand now; False if that is planned or done already."""
    known = step.work.outbox.state_of(str(key))
    post = step.work.posts.find(workshop.id, key.version)
    if post is None or known is None or known.chat is None:
        return False
    if known.state not in {"unknown", "failed"} or _waits(known):
        return False
    if step.work.outbox.state_of(str(key.again)) is not None:
        return False
    if not key.part.isdecimal():
        return want(step.work, post, str(key.again))
    pieces = {piece.part: piece for piece in post_pieces(post.summary, workshop, {})}
    if key.part not in pieces:
        return False
    draft = pieces[key.part].sending(key.again, to=known.chat, repeatable=key.chat > 0)
    return step.plan(draft)


def retry(step: Step, workshop: Workshop, version: int) -> int:
    """Send what failed once more; returns how many messages that are."""
    states = step.work.outbox.states(keys_of(POST, workshop.id, version))
    failed = [key for key, known in newest_attempts(states).items() if known.state == "failed"]
    return sum(post_again(step, workshop, key) for key in failed)


def is_there(step: Step, key: PostKey) -> bool:
    """A facilitator has seen the part in the group; False if that was not in question."""
    if step.work.outbox.state_of(str(key.again)) is not None:
        return False
    return step.work.outbox.seen(str(key))


def want(work: Work, post: StoredPost, what: str) -> bool:
    """Remember what somebody wants of a post, to be made aside; False if it is wanted already."""
    if what in post.wanted:
        return False
    work.posts.save(replace(post, wanted=(*post.wanted, what)))
    return True


def link_of(step: Step, workshop: Workshop, version: int) -> str | None:
    """The address of a version in the first place that has one."""
    states = step.work.outbox.states(keys_of(POST, workshop.id, version))
    receivers = _receivers(step, workshop, newest_attempts(states))
    return next((url for one in receivers if (url := words.link_to(one)) is not None), None)


def newest_attempts(states: Sequence[Known]) -> dict[PostKey, Known]:
    """The last attempt at each part."""
    newest: dict[tuple[ChatId, str], tuple[PostKey, Known]] = {}
    for known in states:
        key = key_of(known.key)
        if key is not None:
            newest[key.chat, key.part] = (key, known)
    return dict(newest.values())


def _waits(known: Known) -> bool:
    """Whether it was held back because it has to say something else, and will be sent then."""
    return known.state == "failed" and known.problem == WITHDRAWN


def _send(
    step: Step,
    post: StoredPost,
    chat: ChatId,
    pieces: Sequence[Piece],
    *,
    repeatable: bool,
) -> None:
    for piece in pieces:
        key = PostKey(post.workshop_id, post.version, chat, piece.part)
        step.plan(piece.sending(key, to=chat, repeatable=repeatable))


def _ask(step: Step, workshop: Workshop, key: PostKey, known: Known) -> None:
    destinations = {one.chat: one for one in step.work.destinations.of(workshop.id)}
    destination = destinations.get(known.chat) if known.chat is not None else None
    title = destination.title if destination else None
    there = f"{keys_of(POST, workshop.id, key.version)}{key.chat}:"
    found = {one.part for s in step.work.outbox.states(there) if (one := key_of(s.key))}
    number = int(key.part) if key.part.isdecimal() else None
    part = number, sum(one.isdecimal() for one in found)
    for facilitator in step.facilitators(workshop):
        said = words.perhaps_posted(
            in_language(facilitator.language),
            workshop,
            str(key).removeprefix(POST),
            title,
            part,
        )
        step.say(facilitator.chat, said, key=f"ask:{key}:{facilitator.chat}")


def _receivers(
    step: Step, workshop: Workshop, newest: dict[PostKey, Known]
) -> tuple[Receiver, ...]:
    """What became of the post at each place that it went to."""
    destinations = {one.chat: one for one in step.work.destinations.of(workshop.id)}
    chats: dict[ChatId, list[tuple[PostKey, Known]]] = {}
    for key, known in newest.items():
        chats.setdefault(known.chat or key.chat, []).append((key, known))
    return tuple(
        _receiver(step, chat, destinations.get(chat), parts) for chat, parts in chats.items()
    )


def _receiver(
    step: Step,
    chat: ChatId,
    destination: Destination | None,
    parts: Sequence[tuple[PostKey, Known]],
) -> Receiver:
    problems = [known.problem or "" for _, known in parts if known.state == "failed"]
    states = {known.state for _, known in parts}
    delivery = Delivery.SENT
    if problems:
        delivery = Delivery.FAILED
    elif "unknown" in states:
        delivery = Delivery.UNKNOWN
    person = None if chat < 0 else step.work.people.by_chat(chat)
    first = [known.message_id for key, known in parts if key.part == "1"]
    return Receiver(
        chat=chat,
        title=destination.title if destination else person.name if person else None,
        kind=destination.kind if destination else None,
        delivery=delivery,
        problem=problems[0] if problems else None,
        message_id=first[0] if first else None,
        files=any(key.part in set(Form) - {Form.PICTURE} for key, _ in parts),
    )
