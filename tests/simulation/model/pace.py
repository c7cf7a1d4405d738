"""A 429 is obeyed, and no private chat is flooded.

Telegram's limits: about one message a second in a private chat with short bursts, about thirty a
second over all (Bots FAQ, "My bot is hitting limits").
"""

from collections import defaultdict, deque

from flows.ids import ChatId
from tests.simulation.model.broken import require

BURST = 3
ALL_A_SECOND = 30
MOMENT = 0.002
"""Seconds: what leaves in the same moment as the 429 comes could not know of it."""


class Pace:
    """Counts what leaves in one life of the program."""

    def __init__(self) -> None:
        self._halts: list[tuple[float, float]] = []
        self._chats: dict[ChatId, deque[float]] = defaultdict(lambda: deque(maxlen=8))
        self._all: deque[float] = deque(maxlen=ALL_A_SECOND)

    def halted(self, now: float, seconds: float) -> None:
        """The bot was told to send nothing for so long."""
        self._halts.append((now, now + seconds))

    def leaves(self, chat: ChatId | None, now: float) -> None:
        """A call leaves; without a chat where it is the answer to a tap."""
        halted = [halt for halt in self._halts if halt[0] + MOMENT < now < halt[1] - MOMENT]
        require(not halted, "a 429 is obeyed", f"left at {now:.3f}, halted {halted}")
        if chat is None:
            return
        if len(self._all) == ALL_A_SECOND:
            require(now - self._all[0] >= 1, "thirty a second are not exceeded", now)
        self._all.append(now)
        here = self._chats[chat]
        for back, before in enumerate(reversed(here), 1):
            seconds = back - BURST + 1
            require(
                seconds < 1 or now - before >= seconds - MOMENT,
                "a chat gets three at once and one a second",
                f"{chat}: {[*here, now]}",
            )
        here.append(now)
