"""Golden transcripts: compared line by line, rewritten by `make golden`."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.journeys.stage import Stage, open_stage

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An empty installation, and nobody in it."""
    async with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a transcript with the one that was read and committed."""

    def compare(name: str, transcript: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(transcript, "utf-8")
        assert transcript.splitlines() == path.read_text("utf-8").splitlines()

    return compare
