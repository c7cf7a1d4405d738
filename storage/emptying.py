"""Leaving no trace of what was erased, and knowing whether anything sealed is there."""

from sqlalchemy import Engine, exists, select

from storage.tables import inbox, outbox, people


def empty_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, which may still hold pages as they were before.

    With `secure_delete` the pages themselves are overwritten (sqlite.org/pragma.html). PostgreSQL
    keeps dead rows until its own vacuum; nothing to do here.
    """
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        raw.close()


def holds_sealed_rows(engine: Engine) -> bool:
    """Whether anything stored needs the key: then a missing key must not be replaced."""
    with engine.begin() as connection:
        return any(
            connection.execute(select(exists().select_from(table))).scalar_one()
            for table in (people, inbox, outbox)
        )
