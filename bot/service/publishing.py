"""Publishing: the post to every destination, the post and its files to every organiser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.messages import publishing as words
from bot.messages.message import Message
from bot.messages.publishing import Delivery, Receiver
from bot.messages.wording import in_language
from bot.post.markdown import markdown
from bot.post.page import page
from bot.post.telegram import post_parts
from bot.service.compiling import compiled
from bot.service.step import Step
from flows.ids import ChatId, WorkshopId
from flows.workshop import Destination, Person, Workshop
from storage.calls import Attachment, Draft, Known
from storage.work import Work

_KEY = re.compile(r"post:(\d+):(\d+):(-?\d+):(\w+):(\d+)")
_FINAL = frozenset({"sent", "failed", "unknown"})


@dataclass(frozen=True, slots=True)
class PostKey:
    """Names one message of a post in the outbox.

    Attributes:
        version: when it was published, in seconds since 1970.
        chat: where it was to go when it was published.
        part: the number of the message, from 1; `html` and `md` are the files.
        attempt: from 1; another only where a facilitator wants it.
    """

    workshop_id: WorkshopId
    version: int
    chat: ChatId
    part: str
    attempt: int = 1

    def __str__(self) -> str:
        return f"post:{self.workshop_id}:{self.version}:{self.chat}:{self.part}:{self.attempt}"


def key_of(text: str) -> PostKey | None:
    """The key as a value; None for what is no part of a post."""
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    workshop, version, chat, part, attempt = found.groups()
    return PostKey(WorkshopId(int(workshop)), int(version), ChatId(int(chat)), part, int(attempt))


def version_of(workshop: Workshop) -> int:
    """The version that is published; 0 before."""
    return int(workshop.published_at.timestamp()) if workshop.published_at else 0


def publish(step: Step, workshop: Workshop) -> Workshop:
    """Plan everything that publishing sends, from what may be quoted at this moment."""
    published = replace(workshop, published_at=step.work.now)
    step.work.workshops.save(published)
    version = version_of(published)
    parts = post_parts(compiled(step.work, workshop), workshop.language)
    for destination in step.work.destinations.of(workshop.id):
        # Nobody wants a post twice in a group: what was perhaps delivered is asked about.
        _post(step, published, version, destination.chat, parts, repeatable=False)
    for organiser in step.organisers(workshop):
        _post(step, published, version, organiser.chat, parts, repeatable=True)
        _files(step, published, version, organiser)
    return published


def html_file(work: Work, workshop: Workshop) -> Attachment:
    """The post as a web page, to be sent."""
    html = page(compiled(work, workshop), workshop.language)
    return Attachment("document", f"{file_name(workshop.title)}.html", html.encode())


def markdown_file(work: Work, workshop: Workshop) -> Attachment:
    """The post as Markdown, to be sent."""
    text = markdown(compiled(work, workshop), workshop.language)
    return Attachment("document", f"{file_name(workshop.title)}.md", text.encode())


def file_name(title: str) -> str:
    """A workshop's title as the name of a file."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:60] or "nachklang"


def settled(step: Step, key: PostKey) -> None:
    """What became of a part is recorded: ask where it is unknown, report when all is known."""
    workshop = step.work.workshops.find(key.workshop_id)
    known = step.work.outbox.state_of(str(key))
    if workshop is None or known is None or known.state not in _FINAL:
        return
    if known.state == "unknown" and key.chat < 0:
        _ask(step, workshop, key, known)
    report(step, workshop, key.version)


def report(step: Step, workshop: Workshop, version: int) -> None:
    """Tell the facilitators what became of a version, once all of it is known."""
    states = step.work.outbox.states(f"post:{workshop.id}:{version}:")
    newest = _newest(states)
    if any(known.state not in _FINAL for known in newest.values()):
        return
    receivers = _receivers(step, workshop, newest)
    for facilitator in step.facilitators(workshop):
        _ = in_language(facilitator.language)
        said = words.published(_, workshop, version, receivers)
        key = f"published:{workshop.id}:{version}:{len(states)}:{facilitator.chat}"
        step.say(facilitator.chat, said, key=key)


def post_again(step: Step, workshop: Workshop, key: PostKey) -> bool:
    """Send one part once more, as it would be now; False if that is planned or done already."""
    known = step.work.outbox.state_of(str(key))
    again = replace(key, attempt=key.attempt + 1)
    if known is None or known.state not in {"unknown", "failed"} or known.chat is None:
        return False
    if step.work.outbox.state_of(str(again)) is not None:
        return False
    if key.part in {"html", "md"}:
        file = html_file if key.part == "html" else markdown_file
        attachment = file(step.work, workshop)
        return step.send_file(known.chat, attachment, key=str(again), workshop_id=workshop.id)
    parts = post_parts(compiled(step.work, workshop), workshop.language)
    if int(key.part) > len(parts):
        return False
    draft = _draft(workshop, again, parts[int(key.part) - 1], repeatable=key.chat > 0)
    return step.plan(replace(draft, chat=known.chat))


def retry(step: Step, workshop: Workshop, version: int) -> int:
    """Send what failed once more; returns how many messages that are."""
    newest = _newest(step.work.outbox.states(f"post:{workshop.id}:{version}:"))
    failed = [key for key, known in newest.items() if known.state == "failed"]
    return sum(post_again(step, workshop, key) for key in failed)


def is_there(step: Step, key: PostKey) -> bool:
    """A facilitator has seen the part in the group; False if that was not in question."""
    again = replace(key, attempt=key.attempt + 1)
    if step.work.outbox.state_of(str(again)) is not None:
        return False
    return step.work.outbox.seen(str(key))


def _post(
    step: Step,
    workshop: Workshop,
    version: int,
    chat: ChatId,
    parts: Sequence[str],
    *,
    repeatable: bool,
) -> None:
    for number, part in enumerate(parts, 1):
        key = PostKey(workshop.id, version, chat, str(number))
        step.plan(_draft(workshop, key, part, repeatable=repeatable))


def _draft(workshop: Workshop, key: PostKey, part: str, *, repeatable: bool) -> Draft:
    return Draft(
        key=str(key),
        chat=key.chat,
        method="sendMessage",
        body=Message(part).body(),
        workshop_id=workshop.id,
        repeatable=repeatable,
    )


def _files(step: Step, workshop: Workshop, version: int, organiser: Person) -> None:
    caption = words.files(in_language(organiser.language), workshop)
    html = PostKey(workshop.id, version, organiser.chat, "html")
    step.send_file(
        organiser.chat,
        html_file(step.work, workshop),
        caption,
        key=str(html),
        workshop_id=workshop.id,
    )
    step.send_file(
        organiser.chat,
        markdown_file(step.work, workshop),
        key=str(replace(html, part="md")),
        workshop_id=workshop.id,
    )


def _ask(step: Step, workshop: Workshop, key: PostKey, known: Known) -> None:
    destinations = {one.chat: one for one in step.work.destinations.of(workshop.id)}
    destination = destinations.get(known.chat) if known.chat is not None else None
    title = destination.title if destination else None
    version = step.work.outbox.states(f"post:{workshop.id}:{key.version}:{key.chat}:")
    parts = {found.part for one in version if (found := key_of(one.key)) is not None}
    part = int(key.part), sum(one.isdecimal() for one in parts)
    for facilitator in step.facilitators(workshop):
        said = words.perhaps_posted(
            in_language(facilitator.language),
            workshop,
            str(key).removeprefix("post:"),
            title,
            part,
        )
        step.say(facilitator.chat, said, key=f"ask:{key}:{facilitator.chat}")


def _newest(states: Sequence[Known]) -> dict[PostKey, Known]:
    """The last attempt at each part."""
    newest: dict[tuple[ChatId, str], tuple[PostKey, Known]] = {}
    for known in states:
        key = key_of(known.key)
        if key is not None:
            newest[key.chat, key.part] = (key, known)
    return dict(newest.values())


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
    )
