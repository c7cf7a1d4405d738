"""Whether the keys at hand open what is stored."""

from sqlalchemy import Connection, func, select

from storage.tables import people, revisions, workshops
from storage.vault import KeyMissing, Vault, key_of


def require_keys(connection: Connection, vault: Vault, *, most: int | None = None) -> int:
    """Open names, and see that the keys of all other words are there; returns how many names.

    Args:
        connection: to the database.
        vault: with the keys.
        most: names to open, the newest; None for all.

    Raises:
        KeyMissing: something was sealed with a key that is not at hand.
        SealBroken: something is not what was sealed.
    """
    for column in (revisions.c.words, workshops.c.contact):
        for header in connection.execute(select(func.substr(column, 1, 5)).distinct()).scalars():
            key = key_of(bytes(header))
            if not vault.has(key):
                raise KeyMissing(key)
    named = select(people.c.telegram_id, people.c.name).order_by(people.c.id.desc()).limit(most)
    rows = connection.execute(named).all()
    for row in rows:
        vault.open_text(row.name, f"people.name:{row.telegram_id}")
    return len(rows)
