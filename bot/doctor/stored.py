"""The database, the key, and what the database says about the bot at work."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor.finding import Finding
from bot.main import fresh_token
from bot.service.condition import LAST_POLL
from bot.service.ports import Clock
from bot.settings import Settings
from storage.emptying import holds_sealed_rows
from storage.engine import DatabaseUnusable, make_engine
from storage.erasure_log import FILE_NAME, ErasureLog, ErasureLogUnreadable
from storage.keys import KeyFileUnreadable, Keys, load_or_create
from storage.migrating import current_revision, head_revision
from storage.opening import require_keys
from storage.restoring import database_file, is_sqlite
from storage.vault import KeyMissing, SealBroken, Vault
from storage.work import Work, binder

SILENT_TOO_LONG: Final = timedelta(minutes=2)
"""A running bot asks Telegram at least twice a minute."""

LATE: Final = timedelta(minutes=10)
"""Messages that wait longer have something in their way."""

NAMES_TRIED: Final = 1
"""So many names are opened to see that the key fits."""


def look(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Everything in and around the database, as far as it can be looked at."""
    if is_sqlite(settings.database) and not database_file(settings.database).exists():
        path = database_file(settings.database)
        text = f"database: {path} is not there yet; `nachklang run` makes it"
        yield Finding(good=False, text=text)
        return
    try:
        engine = make_engine(settings.database)
    except DatabaseUnusable as problem:
        yield Finding(good=False, text=f"database: {problem}")
        return
    try:
        yield from _inside(settings, clock, engine)
    except SQLAlchemyError as problem:
        # Its text may hold what was to be stored, or the database's address.
        text = f"database: out of reach ({type(problem).__name__}); does it run, has it room?"
        yield Finding(good=False, text=text)
    finally:
        engine.dispose()


def _inside(settings: Settings, clock: Clock, engine: Engine) -> Iterator[Finding]:
    revision, head = current_revision(engine), head_revision()
    if revision != head:
        text = f"database: at {revision or 'nothing yet'}, this version needs {head}; "
        yield Finding(good=False, text=text + "run `nachklang db upgrade`")
        return
    yield Finding(good=True, text=f"database: at {revision}")
    keys = _keys(settings, needed=holds_sealed_rows(engine))
    if isinstance(keys, Finding):
        yield keys
        return
    bind = binder(Vault(keys), clock.now, fresh_token)
    yield from _written(engine)
    with engine.begin() as connection:
        yield _opens(settings, Vault(keys), bind(connection))
        found = list(_work(bind(connection)))
    yield from found
    yield _log(settings, keys, clock)


def _keys(settings: Settings, *, needed: bool) -> Keys | Finding:
    path = settings.key_file
    if not needed and not path.exists():
        return Finding(
            good=True, text=f"key file: {path} is not there yet; `nachklang run` makes it"
        )
    try:
        return load_or_create(path, may_create=False)
    except KeyFileUnreadable as problem:
        return Finding(good=False, text=str(problem))


def _written(engine: Engine) -> Iterator[Finding]:
    """Write something, and undo it."""
    try:
        with engine.connect() as connection, connection.begin() as transaction:
            connection.exec_driver_sql("INSERT INTO facts (key, value) VALUES ('doctor', 'x')")
            transaction.rollback()
        yield Finding(good=True, text="database: can be written")
    except SQLAlchemyError as problem:
        text = f"database: cannot be written ({type(problem).__name__}); is the disk full, or the "
        yield Finding(good=False, text=text + "file read-only?")


def _opens(settings: Settings, vault: Vault, work: Work) -> Finding:
    try:
        opened = require_keys(work.erasures.connection, vault, most=NAMES_TRIED)
    except (KeyMissing, SealBroken) as problem:
        text = f"key file: {settings.key_file} does not open what is stored: {problem}"
        return Finding(good=False, text=text)
    what = "opens what is stored" if opened else "nothing is stored yet that it could open"
    return Finding(good=True, text=f"key file: {settings.key_file}, for its owner alone; {what}")


def _work(work: Work) -> Iterator[Finding]:
    heard = work.facts.get(LAST_POLL)
    last = datetime.fromisoformat(heard) if heard else None
    lately = last is not None and work.now - last < SILENT_TOO_LONG
    ago = "never" if last is None else f"{_span(work.now - last)} ago"
    advice = "" if lately else "; is `nachklang run` running, and what does its log say?"
    yield Finding(good=lately, text=f"last heard of Telegram: {ago}{advice}")
    since = work.outbox.oldest_due(work.now)
    waits = None if since is None else work.now - since
    good = waits is None or waits < LATE
    advice = "" if good else "; does this machine reach Telegram, and is the bot's token valid?"
    text = "none" if waits is None else f"for {_span(waits)}"
    yield Finding(good=good, text=f"oldest message that waits: {text}{advice}")
    unknown, aside = work.outbox.unknown_count(), work.inbox.set_aside()
    yield Finding(good=True, text=f"messages whose arrival is unknown: {unknown}")
    yield Finding(good=True, text=f"updates that could not be handled: {aside}")


def _log(settings: Settings, keys: Keys, clock: Clock) -> Finding:
    path = settings.data_dir / FILE_NAME
    try:
        erased = ErasureLog(path, keys, clock.now).read()
    except ErasureLogUnreadable as problem:
        return Finding(good=False, text=f"erasure log: {problem}")
    if erased is None:
        text = f"erasure log: {path} is missing; put your newest copy there, or `nachklang run` "
        return Finding(good=False, text=text + "begins a new one")
    return Finding(good=True, text=f"erasure log: complete since {erased.since:%Y-%m-%d %H:%M} UTC")


def _span(time: timedelta) -> str:
    """`40 s`, `12 min`, `5 h`, `3 days`."""
    seconds = int(time.total_seconds())
    for unit, length in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
