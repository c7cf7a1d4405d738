"""What the parts tell about themselves while they work: counts and seconds, never ids or words."""

from typing import Protocol

from bot.service.ports import Outcome
from storage.calls import Lane


class Observer(Protocol):
    """Is told what happened. It must be quick and raise nothing; any thread may call it."""

    def received(self, updates: int) -> None:
        """So many new updates were committed to the inbox."""

    def handled(self, updates: int, failed: int) -> None:
        """So many updates have had their effect; so many of them broke their handler."""

    def sent(self, lane: Lane, outcome: Outcome, seconds: float) -> None:
        """A call has come back, so many seconds after it left."""

    def committed(self, steps: int, seconds: float) -> None:
        """A commit carried so many steps, and took so long with them."""


class Unobserved:
    """Nobody looks."""

    def received(self, updates: int) -> None:
        """Nothing comes of it."""

    def handled(self, updates: int, failed: int) -> None:
        """Nothing comes of it."""

    def sent(self, lane: Lane, outcome: Outcome, seconds: float) -> None:
        """Nothing comes of it."""

    def committed(self, steps: int, seconds: float) -> None:
        """Nothing comes of it."""
