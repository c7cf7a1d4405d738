"""`/export`: the answers as a table, for whoever facilitates."""

from bot.chat.talk import Talk, WorkshopHandler
from bot.service import exporting
from flows.workshop import Workshop


def _export(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    exporting.ask(talk.step, talk.person, workshop)


WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"export": _export}
