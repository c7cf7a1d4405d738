"""The erasure log: what was erased, so that restoring an older copy can erase it again.

It lies beside the database, not in it, and in no backup. Its first line says since when it is
complete; every other line holds a moment, a kind, the id of a key, and a keyed hash (HMAC-SHA-256,
RFC 2104) of the row that was erased. Without the key file nobody can tell whose line it is.
"""

import fcntl
import hmac
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from storage.keys import Key, Keys
from storage.private_files import sync

FILE_NAME: Final = "erasures.log"

KEPT: Final = timedelta(days=210)
"""Answers are kept for 180 days and backups for 30 more; no older copy may exist."""

_TITLE: Final = "# Nachklang: what was erased, as keyed hashes. Complete since "
_PURPOSE: Final = b"nachklang erasure log"
_HASH_DIGITS: Final = 32


class Kind(StrEnum):
    """What a line is about; in brackets what is hashed."""

    PERSON = "person"  # (people.id) with all that hangs on the row
    CHAT = "chat"  # (Telegram id) what came from a chat until then
    PART = "part"  # (participants.id) with all that was said there
    WORKSHOP = "workshop"  # (workshops.id) with all that belongs to it
    WORDS = "words"  # (session:question) what was said to a question until then
    LEFT = "left"  # (participants.id) takes part no more
    CAME_BACK = "back"  # (participants.id) takes part again after having left
    QUOTING = "quoting"  # (participants.id) wants to be quoted in another way
    QUOTE = "quote"  # (answers.id) its sentence may not be quoted any more
    WALL = "wall"  # (participants.id) their name may not stand on a wall any more
    ROLE = "role"  # (workshop:person:role) was taken away
    DESTINATION = "destination"  # (workshop:chat, *:chat for all) is no destination any more


@dataclass(frozen=True, slots=True)
class Erasure:
    """Something that was erased: its kind, and what of it is hashed."""

    kind: Kind
    value: str = field(repr=False)


class ErasureLogUnreadable(Exception):
    """The log cannot be read or written; the message says where it is and what is wrong."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What a log says.

    Attributes:
        since: from when on nothing is missing in it.
        moments: by kind, key id and hash, when that was erased at last.
        keys: what the hashes were made with.
    """

    since: datetime
    moments: Mapping[tuple[str, str, str], datetime]
    keys: Keys = field(repr=False)

    def when(self, kind: Kind, value: object) -> datetime | None:
        """When this was erased at last; None where it was not."""
        erasure = Erasure(kind, str(value))
        names = ((kind.value, key.id, _hashed(key, erasure)) for key in self.keys.all)
        found = (self.moments[name] for name in names if name in self.moments)
        return max(found, default=None)

    def joined_with(self, other: "Erased") -> "Erased":
        """Both logs as one, for an installation whose processes wrote several."""
        moments = dict(self.moments)
        for name, at in other.moments.items():
            moments[name] = max(at, moments.get(name, at))
        return Erased(max(self.since, other.since), moments, self.keys)


class ErasureLog:
    """The file at `path`; safe for any number of processes on one machine.

    Args:
        path: where it is; its folder is made.
        keys: what to hash with; the sealing key for new lines.
        now: the moment, aware, in UTC.
    """

    def __init__(self, path: Path, keys: Keys, now: Callable[[], datetime]) -> None:
        self.path = path
        self._keys = keys
        self._now = now

    def begin(self) -> None:
        """Make the file where there is none, and drop lines that no copy can need any more.

        Raises:
            ErasureLogUnreadable: see there.
        """
        with self._alone():
            if not self.path.exists():
                self._replace([f"{_TITLE}{self._now().isoformat()}"])
                return
            lines = self._lines()
            if not self.path.read_bytes().endswith(b"\n"):
                # Cut by a crash: the next line would become a part of it.
                self._replace(lines)
            oldest = self._now() - KEPT
            if _since(self.path, lines) < oldest:
                kept = [line for line in lines[1:] if _moment(self.path, line) >= oldest]
                self._replace([f"{_TITLE}{oldest.isoformat()}", *kept])

    def write(self, erasures: Sequence[Erasure]) -> None:
        """Add lines, and return when they are on the disk.

        To be called before what they tell of is committed: a line too many erases again what its
        owner wanted gone, a line too few lets it come back.

        Raises:
            ErasureLogUnreadable: they may not be on the disk.
        """
        self.begin()
        key, at = self._keys.sealing, self._now().isoformat()
        text = "".join(f"{at} {one.kind} {key.id} {_hashed(key, one)}\n" for one in erasures)
        with self._alone():
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())

    def read(self) -> Erased | None:
        """What it says; None where there is no such file.

        Raises:
            ErasureLogUnreadable: it is no erasure log, or a line in it is broken.
        """
        if not self.path.exists():
            return None
        with self._alone():
            lines = self._lines()
        moments: dict[tuple[str, str, str], datetime] = {}
        for line in lines[1:]:
            at = _moment(self.path, line)
            _, kind, key_id, hashed = line.split(" ")
            name = (kind, key_id, hashed)
            moments[name] = max(at, moments.get(name, at))
        return Erased(_since(self.path, lines), moments, self._keys)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The folder is what is locked, for the file is replaced when old lines are dropped."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                yield
            finally:
                os.close(folder)
        except OSError as problem:
            why = f"the erasure log {self.path} cannot be used ({problem.strerror})"
            raise ErasureLogUnreadable(why) from problem

    def _lines(self) -> list[str]:
        """All whole lines. A last one without its end was cut by a crash, and not committed."""
        text = self.path.read_bytes().decode("ascii", errors="replace")
        return text.split("\n")[:-1]

    def _replace(self, lines: Sequence[str]) -> None:
        draft = self.path.with_name(f".{self.path.name}.new")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
        sync(self.path.parent)


def _hashed(key: Key, erasure: Erasure) -> str:
    """Under a key of its own, drawn from the sealing one, so that neither tells of the other."""
    own = hmac.digest(key.secret, _PURPOSE, "sha256")
    about = f"{erasure.kind}:{erasure.value}".encode()
    return hmac.digest(own, about, "sha256").hex()[:_HASH_DIGITS]


def _since(path: Path, lines: Sequence[str]) -> datetime:
    if not lines or not lines[0].startswith(_TITLE):
        raise ErasureLogUnreadable(f"{path} is no erasure log: its first line is another")
    return _read(path, lines[0].removeprefix(_TITLE))


def _moment(path: Path, line: str) -> datetime:
    parts = line.split(" ")
    if len(parts) != len(("moment", "kind", "key", "hash")):
        raise ErasureLogUnreadable(f"the erasure log {path} has a broken line")
    return _read(path, parts[0])


def _read(path: Path, moment: str) -> datetime:
    try:
        return datetime.fromisoformat(moment)
    except ValueError:
        raise ErasureLogUnreadable(f"the erasure log {path} has a broken moment") from None
