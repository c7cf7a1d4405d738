"""Where the files of a rehearsal lie as long as it runs."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - in it a folder is made that nobody else can open
ENOUGH: Final = 1 << 30
"""Bytes that have to be free there; a rehearsal takes a few million."""


def place(memory: Path = MEMORY, enough: int = ENOUGH) -> Path:
    """The machine's memory where it has room, else where temporary files go.

    The program waits for the disk at every commit; a rehearsal need not outlive the power.
    """
    usable = memory.is_dir() and os.access(memory, os.W_OK)
    if usable and "TMPDIR" not in os.environ and shutil.disk_usage(memory).free >= enough:
        return memory
    return Path(tempfile.gettempdir())
