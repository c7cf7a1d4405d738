"""What the bot writes to standard error, counted by what it says."""

import asyncio
import re
from collections import Counter, deque

_EVENT = re.compile(r'level=(?:error|critical) event=(?:"([^"]*)"|(\S+))')
_LAST = 200
"""Lines that are kept, to be shown where something went wrong."""


class Log:
    """Counts the bot's errors.

    Attributes:
        errors: how often each was written.
        last: the last lines as they came.
    """

    def __init__(self) -> None:
        self.errors: Counter[str] = Counter()
        self.last: deque[str] = deque(maxlen=_LAST)

    async def read(self, stream: asyncio.StreamReader) -> None:
        """Take in what is written, until the end."""
        async for line in stream:
            self.add(line.decode(errors="replace").rstrip())

    def add(self, line: str) -> None:
        """Take in one line; what is not in the log's own form is kept and not counted."""
        self.last.append(line)
        found = _EVENT.search(line)
        if found is not None:
            self.errors[found[1] or found[2]] += 1
