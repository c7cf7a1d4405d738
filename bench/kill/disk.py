"""A disk that is full again and again: a small file system, or a limit on the size of files."""

import asyncio
import os
import random
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

SIZE = "64m"
"""Of the small file system; the rest of it is taken by the ballast."""

SHORTEST = 0.2
"""Seconds that the disk is full, or has room, at least."""

_CHUNK = bytes(65536)


class Disk(Protocol):
    """A place that can be full.

    Attributes:
        kind: how that is done, in words.
    """

    kind: str

    def fill(self) -> None:
        """Leave no room for another byte."""

    def free(self) -> None:
        """Give the room back."""


class SmallFileSystem:
    """A file system in memory, filled up by a file that is nothing but ballast."""

    kind = f"file system of {SIZE} (tmpfs) filled by a ballast file"

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Write until the file system takes no more."""
        with self._ballast.open("ab", buffering=0) as file:
            for chunk in (_CHUNK, _CHUNK[:4096], _CHUNK[:1]):
                try:
                    while file.write(chunk) == len(chunk):
                        pass
                except OSError:
                    continue

    def free(self) -> None:
        """Delete the ballast."""
        self._ballast.unlink(missing_ok=True)


class SmallFiles:
    """A limit on how far the bot may write into any file (RLIMIT_FSIZE), set from outside."""

    kind = "limit on the size of files (RLIMIT_FSIZE), for no file system could be mounted"

    def __init__(self, pid: Callable[[], int]) -> None:
        self._pid = pid

    def fill(self) -> None:
        """Let the program that runs now write nothing behind the first page."""
        self._limit(4096)

    def free(self) -> None:
        """Let it write again."""
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        try:
            resource.prlimit(self._pid(), resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        except ProcessLookupError:
            return


@contextmanager
def small_disk(folder: Path, pid: Callable[[], int]) -> Iterator[Disk]:
    """Make the folder a disk that can be full.

    Args:
        folder: empty; the data folder of the bot is inside it.
        pid: tells the number of the bot's process.
    """
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    mounted = os.name == "posix" and _works(mount)
    disk: Disk = SmallFileSystem(folder) if mounted else SmallFiles(pid)
    try:
        yield disk
    finally:
        disk.free()
        if mounted:
            subprocess.run(["umount", str(folder)], check=False)


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


class Filling:
    """Fills a disk up and frees it, in turn.

    Attributes:
        times: how often it was full.
    """

    def __init__(self, disk: Disk, longest: float, chance: random.Random) -> None:
        self.times = 0
        self._disk = disk
        self._longest = longest
        self._chance = chance

    async def run(self) -> None:
        """Go on until cancelled; there is room afterwards."""
        try:
            while True:
                await self._some_time()
                self._disk.fill()
                self.times += 1
                await self._some_time()
                self._disk.free()
        finally:
            self._disk.free()

    async def _some_time(self) -> None:
        await asyncio.sleep(self._chance.uniform(SHORTEST, self._longest))
