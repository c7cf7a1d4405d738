"""Files that only their owner may read, and that are there wholly or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyThere(Exception):
    """A file would have been overwritten.

    Attributes:
        path: which one.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already; nothing was overwritten")
        self.path = path


@contextmanager
def private_draft(target: Path) -> Iterator[Path]:
    """A file to be filled beside `target`; it gets that name when the block ends well.

    Mode 0600 from the beginning; on the disk before it has its name.

    Raises:
        AlreadyThere: there is such a file, or came to be one meanwhile.
        OSError: it cannot be made.
    """
    if os.path.lexists(target):
        raise AlreadyThere(target)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
        sync(draft)
        try:
            target.hardlink_to(draft)
        except FileExistsError:
            raise AlreadyThere(target) from None
    finally:
        draft.unlink()
    sync(target.parent)


def sync(path: Path) -> None:
    """Return when a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
