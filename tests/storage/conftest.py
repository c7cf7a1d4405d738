"""What the storage is tested on."""

from tests.storage.databases import (
    database_url,
    engine,
    postgresql_server,
    postgresql_url,
    sqlite_url,
)

__all__ = ["database_url", "engine", "postgresql_server", "postgresql_url", "sqlite_url"]
