"""To be filled."""

from bot.chat.incoming import BotMoved, SaidInGroup
from bot.chat.talk import DialogHandler, Handler, WorkshopHandler
from bot.service.step import Step

TAPS: dict[str, Handler] = {}
TEAM_COMMANDS: dict[str, Handler] = {}
TEAM_TAPS: dict[str, Handler] = {}
WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {}
DIALOGS: dict[str, DialogHandler] = {}


def said_in_group(step: Step, said: SaidInGroup) -> None:
    """Handle /connect; nothing else in a group is the bot's business."""


def bot_moved(step: Step, moved: BotMoved) -> None:
    """The bot was added to a group or channel, or taken out."""
