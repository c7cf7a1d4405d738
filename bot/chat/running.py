"""Everything with which facilitators run rounds."""

from bot.chat import closing, holding, latecomers, opening, watching
from bot.chat.talk import WorkshopHandler

WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {
    **watching.WORKSHOP_COMMANDS,
    **opening.WORKSHOP_COMMANDS,
    **closing.WORKSHOP_COMMANDS,
    **holding.WORKSHOP_COMMANDS,
}

WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    **watching.WORKSHOP_TAPS,
    **opening.WORKSHOP_TAPS,
    **closing.WORKSHOP_TAPS,
    **holding.WORKSHOP_TAPS,
    **latecomers.WORKSHOP_TAPS,
}
