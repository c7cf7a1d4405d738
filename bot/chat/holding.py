"""`/hold` and `/resume`."""

from dataclasses import replace

from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import closing, holding
from bot.messages.message import Message
from bot.messages.wording import Wording
from flows.rounds import due
from flows.workshop import Workshop


def _hold(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    if workshop.held:
        talk.settle(holding.is_held(talk.wording, workshop))
        return
    held = replace(workshop, held=True)
    talk.work.workshops.save(held)
    talk.show(holding.held(talk.wording, held))
    _tell_others(talk, held)


def _resume(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    """Go on; what came due meanwhile happens by itself as soon as this is stored."""
    if not workshop.held:
        talk.settle(holding.is_held(talk.wording, workshop))
        return
    talk.work.workshops.save(replace(workshop, held=False))
    rounds = talk.work.rounds.of(workshop.id)
    by_id = {round_.id: round_ for round_ in rounds}
    now = [(what, by_id[what.round_id]) for what in due(rounds, talk.work.now)]
    talk.show(holding.resumed(talk.wording, workshop, now))
    _tell_others(talk, replace(workshop, held=False))


def _tell_others(talk: Talk, workshop: Workshop) -> None:
    def said(_: Wording) -> Message:
        what = holding.held(_, workshop) if workshop.held else holding.resumed(_, workshop, ())
        return closing.told_by(what, talk.person.name)

    talk.step.tell_facilitators(workshop, said, but=(talk.person,))


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"hold": _hold, "resume": _resume}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {"hold": _hold, "unhold": _resume}
