"""Nothing is sent after leaving, closing or erasing.

What is meant are questions, reminders and posts: what nobody asked for at that moment. The bot
still answers what somebody does afterwards. A call that was on its way to the network while the
wish was committed cannot be called back; a second is allowed for that, and no more.
"""

from dataclasses import dataclass, field

from flows.ids import ChatId
from tests.simulation.model.broken import require
from tests.simulation.model.sends import Attempt

ON_ITS_WAY = 1.0


@dataclass
class Silence:
    """Who must be left in peace since when."""

    left: dict[tuple[ChatId, int], float] = field(default_factory=dict)
    closed: dict[int, float] = field(default_factory=dict)
    erased: dict[ChatId, float] = field(default_factory=dict)

    def leaves(self, attempt: Attempt, workshop: int | None, round_: int | None) -> None:
        """A call leaves; `workshop` and `round_` are those of its prompt, where it is one."""
        row, now = attempt.row, attempt.left_at
        if row.chat is None:
            return
        erased = self.erased.get(row.chat)
        if erased is not None and row.planned_at < erased:
            require(now - erased <= ON_ITS_WAY, "nothing is sent after erasing", row.key)
        if workshop is None or round_ is None:
            return
        left = self.left.get((row.chat, workshop))
        if left is not None:
            allowed = row.claimed_at <= left and now - left <= ON_ITS_WAY
            require(allowed, "nothing is asked after leaving", row.key)
        closed = self.closed.get(round_)
        if closed is not None:
            allowed = row.claimed_at <= closed and now - closed <= ON_ITS_WAY
            require(allowed, "nothing is asked after closing", row.key)
