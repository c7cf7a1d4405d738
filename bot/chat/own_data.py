"""/mydata and /forgetme: a copy of everything, and its end."""

from bot.chat.talk import Handler, Talk
from bot.messages import leaving, own_data
from bot.post.own_data import as_json, as_page
from bot.service import erasing
from bot.service.own_data import copy_of, extent
from storage.calls import Attachment


def _is_stranger(talk: Talk) -> bool:
    """Whether nothing is kept of the person once this exchange is over."""
    known = talk.person.owner or talk.work.participants.of_person(talk.person.id)
    return not (known or talk.work.teams.of_person(talk.person.id))


def _copy(talk: Talk, _arguments: str) -> None:
    if _is_stranger(talk):
        talk.say(own_data.no_data(talk.wording))
        return
    copy = copy_of(talk.step, talk.person)
    name = own_data.file_name(talk.wording)
    talk.say(own_data.your_data(talk.wording, extent(copy)))
    page = as_page(copy, talk.person.language)
    for ending, content in (("html", page), ("json", as_json(copy))):
        attachment = Attachment("document", f"{name}.{ending}", content)
        talk.step.send_file(talk.person.chat, attachment)


def _ask(talk: Talk, _arguments: str) -> None:
    if _is_stranger(talk):
        talk.say(own_data.no_data(talk.wording))
        return
    loss = erasing.loss(talk.step, talk.person)
    if loss.last_facilitator_of:
        talk.say(leaving.hand_over_first(talk.wording, loss.last_facilitator_of))
    else:
        talk.say(leaving.delete_everything(talk.wording, loss))


def _erase(talk: Talk, _arguments: str) -> None:
    loss = erasing.loss(talk.step, talk.person)
    if loss.last_facilitator_of:
        talk.show(leaving.hand_over_first(talk.wording, loss.last_facilitator_of))
        return
    pressed = talk.message_id if talk.pressed else None
    erasing.erase(talk.step, talk.person, pressed)


def _keep(talk: Talk, _arguments: str) -> None:
    talk.settle(leaving.nothing_deleted(talk.wording))


COMMANDS: dict[str, Handler] = {"mydata": _copy, "forgetme": _ask}
TAPS: dict[str, Handler] = {"forget": _ask, "forgetyes": _erase, "forgetno": _keep}
