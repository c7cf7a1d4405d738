"""The lease: of several processes on one PostgreSQL, the one that may act for a bot token.

A row for each bot says who holds it, until when by the database's clock, and a token that grows
with every taking. Whoever holds the lease proves it at the beginning of every transaction by the
token (fencing); so a holder that slept through its time can store nothing when it wakes.

Locks on the row (PostgreSQL, 13.3.2): the proof takes FOR KEY SHARE until its transaction ends,
renewing does not conflict with that, and taking does. A lease is never taken in the middle of a
holder's transaction.
"""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.columns import Instant
from storage.tables import leases
from storage.writer import LeaseLost

_HELD = (
    select(leases.c.token)
    .where(leases.c.name == bindparam("bot"), leases.c.token == bindparam("held"))
    .with_for_update(read=True, key_share=True)
)
"""Built once: it begins every transaction of the leader."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def take(connection: Connection, name: str, holder: str, seconds: float) -> int | None:
    """Become the holder where the lease is free, has run out, or was this holder's before.

    Args:
        connection: in a transaction, which has to be committed.
        name: whose lease.
        holder: who asks; a word that no other process has.
        seconds: for how long, from now on by the database's clock.

    Returns:
        The new token, larger than every one before; None while somebody else holds the lease, or
        is in a transaction as its holder.
    """
    free = insert(leases).values(name=name, holder="", token=0, expires_at=LONG_AGO)
    connection.execute(free.on_conflict_do_nothing(index_elements=[leases.c.name]))
    here = leases.c.name == name
    free_for_us = or_(leases.c.expires_at < _moment(0), leases.c.holder == holder)
    found = select(leases.c.token).where(here, free_for_us).with_for_update(skip_locked=True)
    if connection.execute(found).first() is None:
        return None
    taken = update(leases).where(here)
    taken = taken.values(token=leases.c.token + 1, holder=holder, expires_at=_moment(seconds))
    token: int = connection.execute(taken.returning(leases.c.token)).scalar_one()
    return token


def renew(connection: Connection, name: str, token: int, seconds: float) -> bool:
    """Hold the lease for so many seconds from now on; False where somebody has taken it since.

    Nobody may have done so although it had run out: then it simply goes on.
    """
    renewed = update(leases).where(_held(name, token)).values(expires_at=_moment(seconds))
    return connection.execute(renewed).rowcount == 1


def release(connection: Connection, name: str, token: int) -> None:
    """Let the next one have the lease at once; harmless where it is not held any more."""
    free = update(leases).where(_held(name, token)).values(holder="", expires_at=LONG_AGO)
    connection.execute(free)


def require(connection: Connection, name: str, token: int) -> None:
    """Hold the lease to the end of this transaction.

    Raises:
        LeaseLost: somebody has taken it since.
    """
    if connection.execute(_HELD, {"bot": name, "held": token}).first() is None:
        raise LeaseLost


def _held(name: str, token: int) -> ColumnElement[bool]:
    return (leases.c.name == name) & (leases.c.token == token)


def _moment(seconds: float) -> ColumnElement[datetime]:
    """So many seconds from now by the database's clock, which all processes share."""
    return func.clock_timestamp(type_=Instant()).op("+", return_type=Instant())(
        func.make_interval(0, 0, 0, 0, 0, 0, seconds)
    )
