"""To be filled."""

from bot.chat.talk import DialogHandler, Handler, Talk
from flows.replies import Edit, Reply

COMMANDS: dict[str, Handler] = {}
TAPS: dict[str, Handler] = {}
DIALOGS: dict[str, DialogHandler] = {}


def receive(talk: Talk, reply: Reply) -> None:
    """Take a text that is no command, no label and nothing that a form waited for."""


def revise(talk: Talk, edit: Edit) -> None:
    """Take the new text of a message."""
