"""What `nachklang doctor` looks at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.chat.receiving import LAST_POLL
from bot.main import open_storage
from bot.service.ports import SystemClock
from bot.settings import Settings
from storage.emptying import holds_sealed_rows
from storage.engine import DatabaseUnusable, make_engine
from storage.keys import KeyFileUnreadable, load_or_create
from storage.migrating import current_revision, head_revision
from storage.work import Work

SILENT_TOO_LONG = timedelta(minutes=2)
"""A running bot asks Telegram at least twice a minute."""

LATE = timedelta(minutes=10)
"""Messages that wait longer have something in their way."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and whether it is as it should be."""

    good: bool
    text: str

    @property
    def mark(self) -> str:
        """For the terminal; the text says it in words too."""
        return "ok  " if self.good else "bad "


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that `run` needs, without changing anything."""
    findings = list(_ground(settings))
    if all(finding.good for finding in findings):
        engine, writer = open_storage(settings, SystemClock())
        findings += writer.run_now(_work)
        engine.dispose()
    return findings


def _ground(settings: Settings) -> Iterator[Finding]:
    """The database and the key."""
    if settings.database_file is not None and not settings.database_file.exists():
        missing = f"database: {settings.database_file} is not there yet; `nachklang run` makes it"
        yield Finding(good=False, text=missing)
        return
    try:
        engine = make_engine(settings.database)
        revision = current_revision(engine)
        needed = revision is not None and holds_sealed_rows(engine)
        engine.dispose()
    except DatabaseUnusable as problem:
        yield Finding(good=False, text=f"database: {problem}")
        return
    except SQLAlchemyError as problem:
        yield Finding(good=False, text=f"database: out of reach ({type(problem).__name__})")
        return
    yield Finding(
        good=revision == head_revision(),
        text=f"database: at {revision}"
        if revision == head_revision()
        else f"database: at {revision or 'nothing yet'}, this version needs {head_revision()}; "
        "run `nachklang db upgrade`",
    )
    yield _key(settings, needed=needed)


def _key(settings: Settings, *, needed: bool) -> Finding:
    if not needed and not settings.key_file.exists():
        text = f"key file: {settings.key_file} is not there yet; `nachklang run` makes it"
        return Finding(good=True, text=text)
    try:
        load_or_create(settings.key_file, may_create=False)
    except KeyFileUnreadable as problem:
        return Finding(good=False, text=str(problem))
    return Finding(good=True, text=f"key file: {settings.key_file}")


def _work(work: Work) -> list[Finding]:
    """What the database says about the bot at work."""
    heard = work.facts.get(LAST_POLL)
    last = datetime.fromisoformat(heard) if heard else None
    waiting_since = work.outbox.oldest_due(work.now)
    unknown, aside = work.outbox.unknown_count(), work.inbox.set_aside()
    heard_lately = last is not None and work.now - last < SILENT_TOO_LONG
    advice = "" if heard_lately else "; is `nachklang run` running, and what does its log say?"
    return [
        Finding(
            good=heard_lately,
            text=f"last heard of Telegram: {heard or 'never'}{advice}",
        ),
        Finding(
            good=waiting_since is None or work.now - waiting_since < LATE,
            text=f"oldest message that waits: {waiting_since or 'none'}",
        ),
        Finding(good=True, text=f"messages whose arrival is unknown: {unknown}"),
        Finding(good=True, text=f"updates that could not be handled: {aside}"),
    ]
