"""What the storage is tested on."""

import pytest
from sqlalchemy import Engine

from tests.storage.databases import (
    database_url,
    engine,
    postgresql_programs,
    postgresql_server,
    postgresql_url,
    sqlite_url,
)
from tests.storage.stocked import Stores

__all__ = [
    "database_url",
    "engine",
    "postgresql_programs",
    "postgresql_server",
    "postgresql_url",
    "sqlite_url",
    "stores",
]


@pytest.fixture
def stores(engine: Engine) -> Stores:
    """The stores on empty tables, on a database of either kind."""
    return Stores.on(engine)
