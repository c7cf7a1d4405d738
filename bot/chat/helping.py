"""To be filled."""

from bot.chat.incoming import Medium
from bot.chat.talk import DialogHandler, Handler, Talk

COMMANDS: dict[str, Handler] = {}
TAPS: dict[str, Handler] = {}
DIALOGS: dict[str, DialogHandler] = {}


def refuse(talk: Talk, command: str) -> None:
    """Say politely that somebody else may do this."""


def no_workshop_yet(talk: Talk) -> None:
    """A facilitator or owner without a workshop."""


def unknown_command(talk: Talk, command: str) -> None:
    """Nothing by that name."""


def stale(talk: Talk) -> None:
    """A button that means nothing any more, or that is not theirs."""


def not_text(talk: Talk, medium: Medium) -> None:
    """Something that is not text."""


def nothing_to_answer(talk: Talk) -> None:
    """Someone who takes part in nothing wrote a text or a command about questions."""
