"""Updates that wait to be fetched: texts from private chats, as Telegram's getUpdates has them."""

import json
import time
from collections import deque
from typing import Final

MOST: Final = 100
"""Updates in one answer, as getUpdates limits them."""

FIRST_NAME: Final = "Mira"
LAST_NAME: Final = "Probe"
"""Everybody's name; what fills databases uses the same, for a changed name costs a write."""

TEXTS: Final = (
    "Wir haben heute gelernt, früher miteinander zu reden als bisher.",
    "Für mich heißt das vor allem zuhören und nachfragen, bevor ich plane.",
    "Die Nachbarschaft kennt uns jetzt, und das hilft uns bei jedem Antrag.",
    "Ich nehme mit, dass kleine Schritte reichen, wenn viele sie mitgehen.",
    "Ohne die Kolleginnen aus dem Jugendzentrum hätte das nicht geklappt.",
)
"""What people say; none is the label of a button."""

_UPDATE: Final = (
    '{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"%s",'
    '"last_name":"%s","language_code":"de"},"chat":{"id":%d,"first_name":"%s","last_name":"%s",'
    '"type":"private"},"date":%d,"text":%s}}'
)
_QUOTED: Final = tuple(json.dumps(text) for text in TEXTS)


class Updates:
    """The queue. An offset acknowledges everything before it; the rest is handed out again."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._next = 1

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, chat: int, message_id: int) -> None:
        """Somebody has sent a text."""
        number = self._next
        self._next += 1
        text = _QUOTED[number % len(_QUOTED)]
        names = (FIRST_NAME, LAST_NAME)
        facts = (number, message_id, chat, *names, chat, *names, int(time.time()), text)
        self._waiting.append((number, (_UPDATE % facts).encode()))

    def fetch(self, offset: int) -> bytes:
        """The oldest updates from this number on, as a JSON list."""
        waiting = self._waiting
        while waiting and waiting[0][0] < offset:
            waiting.popleft()
        several = (waiting[place][1] for place in range(min(MOST, len(waiting))))
        return b"[" + b",".join(several) + b"]"

    def clear(self) -> None:
        """Forget what was not fetched."""
        self._waiting.clear()
