"""Telegram's limits on how fast a bot may send (Bots FAQ, "My bot is hitting limits")."""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.rehearsal.standin.refused import throttled

COUNTED = {
    "sendMessage",
    "sendPhoto",
    "sendDocument",
    "editMessageText",
    "editMessageCaption",
    "editMessageReplyMarkup",
}
"""The methods that count as a message."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is allowed; None where there is to be no limit.

    Attributes:
        overall: messages in any second, over all chats.
        private: messages a second in a private chat, in the long run.
        burst: messages at once in a private chat, after a pause.
        group: messages in any minute in a group or channel.
    """

    overall: int | None = 30
    private: float | None = 1.0
    burst: int = 3
    group: int | None = 20

    @classmethod
    def off(cls) -> "Limits":
        """No limit at all."""
        return cls(overall=None, private=None, group=None)


@dataclass(slots=True)
class Throttle:
    """Counts messages, and refuses those beyond the limits; refused ones do not count."""

    limits: Limits
    count: int = 0
    """How many were refused."""
    _overall: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _full_at: dict[int, float] = field(default_factory=dict)

    def check(self, chat_id: int | None, moment: float) -> None:
        """Count a message for a chat at a moment, in seconds of any clock.

        Raises:
            Refused: 429, because there were too many.
        """
        wait = max(self._wait_overall(moment), self._wait_in(chat_id, moment))
        if wait > 0:
            self.count += 1
            raise throttled(math.ceil(wait))
        self._took(chat_id, moment)

    def _wait_overall(self, moment: float) -> float:
        return _wait(self._overall, self.limits.overall, 1, moment)

    def _wait_in(self, chat_id: int | None, moment: float) -> float:
        if chat_id is None:
            return 0
        if chat_id < 0:
            times = self._groups.get(chat_id, deque())
            return _wait(times, self.limits.group, 60, moment)
        if self.limits.private is None:
            return 0
        room = (self.limits.burst - 1) / self.limits.private
        return self._full_at.get(chat_id, 0) - room - moment

    def _took(self, chat_id: int | None, moment: float) -> None:
        self._overall.append(moment)
        if chat_id is None:
            return
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).append(moment)
        elif self.limits.private is not None:
            full_at = max(self._full_at.get(chat_id, 0), moment)
            self._full_at[chat_id] = full_at + 1 / self.limits.private


def _wait(times: deque[float], most: int | None, seconds: float, moment: float) -> float:
    """How long until one more fits into a sliding stretch of so many seconds."""
    if most is None:
        times.clear()
        return 0
    while times and times[0] <= moment - seconds:
        times.popleft()
    return times[0] + seconds - moment if len(times) >= most else 0
