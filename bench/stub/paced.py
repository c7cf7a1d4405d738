"""One update at a time: how long from an update's being there to the reply's arrival."""

from collections.abc import Callable
from time import monotonic


class Paced:
    """Makes the next update available when the one before is answered and the client polls again.

    Args:
        chats: who writes, one after the other.
        many: how many updates.
        feed: makes an update of a chat available, and returns when it was.
        after: calls something in so many seconds.
        pause: seconds between a reply and the next update, in which the client comes to rest.
    """

    def __init__(
        self,
        chats: range,
        many: int,
        feed: Callable[[range, int], float],
        after: Callable[[float, Callable[[], None]], None],
        pause: float,
    ) -> None:
        self._chats = chats
        self._many = many
        self._feed = feed
        self._after = after
        self._pause = pause
        self._since = 0.0
        self._waits_for: int | None = None
        self._planned = False
        self._polled = False
        self.latencies: list[float] = []

    @property
    def done(self) -> bool:
        """Whether all are answered."""
        return len(self.latencies) == self._many

    def begin(self, polling: bool) -> None:
        """Make the first available, as soon as the client polls."""
        self._polled = polling
        self._plan()

    def polled(self) -> None:
        """The client waits for updates."""
        self._polled = True
        self._plan()

    def replied(self, chat: int) -> None:
        """A message was sent to a chat."""
        if chat == self._waits_for:
            self.latencies.append(monotonic() - self._since)
            self._waits_for = None
            self._plan()

    def _plan(self) -> None:
        ready = self._polled and self._waits_for is None
        if ready and not self._planned and not self.done:
            self._planned = True
            self._after(self._pause, self._next)

    def _next(self) -> None:
        self._planned = False
        place = len(self.latencies)
        chat = self._chats[place % len(self._chats)]
        self._waits_for = chat
        self._polled = False
        self._since = monotonic()
        self._feed(range(chat, chat + 1), 1)
