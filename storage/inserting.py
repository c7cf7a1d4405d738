"""What both databases can and SQLAlchemy's common INSERT cannot: leave a known key alone."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert

_INSERT: Final[Mapping[str, Callable[[Table], Insert]]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def insert(connection: Connection, table: Table) -> Insert:
    """An INSERT in the words of the connection's database, with `on_conflict_…`."""
    return _INSERT[connection.dialect.name](table)
