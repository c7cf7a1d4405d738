"""The key file: what opens the sealed rows, kept apart from the database.

The file is text. Empty lines and lines that begin with `#` say nothing; every other line is a key:
its id (eight hex digits) and its 32 bytes in Base64, with a space between. The first key seals, all
of them open.
"""

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NewType

from storage.private_files import sync

KeyId = NewType("KeyId", str)
"""Eight hex digits, drawn at random, so that a new file is never mistaken for a lost one."""

Randomness = Callable[[int], bytes]
"""Gives so many unpredictable bytes."""

KEY_BYTES: Final = 32
_ID_BYTES: Final = 4
_LINE: Final = re.compile(r"([0-9a-f]{8})[ \t]+(\S+)")
_OTHERS: Final = 0o077
_INTRODUCTION: Final = """\
# The keys of Nachklang. Without them nobody can read what people wrote, not even from a backup.
# Keep a copy apart from the database. The first key seals; all of them open.
# For a new key add a line at the top: eight hex digits, a space, 32 random bytes in Base64.
"""


class KeyFileUnreadable(Exception):
    """The key file cannot be used, or may not be.

    Attributes:
        path: where it is or should be.
        why: what is wrong with it and what to do about it; holds no key.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"key file {path}: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its name. Its bytes never appear in its description."""

    id: KeyId
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """All keys of an installation, at least one; the first seals."""

    all: tuple[Key, ...]

    @property
    def sealing(self) -> Key:
        """The key that new rows are sealed with."""
        return self.all[0]


def fresh_key(randomness: Randomness = os.urandom) -> Key:
    """A key that nobody has ever had."""
    return Key(KeyId(randomness(_ID_BYTES).hex()), randomness(KEY_BYTES))


def load_or_create(path: Path, *, may_create: bool, randomness: Randomness = os.urandom) -> Keys:
    """The keys in the file at `path`.

    Args:
        path: where the key file is.
        may_create: make the file where there is none. Only true while the database holds no
            sealed row: a new key would hide from the operator that the old one is lost.
        randomness: where new keys come from.

    Raises:
        KeyFileUnreadable: it is missing and may not be made, others may read it, or it is
            no key file.
    """
    try:
        return _load(path)
    except FileNotFoundError:
        if not may_create:
            why = (
                "it is missing, but the database holds rows sealed with its keys. Put it back "
                "from your copy; without it these rows stay unreadable"
            )
            raise KeyFileUnreadable(path, why) from None
    except OSError as problem:
        raise KeyFileUnreadable(path, f"cannot be read ({problem.strerror})") from problem
    try:
        _create(path, fresh_key(randomness))
        return _load(path)
    except OSError as problem:
        raise KeyFileUnreadable(path, f"cannot be made ({problem.strerror})") from problem


def _load(path: Path) -> Keys:
    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if mode & _OTHERS:
            why = f"other users of this machine may open it; run: chmod 600 {path}"
            raise KeyFileUnreadable(path, why)
        content = file.read()
    return Keys(_parsed(path, content.decode("ascii", errors="replace")))


def _parsed(path: Path, text: str) -> tuple[Key, ...]:
    keys: dict[KeyId, Key] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        key = _key(line)
        if key is None:
            why = f"line {number} is not a key: eight hex digits, a space, 32 bytes in Base64"
            raise KeyFileUnreadable(path, why)
        if key.id in keys:
            raise KeyFileUnreadable(path, f"line {number} repeats the key id {key.id}")
        keys[key.id] = key
    if not keys:
        raise KeyFileUnreadable(path, "it holds no key. Put the file back from your copy")
    return tuple(keys.values())


def _key(line: str) -> Key | None:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return None
    try:
        secret = b64decode(found[2], validate=True)
    except ValueError:
        return None
    return Key(KeyId(found[1]), secret) if len(secret) == KEY_BYTES else None


def _create(path: Path, key: Key) -> None:
    """Make the file appear whole or not at all, also when two processes start at once."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{key.id}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            line = f"{key.id} {b64encode(key.secret).decode()}\n"
            file.write((_INTRODUCTION + line).encode())
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return  # The other process was first: its key is the key.
        # A file whose name is not on the disk is lost with the power, whatever it holds.
        sync(path.parent)
    finally:
        draft.unlink()
