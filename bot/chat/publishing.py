"""`/publish`: the last check, the one button that publishes, and what comes after."""

from bot.chat import helping
from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import checking
from bot.messages import publishing as words
from bot.messages.message import Message
from bot.service import publishing, summarising
from bot.service.publishing import PostKey
from flows.workshop import Workshop


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


def _key(workshop: Workshop, arguments: str) -> PostKey | None:
    return publishing.key_of(f"post:{workshop.id}:{arguments}")


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"publish": _check}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "check": _check,
    "publish": _publish,
    "postyes": _is_there,
    "postno": _post_again,
    "postretry": _retry,
}
