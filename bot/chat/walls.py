"""The wall: its link for facilitators, and one's own name on it."""

from bot.chat import helping
from bot.chat.participants import own_part
from bot.chat.talk import Handler, Talk, WorkshopHandler
from bot.messages import wall as messages
from bot.service import wall, wall_names
from flows.workshop import Joining, Workshop


def _open(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    link = wall.open_wall(talk.step, workshop)
    if link is None:
        talk.show(messages.no_pages(talk.wording, workshop))
    else:
        talk.show(messages.opened(talk.wording, workshop, link))


def _renew(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    link = wall.renew(talk.step, workshop)
    if link is None:
        talk.show(messages.no_pages(talk.wording, workshop))
    else:
        talk.show(messages.opened(talk.wording, workshop, link, renewed=True))


def _switch_off(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    wall.switch_off(talk.step, workshop)
    talk.show(messages.switched_off(talk.wording, workshop))


def _name(talk: Talk, arguments: str) -> None:
    """`wallname:PARTICIPANT:on` or `…:off`."""
    found = own_part(talk, arguments)
    if found is None or found[0].state is not Joining.JOINED or found[1] not in {"on", "off"}:
        helping.stale(talk)
        return
    participant, word = found
    if word == "off":
        wall_names.hide(talk.step, participant)
        talk.settle(messages.name_hidden(talk.wording))
        return
    pressed = talk.message_id if talk.pressed else None
    wall_names.show(talk.step, talk.person, participant, pressed)
    talk.settle(messages.name_shown(talk.wording, wall_names.name_of(participant, talk.person)))


TAPS: dict[str, Handler] = {"wallname": _name}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "wall": _open,
    "wallnew": _renew,
    "walloff": _switch_off,
}
