"""`nachklang db backup` and `nachklang db restore`."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from bot.main import fresh_token
from bot.service.ports import Clock
from bot.service.restoring import Report, prepare
from bot.settings import Settings
from storage.copies import CopyUnusable
from storage.engine import make_engine
from storage.erasure_log import FILE_NAME, Erased, ErasureLog
from storage.keys import Keys, load_or_create
from storage.migrating import current_revision
from storage.opening import require_keys
from storage.restoring import back_up as copy_database
from storage.restoring import database_file, is_sqlite, made_at, restore
from storage.standing_still import RestoredCopy
from storage.vault import Vault
from storage.work import binder

FOLDER: Final = "backups"
"""Where copies go by themselves, in the data folder."""

_STAMP: Final = "%Y-%m-%dT%H-%M-%SZ"


class NothingToBackUp(Exception):
    """There is no database yet."""


class ErasureLogIncomplete(Exception):
    """What was erased since the copy was made is not known, or not all of it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore that was carried out: what was done, and where the replaced database is."""

    report: Report
    aside: Path | None


def back_up(settings: Settings, target: Path | None, clock: Clock) -> Path:
    """Copy the database, which may be in use, into a new file; returns which.

    Args:
        settings: of the installation.
        target: where to; None for a name with the moment in the data folder's own folder.
        clock: tells the moment.

    Raises:
        NothingToBackUp: see there.
        AlreadyThere: `target` exists.
        ToolMissing: pg_dump is missing or failed.
        CopyUnusable: the database is broken, or the copy cannot be written.
        ErasureLogUnreadable: the log cannot be kept short.
    """
    sqlite = is_sqlite(settings.database)
    now = clock.now()
    if sqlite and not database_file(settings.database).exists():
        raise NothingToBackUp
    suffix = "db" if sqlite else "dump"
    name = f"nachklang-{now.strftime(_STAMP)}.{suffix}"
    target = (target or settings.data_dir / FOLDER / name).absolute()
    with _in_words(target):
        if not sqlite:
            _require_tables(settings.database)
        copy_database(settings.database, target, now)
    _keep_log_short(settings, clock)
    return target


def put_back(
    settings: Settings,
    copy: Path,
    clock: Clock,
    *,
    logs: Sequence[Path] = (),
    without_log: bool = False,
    replace: bool = False,
) -> Restored:
    """Let the database be what a copy holds, without what was erased since.

    Args:
        settings: of the installation.
        copy: made by `back_up`.
        clock: tells the moment.
        logs: erasure logs to go by besides the installation's own, from other machines.
        without_log: go on where what was erased is not wholly known.
        replace: put PostgreSQL's tables aside where there are any.

    Raises:
        ErasureLogIncomplete: see there.
        KeyFileUnreadable: the key file is missing or open to others.
        KeyMissing: the keys do not open what the copy holds.
        SealBroken: a row of the copy is broken.
        Exception: what `storage.restoring.restore` raises.
    """
    if not copy.is_file():
        raise CopyUnusable(f"there is no file {copy}")
    keys = load_or_create(settings.key_file, may_create=False)
    reports: list[Report] = []

    def prepared(connection: Connection, made: datetime) -> None:
        vault = Vault(keys)
        require_keys(connection, vault)
        work = binder(vault, clock.now, fresh_token)(connection)
        reports.append(prepare(RestoredCopy(connection), work, erased, made))

    with _in_words(copy):
        at = made_at(settings.database, copy)
        erased = None if without_log else _erased(settings, keys, clock, logs, at)
        aside = restore(
            settings.database,
            copy,
            _aside(settings, clock),
            prepared,
            clock.now(),
            replace=replace,
        )
    return Restored(reports[-1], aside)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """What a full disk or a broken file does, in a sentence."""
    try:
        yield
    except OSError as problem:
        raise CopyUnusable(f"{problem.filename or path}: {problem.strerror}") from problem
    except sqlite3.Error as problem:
        code = getattr(problem, "sqlite_errorname", type(problem).__name__)
        raise CopyUnusable(f"SQLite cannot go on with {path} ({code})") from problem


def _keep_log_short(settings: Settings, clock: Clock) -> None:
    """Drop old lines of the erasure log, for where the bot runs for months."""
    if settings.key_file.exists():
        keys = load_or_create(settings.key_file, may_create=False)
        ErasureLog(settings.data_dir / FILE_NAME, keys, clock.now).begin()


def _erased(
    settings: Settings, keys: Keys, clock: Clock, others: Sequence[Path], at: datetime
) -> Erased:
    """All logs as one.

    Raises:
        ErasureLogIncomplete: one is missing, or begins after the copy was made.
    """
    own = settings.data_dir / FILE_NAME
    every: list[Erased] = []
    for path in (own, *others) if own.exists() or not others else others:
        read = ErasureLog(path, keys, clock.now).read()
        if read is None:
            raise ErasureLogIncomplete(f"the erasure log {path} is not there")
        if read.since > at:
            begins, made = f"{read.since:%Y-%m-%d %H:%M}", f"{at:%Y-%m-%d %H:%M}"
            raise ErasureLogIncomplete(
                f"the erasure log {path} begins at {begins} UTC, after the backup of {made} UTC"
            )
        every.append(read)
    erased, *more = every
    for other in more:
        erased = erased.joined_with(other)
    return erased


def _aside(settings: Settings, clock: Clock) -> Path:
    stamp = f"before-restore-{clock.now().strftime(_STAMP)}"
    if is_sqlite(settings.database):
        path = database_file(settings.database)
        return path.with_name(f"{path.stem}.{stamp}{path.suffix}")
    return settings.data_dir / FOLDER / f"nachklang.{stamp}.dump"


def _require_tables(url: str) -> None:
    engine = make_engine(url)
    try:
        if current_revision(engine) is None:
            raise NothingToBackUp
    finally:
        engine.dispose()
