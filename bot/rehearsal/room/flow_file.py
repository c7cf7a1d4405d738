"""The flow that is rehearsed: its file is read again whenever it is saved."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from flows.mistakes import Mistake, Mistakes
from flows.reading import MOST_BYTES, read_flow
from flows.script import Flow
from flows.sentence import Sentence

LOOK_SECONDS: Final = 0.2
"""How often to look at the file."""

GONE_LOOKS: Final = 5
"""Editors take a file away for a moment when they save; after so many looks it is really gone."""

_Look = tuple[int, int, int] | None
"""What tells that a file was saved: inode, size, time in nanoseconds; None where there is none."""


class FlowFile:
    """A flow, and the file that it comes from, if there is one.

    Args:
        flow: as it is in the file now.
        path: the file; None for a flow that comes along, which does not change.

    Attributes:
        now: what stands in the file: a flow, or what is wrong with it.
        good: the last flow without a mistake.
        path: as above.
    """

    def __init__(self, flow: Flow, path: Path | None = None) -> None:
        self.path = path
        self.now: Flow | Mistakes = flow
        self.good = flow
        self._seen = self._look()

    @classmethod
    def at(cls, path: Path) -> "FlowFile | Mistakes":
        """A flow's file; where it has mistakes, those.

        Raises:
            OSError: it cannot be read.
        """
        found = read_flow(_content(path), path.name)
        return found if isinstance(found, Mistakes) else cls(found, path)

    async def watch(self) -> AsyncIterator[Flow | Mistakes]:
        """Give what stands in the file after each save that made a difference, without end.

        A file that is being written is read when it has come to rest. One that is gone for longer
        than editors take is a mistake, until it is back.
        """
        missed, before = 0, self._seen
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self.path is None:
                continue
            look = self._look()
            missed = missed + 1 if look is None else 0
            at_rest = look == before and (look is not None or missed >= GONE_LOOKS)
            before = look
            if at_rest and look != self._seen:
                self._seen = look
                if self._read(self.path):
                    yield self.now

    def _look(self) -> _Look:
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _read(self, path: Path) -> bool:
        """Take over what stands in the file; returns whether it says something else."""
        before = self.now
        try:
            self.now = read_flow(_content(path), path.name)
        except OSError as problem:
            self.now = Mistakes(path.name, (unreadable(problem),))
        if not isinstance(self.now, Mistakes):
            self.good = self.now
        return self.now != before


def unreadable(problem: OSError) -> Mistake:
    """What is said of a file that cannot be read."""
    match problem:
        case FileNotFoundError():
            wrong = Sentence("The file cannot be read: No such file or directory.")
        case PermissionError():
            wrong = Sentence("The file cannot be read: Permission denied.")
        case IsADirectoryError():
            wrong = Sentence("The file cannot be read: Is a directory.")
        case _:  # as the operating system words it
            wrong = Sentence("The file cannot be read: {why}.", why=str(problem.strerror))
    right = Sentence("Save it there again; until then its last flow without mistakes is used.")
    return Mistake(1, 1, "", wrong, right)


def _content(path: Path) -> bytes:
    """What a file begins with: enough to see that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
