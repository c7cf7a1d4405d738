"""A pacer that holds nothing back, for measuring the program and not Telegram's limits."""

import sys

from bot.service.pacing import Pacer
from flows.ids import ChatId


class Unpaced(Pacer):
    """Every chat may be sent to at any time. A 429 is still obeyed: the stub sends none."""

    def __init__(self) -> None:
        super().__init__()
        self.at_once = sys.maxsize

    def wait(self, now: float) -> float:
        """Nothing to wait for but a 429."""
        return self.halted(now)

    def ready(self, chat: ChatId, now: float) -> float:  # noqa: ARG002 - as the pacer is asked
        """Nothing to wait for but a 429."""
        return self.halted(now)

    def resting(self, now: float) -> frozenset[ChatId]:  # noqa: ARG002 - as the pacer is asked
        """No chat rests."""
        return frozenset()

    def leave(self, chat: ChatId, now: float) -> float:  # noqa: ARG002 - as the pacer is asked
        """As `ready`, and count nothing."""
        return self.halted(now)
