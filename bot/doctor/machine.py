"""What the machine gives: modes of files, room on the disk, the right time, backups."""

import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.backups import FOLDER
from bot.doctor.finding import Finding
from bot.service.ports import Clock
from bot.settings import Settings
from storage.restoring import database_file, is_sqlite

LEAST_FREE: Final = 200_000_000
"""Bytes. With less, a busy round and a backup may fill the disk."""

MOST_APART: Final = timedelta(seconds=5)
"""How far the clock may be off: rounds open by it, and some replies are told apart by time."""

BACKUPS_KEPT: Final = timedelta(days=30)
BACKUP_TOO_OLD: Final = timedelta(days=2)

_OTHERS: Final = 0o077


def modes(settings: Settings) -> Iterator[Finding]:
    """Whether others on this machine may read what is stored."""
    places = [settings.data_dir]
    if is_sqlite(settings.database):
        places.append(database_file(settings.database))
    for path in places:
        if not path.exists():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & _OTHERS:
            right = "700" if path.is_dir() else "600"
            text = f"{path}: others on this machine may open it; run: chmod {right} {path}"
            yield Finding(good=False, text=text)
        else:
            yield Finding(good=True, text=f"{path}: mode {mode:o}")


def disk(settings: Settings) -> Finding:
    """Whether there is room where SQLite's database and the erasure log lie."""
    sqlite = is_sqlite(settings.database)
    place = database_file(settings.database).parent if sqlite else settings.data_dir
    place = next(folder for folder in (place, *place.parents) if folder.exists())
    try:
        free = shutil.disk_usage(place).free
    except OSError as problem:
        return Finding(good=False, text=f"disk: {place} cannot be looked at ({problem.strerror})")
    megabytes = free // 1_000_000
    if free < LEAST_FREE:
        text = f"disk: only {megabytes} MB are free at {place}; make room, or nothing can be stored"
        return Finding(good=False, text=text)
    return Finding(good=True, text=f"disk: {megabytes} MB are free at {place}")


def clocks(settings: Settings, clock: Clock, telegram: Callable[[str], datetime | None]) -> Finding:
    """Whether the machine's clock is right, measured by Telegram's."""
    before = clock.now()
    theirs = telegram(settings.bot_api_url)
    if theirs is None:
        text = f"clock: {settings.bot_api_url} does not answer, so it could not be compared; "
        return Finding(good=False, text=text + "does this machine reach Telegram?")
    # Theirs is cut to the second, and was true at some moment between asking and hearing.
    early, late = theirs - clock.now(), theirs + timedelta(seconds=1) - before
    apart = early if early > timedelta() else min(late, timedelta())
    seconds = abs(round(apart.total_seconds()))
    if abs(apart) > MOST_APART:
        side = "behind" if apart > timedelta() else "ahead of"
        text = f"clock: {seconds} s {side} Telegram's; set it, or let it be set (NTP)"
        return Finding(good=False, text=text)
    return Finding(good=True, text=f"clock: as Telegram's, to {seconds} s")


def backups(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """How old the newest copy in the data folder is, and whether one is there for too long."""
    folder = settings.data_dir / FOLDER
    if not folder.is_dir():
        return
    made = sorted((_made(path), path) for path in folder.glob("nachklang*") if path.is_file())
    if not made:
        yield Finding(good=False, text=f"backups: none in {folder}; run `nachklang db backup`")
        return
    newest = made[-1][0]
    good = clock.now() - newest < BACKUP_TOO_OLD
    advice = "" if good else "; does cron still run `nachklang db backup`?"
    yield Finding(good=good, text=f"backups: the newest is of {newest:%Y-%m-%d %H:%M} UTC{advice}")
    old = [path for at, path in made if clock.now() - at > BACKUPS_KEPT]
    if old:
        text = f"backups: {len(old)} are older than the promised 30 days; delete them ({old[0]} …)"
        yield Finding(good=False, text=text)


def _made(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
