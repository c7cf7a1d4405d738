"""A rehearsal's files lie in memory, where there is some."""

import tempfile
from pathlib import Path

import pytest

from bot.rehearsal.folder import place

ELSEWHERE = Path(tempfile.gettempdir())


def test_files_lie_in_memory_unless_somebody_wants_them_elsewhere_or_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    assert place(tmp_path) == tmp_path
    assert place(tmp_path / "none") == ELSEWHERE
    monkeypatch.setenv("TMPDIR", str(ELSEWHERE))
    assert place(tmp_path) == ELSEWHERE
