"""`/publish`: the last check, the one button that publishes, and what comes after."""

from bot.chat import helping
from bot.chat.talk import Handler, Talk, WorkshopHandler
from bot.messages import checking
from bot.messages import publishing as words
from bot.messages.message import Message
from bot.service import publishing, summarising
from bot.service.pieces import PostKey, key_of
from flows.workshop import Role, Workshop


def _check(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    found = summarising.check(talk.step, workshop)
    version = publishing.version_of(workshop)
    talk.show(checking.check(talk.wording, workshop, found, version, talk.work.now))


def _publish(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """`publish:WORKSHOP:VERSION`, of what was published when the button was shown."""
    if arguments != str(publishing.version_of(workshop)):
        talk.settle(words.published_meanwhile(talk.wording))
        return
    receivers = summarising.check(talk.step, workshop).receivers
    if not receivers:
        _check(talk, workshop, "")
        return
    publishing.publish(talk.step, workshop)
    talk.settle(words.publishing(talk.wording, len(receivers)))
    talk.step.tell_facilitators(
        workshop, lambda _: Message(words.publishing(_, len(receivers))), but=(talk.person,)
    )


def _is_there(talk: Talk, workshop: Workshop, arguments: str) -> None:
    key = _key(workshop, arguments)
    if key is None:
        helping.stale(talk)
    elif publishing.is_there(talk.step, key):
        talk.settle(words.it_is_there(talk.wording))
    else:
        talk.settle(words.decided_before(talk.wording))


def _post_again(talk: Talk, workshop: Workshop, arguments: str) -> None:
    key = _key(workshop, arguments)
    if key is None:
        helping.stale(talk)
    elif publishing.post_again(talk.step, workshop, key):
        talk.settle(words.posting_again(talk.wording))
    else:
        talk.settle(words.decided_before(talk.wording))


def _retry(talk: Talk, workshop: Workshop, arguments: str) -> None:
    if arguments != str(publishing.version_of(workshop)):
        talk.settle(words.published_meanwhile(talk.wording))
        return
    messages = publishing.retry(talk.step, workshop, int(arguments))
    if messages:
        talk.settle(words.trying_again(talk.wording, messages))
    else:
        talk.settle(words.decided_before(talk.wording))


def _files(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    _files_again(talk, workshop)


def _files_again(talk: Talk, workshop: Workshop) -> None:
    """Whoever asks gets the files of the newest version once more, as they are now."""
    post = talk.work.posts.newest(workshop.id)
    if post is None:
        talk.toast(words.nothing_published(talk.wording))
        return
    publishing.want(talk.work, post, f"{publishing.FILES_AGAIN}{talk.person.chat}")
    talk.toast(words.files_come(talk.wording))


def _organisers_files(talk: Talk, arguments: str) -> None:
    workshop = organised(talk, arguments)
    if workshop is None:
        helping.stale(talk)
    else:
        _files_again(talk, workshop)


def organised(talk: Talk, number: str) -> Workshop | None:
    """The workshop with this number, if the person organises it; anyone can press its buttons."""
    roles = talk.work.teams.of_person(talk.person.id)
    ids = [found for found, role in roles if role is Role.ORGANISER and str(found) == number]
    return talk.work.workshops.find(ids[0]) if ids else None


def _key(workshop: Workshop, arguments: str) -> PostKey | None:
    return key_of(f"post:{workshop.id}:{arguments}")


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"publish": _check}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "check": _check,
    "publish": _publish,
    "postyes": _is_there,
    "postno": _post_again,
    "postretry": _retry,
    "postfiles": _files,
}

TAPS: dict[str, Handler] = {"orgfiles": _organisers_files}
