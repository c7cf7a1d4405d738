"""From what the page sends to an action."""

import msgspec

from bot.rehearsal.room.actions import Action
from bot.rehearsal.room.impossible import Impossible

_DECODER = msgspec.json.Decoder(Action)


def decode(json: bytes) -> Action:
    """Read an action as the page sends it.

    Raises:
        Impossible: it is none; the text says where it goes wrong.
    """
    try:
        action: Action = _DECODER.decode(json)
    except (msgspec.DecodeError, RecursionError) as problem:
        why = str(problem)
        raise Impossible(
            lambda _: _("The page asked for something that does not exist: {problem}", problem=why)
        ) from None
    return action
