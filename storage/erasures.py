"""Erasures of a transaction: noted where something is deleted, logged before it is committed."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, event

from storage.erasure_log import Erasure, ErasureLog, Kind

_NOTED = "erasures"
"""Where a connection keeps what its transaction has erased so far."""


@dataclass(frozen=True, slots=True)
class Erasures:
    """Note what a transaction erases."""

    connection: Connection

    def note(self, kind: Kind, value: object) -> None:
        """This is erased, if the transaction is committed (see `Kind` for the value)."""
        note(self.connection, kind, value)


def note(connection: Connection, kind: Kind, value: object) -> None:
    """As `Erasures.note`; nothing happens on an engine without a log."""
    noted: list[Erasure] | None = connection.info.get(_NOTED)
    if noted is not None:
        noted.append(Erasure(kind, str(value)))


def keep_log(engine: Engine, log: ErasureLog) -> None:
    """From now on whatever is erased on this engine stands in the log before it is committed.

    What a step noted that was then undone alone is logged too: its author wanted it gone.

    Raises:
        ErasureLogUnreadable: the log cannot be made. A commit that erases raises it too, and then
            commits nothing.
    """
    log.begin()

    def begin(connection: Connection) -> None:
        connection.info[_NOTED] = []

    def commit(connection: Connection) -> None:
        noted: list[Erasure] = connection.info.get(_NOTED, [])
        if noted:
            log.write(noted)
            noted.clear()

    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", commit)
