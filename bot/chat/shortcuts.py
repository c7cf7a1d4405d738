"""Buttons that do what a command does: `do:COMMAND`."""

from bot.chat import helping, own_answers, own_data, privacy, speaking
from bot.chat.talk import Handler, Talk

_REACHED = {
    "answers": own_answers.COMMANDS["answers"],
    "help": helping.COMMANDS["help"],
    "language": speaking.COMMANDS["language"],
    "mydata": own_data.COMMANDS["mydata"],
    "privacy": privacy.COMMANDS["privacy"],
}


def _do(talk: Talk, command: str) -> None:
    handler = _REACHED.get(command)
    if handler is None:
        helping.stale(talk)
    else:
        handler(talk, "")


TAPS: dict[str, Handler] = {"do": _do}
