"""To be filled."""

from bot.chat.talk import DialogHandler, Handler

COMMANDS: dict[str, Handler] = {}
TAPS: dict[str, Handler] = {}
DIALOGS: dict[str, DialogHandler] = {}
