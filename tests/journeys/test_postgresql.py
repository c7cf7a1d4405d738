"""The same workshop on PostgreSQL reads the same, word for word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.stage import open_stage
from tests.journeys.test_english import play
from tests.storage.databases import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]


@pytest.mark.no_cover  # what is particular to PostgreSQL has tests in the storage
async def test_the_english_workshop_on_postgresql(
    tmp_path: Path,
    postgresql_url: str,
    golden: Callable[[str, str], None],
) -> None:
    async with open_stage(tmp_path, database_url=postgresql_url) as stage:
        await play(stage)
        golden("english", stage.journal)
