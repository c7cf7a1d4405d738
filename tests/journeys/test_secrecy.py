"""What people say stays out of the log and cannot be read in the database's files."""

import subprocess
import sys
from pathlib import Path

from tests.journeys.logged_round import ANSWER, NAME
from tests.journeys.settings import set_up
from tests.journeys.stage import open_stage


def test_no_answer_name_or_token_is_in_the_log_even_at_debug() -> None:
    played = subprocess.run(
        [sys.executable, "-m", "tests.journeys.logged_round"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    log, secrets = played.stderr, played.stdout.splitlines()
    for event in ("call settled", "call rejected", "update not handled", "files not made"):
        assert event in log
    assert len(secrets) == len(set(secrets)) == 5
    assert [secret for secret in secrets if secret in log] == []


async def test_what_was_said_is_not_readable_in_the_files(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        jonna = stage.person("Jonna", NAME)
        invited = await set_up(stage, jonna, "netzwerkarbeit", "Netzwerkarbeit", "30.1.")
        amira = stage.person("Amira", NAME)
        await invited.joins(stage, amira, f"Als „Amira {NAME}“")
        await stage.at("2027-01-30 17:00")
        await stage.says(amira, ANSWER)
        files = sorted(path for path in (tmp_path / "data").iterdir())
        assert [path.name for path in files[:2]] == ["erasures.log", "nachklang.db"]
        content = b"".join(path.read_bytes() for path in files)
        # The workshop's title is no secret: finding it shows that the right bytes were read.
        assert b"Netzwerkarbeit" in content
        assert [s for s in (ANSWER, NAME, "Renate Probe") if s.encode() in content] == []
