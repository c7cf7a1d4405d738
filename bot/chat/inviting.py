"""To be filled."""

from bot.chat.talk import DialogHandler, Handler, WorkshopHandler

TAPS: dict[str, Handler] = {}
TEAM_COMMANDS: dict[str, Handler] = {}
TEAM_TAPS: dict[str, Handler] = {}
WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {}
DIALOGS: dict[str, DialogHandler] = {}
