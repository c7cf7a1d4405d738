"""What Alembic runs for each command; the caller brings the connection and its transaction."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, TypeDecorator

from storage.tables import metadata


def _frozen(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what the database sees: a step must not change with them."""
    if kind == "type" and isinstance(item, TypeDecorator):
        prefix = autogen.opts["sqlalchemy_module_prefix"]
        return f"{prefix}{item.impl_instance!r}"
    return False


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_item=_frozen,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
