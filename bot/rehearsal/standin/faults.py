"""What may go wrong on the way to Telegram, on request."""

from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.rehearsal.standin.refused import Refused, throttled

_REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}


class Effect(Enum):
    """What happens to a call."""

    REFUSE = auto()
    CUT_BEFORE = auto()
    CUT_AFTER = auto()
    TIMEOUT_AFTER = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One mishap; made by the methods here."""

    effect: Effect
    refused: Refused | None = None

    @classmethod
    def throttled(cls, retry_after: int) -> "Fault":
        """429: nothing is done, the bot is to rest for so many seconds."""
        return cls(Effect.REFUSE, throttled(retry_after))

    @classmethod
    def server_error(cls, code: int = 502) -> "Fault":
        """5xx: nothing is done, but the bot cannot know that."""
        return cls(Effect.REFUSE, Refused(code, _REASONS.get(code, "Server Error")))

    @classmethod
    def rejected(cls, code: int, description: str) -> "Fault":
        """Any other answer, for example 400 with `Bad Request: …`."""
        return cls(Effect.REFUSE, Refused(code, description))

    @classmethod
    def cut_before(cls) -> "Fault":
        """The connection breaks, and nothing is done."""
        return cls(Effect.CUT_BEFORE)

    @classmethod
    def cut_after(cls) -> "Fault":
        """It is done, but the connection breaks before the answer."""
        return cls(Effect.CUT_AFTER)

    @classmethod
    def timeout_after(cls) -> "Fault":
        """It is done, but the answer never comes."""
        return cls(Effect.TIMEOUT_AFTER)


@dataclass(slots=True)
class Faults:
    """The mishaps that are still to come, each for one call."""

    _waiting: dict[tuple[str, int | None], deque[Fault]] = field(default_factory=dict)

    def next(self, method: str, fault: Fault, *, chat: int | None = None, times: int = 1) -> None:
        """Let the next calls of a method go wrong.

        Args:
            method: for example `sendMessage`.
            fault: what happens.
            chat: only calls for this chat.
            times: how many calls, one after another.
        """
        self._waiting.setdefault((method, chat), deque()).extend([fault] * times)

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The mishap of a call that comes now, which is used up with it."""
        for key in ((method, chat), (method, None)):
            if waiting := self._waiting.get(key):
                return waiting.popleft()
        return None
