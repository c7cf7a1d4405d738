"""The command line as people meet it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_the_flows_that_come_along_are_listed_and_shown() -> None:
    assert "netzwerkarbeit" in run("flows", "list").output
    shown = run("flows", "show", "netzwerkarbeit", "--language", "de").output
    assert "1.1 Was bedeutet für uns Netzwerkarbeit" in shown


def test_a_broken_flow_is_told_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("id: mine\nverison: 1\n")
    checked = run("flows", "check", str(file))
    assert checked.exit_code == 1
    assert "line 2" in checked.output


def test_a_flow_that_is_not_there_is_said_kindly() -> None:
    shown = run("flows", "show", "netzwerk")
    assert shown.exit_code != 0
    assert "netzwerkarbeit" in shown.output


def test_doctor_says_what_is_not_there_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NACHKLANG_BOT_TOKEN", "1:a")
    monkeypatch.setenv("NACHKLANG_KEY_FILE", str(tmp_path / "keys" / "keys"))
    examined = run("doctor")
    assert examined.exit_code == 1
    assert "is not there yet" in examined.output


def test_running_without_a_token_says_which_setting_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    started = run("run")
    assert started.exit_code == 2
    assert "NACHKLANG_BOT_TOKEN is missing" in started.output
