"""`nachklang rehearse` as somebody at a terminal meets it."""

import os
import sys
from collections.abc import Iterator
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


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal at standard input; what is written to it is typed."""
    typed, shown = os.openpty()
    with os.fdopen(shown) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        yield typed
    os.close(typed)


class Interrupted:
    """Standard input of somebody who presses Ctrl-C instead of Enter."""

    def __init__(self, terminal: int) -> None:
        self.fileno = lambda: terminal
        self.isatty = lambda: True

    def readline(self) -> str:
        raise KeyboardInterrupt


def test_it_waits_for_enter_before_everything_that_is_due(
    script: Flow, keyboard: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.write(keyboard, b"\n" * 6)

    assert rehearse(script, participants=1, seed=1, folder=tmp_path, stops=True) == 0

    assert capsys.readouterr().out.count("Enter: go on") == 6


def test_it_can_be_stopped(
    script: Flow,
    keyboard: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    os.write(keyboard, b"\n")
    monkeypatch.setattr(sys, "stdin", Interrupted(sys.stdin.fileno()))

    assert rehearse(script, participants=1, seed=1, folder=tmp_path, stops=True) == 130

    assert capsys.readouterr().out.endswith("Stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_who_waits_in_vain_is_shown_with_their_chat(
    script: Flow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = rehearse(
        script,
        participants=1,
        seed=1,
        folder=tmp_path,
        stops=False,
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
        stops=False,
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
