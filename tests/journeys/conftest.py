"""Golden transcripts: compared line by line, rewritten by `make golden`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.played import Plays

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def plays(tmp_path_factory: pytest.TempPathFactory) -> Plays:
    """Whole journeys, of which each is played once."""
    return Plays(lambda: tmp_path_factory.mktemp("journey"))


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
