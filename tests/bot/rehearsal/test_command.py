"""`nachklang rehearse` as somebody at a terminal meets it."""

from pathlib import Path

import pytest

from bot.rehearsal.command import rehearse
from bot.rehearsal.standin import Fault
from flows.ids import FlowId
from flows.library import library_flow
from flows.script import Flow


@pytest.fixture
def script() -> Flow:
    found = library_flow(FlowId("zwei-tage"))
    assert found is not None
    return found


def test_who_waits_in_vain_is_shown_with_their_chat(
    script: Flow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = rehearse(
        script,
        participants=1,
        seed=1,
        folder=tmp_path,
        mishaps=lambda faults: faults.next("sendMessage", Fault.rejected(400, "Bad Request: no")),
    )

    assert status == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Jonna Beispiel waits for a button new. The end of the chat:"
    assert lines[1] == "  Jonna Beispiel:"


def test_what_went_wrong_gives_exit_status_1_and_the_post_all_the_same(
    script: Flow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = Fault.rejected(400, "Bad Request: file must be non-empty")

    status = rehearse(
        script,
        participants=1,
        seed=1,
        folder=tmp_path,
        mishaps=lambda faults: faults.next("sendDocument", refused),
    )

    assert status == 1
    assert "✗ Telegram refused sendDocument (400) 1 times." in capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {
        "chats",
        "post-fragment.html",
        "post.docx",
        "post.md",
        "post.pdf",
        "post.png",
    }
