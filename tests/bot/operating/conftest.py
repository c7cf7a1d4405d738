"""Installations on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.operating.installation import Installation, installed
from tests.storage.databases import postgresql_programs, postgresql_server, postgresql_url

__all__ = ["installation", "postgresql_programs", "postgresql_server", "postgresql_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """A started one."""
    url = None
    if request.param == "postgresql":
        request.getfixturevalue("postgresql_programs")
        url = request.getfixturevalue("postgresql_url")
    found = installed(tmp_path, url)
    found.starts()
    yield found
    found.stops()
