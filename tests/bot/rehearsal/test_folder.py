"""A rehearsal's files lie in memory, where there is some."""

import tempfile
from pathlib import Path

import pytest

from bot.rehearsal.folder import place

ELSEWHERE = Path(tempfile.gettempdir())


def test_files_lie_in_memory_unless_somebody_wants_them_elsewhere_or_there_is_too_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    assert place(tmp_path, enough=0) == tmp_path
    assert place(tmp_path, enough=1 << 60) == ELSEWHERE
    assert place(tmp_path / "none", enough=0) == ELSEWHERE
    monkeypatch.setenv("TMPDIR", str(ELSEWHERE))
    assert place(tmp_path, enough=0) == ELSEWHERE
