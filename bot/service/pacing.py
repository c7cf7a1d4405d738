"""How fast the bot may send: a value that is asked and told, without a clock of its own.

Telegram allows about 30 messages a second over all (up to 1,000 as paid broadcasts), one a second
in a private chat with short bursts, and 20 a minute in a group (Bots FAQ, "My bot is hitting
limits"). It counts them when they arrive, so requests that overtake each other on the way need
some milliseconds to spare.

All times are seconds of one monotonic clock.
"""

from collections import OrderedDict, deque

from flows.ids import ChatId

USUAL_RATE = 30
"""Messages a second that every bot may send."""

_SPARE = 0.006
"""Seconds between a window's end and the next message, for what overtakes another on its way."""
_HASTE = 0.85
"""How close messages may follow each other, as a share of the even distance: some are a little
late, and those behind them may catch up within their second."""
_CHAT_SPARE = 0.02
_SECOND = 1 + _SPARE
_CHAT_SECOND = 1 + _CHAT_SPARE
_MINUTE = 60 + _CHAT_SPARE
_BURST = 3
_A_MINUTE = 20


class Pacer:
    """Keeps the sends of one bot token within Telegram's limits.

    Ask `leave` at the moment at which a message is about to leave: what counts is what really
    left. `wait` and `resting` tell before that what is worth being claimed. Answers to button
    presses are not messages; do not ask for them. What it remembers is bounded by what was sent in
    the last minute.

    Attributes:
        at_once: how many messages may leave in the same moment.
        paid: whether broadcasts have to be paid for, because they are faster than is free.
    """

    def __init__(self, *, per_second: int = USUAL_RATE) -> None:
        """Begin with nothing sent.

        Args:
            per_second: how many messages may leave in any second, over all chats; they are
                spread over it, a few at a time.
        """
        self.at_once = max(per_second // 50, 2)
        self.paid = per_second > USUAL_RATE
        self._second = _Window(per_second, _SECOND)
        self._moment = _Window(self.at_once, self.at_once * _SECOND / per_second * _HASTE)
        self._halted_until = 0.0
        # In the order of their last send, so that idle ones are found in front.
        self._chats: OrderedDict[ChatId, _Private | _Group] = OrderedDict()

    def wait(self, now: float) -> float:
        """How many seconds until a message may leave, to a chat that does not rest; 0 for now."""
        return max(self._free_at() - now, 0.0)

    def halted(self, now: float) -> float:
        """How many seconds to wait until a 429 is over; 0 where there is none."""
        return max(self._halted_until - now, 0.0)

    def ready(self, chat: ChatId, now: float) -> float:
        """How many seconds to wait until that chat may be sent to; 0 for now."""
        limit = self._chats.get(chat)
        free_at = self._free_at() if limit is None else max(self._free_at(), limit.free_at())
        return max(free_at - now, 0.0)

    def resting(self, now: float) -> frozenset[ChatId]:
        """The chats that have to wait, even if anything may be sent at all."""
        self._forget_idle(now)
        return frozenset(chat for chat, limit in self._chats.items() if limit.free_at() > now)

    def leave(self, chat: ChatId, now: float) -> float:
        """A message to a chat is about to leave: the seconds that it has to wait all the same.

        Ask again after waiting; 0 means that it leaves now, and counts.
        """
        wait = self.ready(chat, now)
        if wait == 0:
            self._second.took(now)
            self._moment.took(now)
            self._limit(chat).took(now)
            self._forget_idle(now)
        return wait

    def arrived(self, chat: ChatId, seconds: float) -> None:
        """A message with a file took so many seconds: Telegram counts it from when it arrived."""
        limit = self._chats.get(chat)
        if limit is not None:
            limit.arrived_after(seconds)

    def halt(self, now: float, retry_after: float, chat: ChatId | None = None) -> None:
        """Send nothing at all for a while, as a 429 asks; a shorter one never ends a longer.

        Args:
            now: when the 429 came.
            retry_after: its seconds.
            chat: where it came; its count was wrong, so it starts without a burst afterwards.
        """
        self._halted_until = max(self._halted_until, now + retry_after)
        if chat is not None:
            self._limit(chat).used_up(now + retry_after)

    def _free_at(self) -> float:
        return max(self._halted_until, self._second.free_at(), self._moment.free_at())

    def _limit(self, chat: ChatId) -> "_Private | _Group":
        """The chat's limit, which is its youngest from now on."""
        limit = self._chats.pop(chat, None) or (_Group() if chat < 0 else _Private())
        self._chats[chat] = limit
        return limit

    def _forget_idle(self, now: float) -> None:
        while self._chats:
            chat, limit = next(iter(self._chats.items()))
            if limit.idle_at() > now:
                return
            del self._chats[chat]


class _Window:
    """At most so many in any stretch of so many seconds."""

    __slots__ = ("_times", "seconds")

    def __init__(self, most: int, seconds: float) -> None:
        self._times: deque[float] = deque(maxlen=most)
        self.seconds = seconds

    def free_at(self) -> float:
        full = len(self._times) == self._times.maxlen
        return self._times[0] + self.seconds if full else 0.0

    def idle_at(self) -> float:
        return self._times[-1] + self.seconds

    def took(self, now: float) -> None:
        self._times.append(now)

    def shift_last(self, seconds: float) -> None:
        self._times[-1] += seconds


class _Private:
    """One a second, and a few at once after a pause: a token bucket, kept as when it is full."""

    __slots__ = ("_full_at",)

    def __init__(self) -> None:
        self._full_at = 0.0

    def free_at(self) -> float:
        return self._full_at - (_BURST - 1) * _CHAT_SECOND

    def idle_at(self) -> float:
        return self._full_at

    def took(self, now: float) -> None:
        self._full_at = max(self._full_at, now) + _CHAT_SECOND

    def arrived_after(self, seconds: float) -> None:
        self._full_at += seconds

    def used_up(self, until: float) -> None:
        self._full_at = max(self._full_at, until + (_BURST - 1) * _CHAT_SECOND)


class _Group:
    """Twenty a minute, one a second."""

    __slots__ = ("_minute", "_second")

    def __init__(self) -> None:
        self._minute = _Window(_A_MINUTE, _MINUTE)
        self._second = _Window(1, _CHAT_SECOND)

    def free_at(self) -> float:
        return max(self._minute.free_at(), self._second.free_at())

    def idle_at(self) -> float:
        return self._minute.idle_at()

    def took(self, now: float) -> None:
        self._minute.took(now)
        self._second.took(now)

    def arrived_after(self, seconds: float) -> None:
        self._minute.shift_last(seconds)
        self._second.shift_last(seconds)

    def used_up(self, until: float) -> None:
        # As if it had had its twenty, evenly: from then on one more every three seconds.
        free_at = max(until, self.free_at())
        for number in range(_A_MINUTE):
            self.took(free_at - _MINUTE + number * _MINUTE / _A_MINUTE)
