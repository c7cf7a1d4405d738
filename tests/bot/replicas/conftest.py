"""Replicas need a PostgreSQL."""

from tests.storage.databases import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]
