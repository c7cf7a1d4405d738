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


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation in this folder, with an empty database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NACHKLANG_BOT_TOKEN", "1:a")
    monkeypatch.setenv("NACHKLANG_KEY_FILE", str(tmp_path / "keys" / "keys"))
    assert run("db", "upgrade").exit_code == 0
    return tmp_path


def test_a_backup_says_where_it_is_and_what_is_not_in_it(installation: Path) -> None:
    made = run("db", "backup")
    assert made.exit_code == 0
    (copy,) = (installation / "data" / "backups").iterdir()
    assert str(copy) in made.output
    assert f"Not in it: the key file {installation / 'keys' / 'keys'}" in made.output


def test_a_backup_overwrites_nothing(installation: Path) -> None:
    (installation / "mine").write_text("mine")
    made = run("db", "backup", "mine")
    assert made.exit_code == 2
    assert "is there already; nothing was overwritten." in made.output


def test_before_the_first_start_there_is_nothing_to_back_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NACHKLANG_BOT_TOKEN", "1:a")
    made = run("db", "backup")
    assert made.exit_code == 2
    assert made.output == "There is no database to copy yet; `nachklang run` makes it.\n"


def test_a_restore_says_what_it_did_and_what_to_do_now(installation: Path) -> None:
    assert run("db", "backup", "copy.db").exit_code == 0
    done = run("db", "restore", "copy.db")
    assert done.exit_code == 0
    first, erased, *rest, last = done.output.splitlines()
    assert first.startswith("Restored from the backup of ")
    assert erased == "Erased again: 0 people, 0 parts in workshops, 0 workshops, 0 answers."
    assert any(line.startswith("  rm ") and "before-restore" in line for line in rest)
    assert last.endswith("Now start the bot again: nachklang run")


def test_a_restore_without_an_erasure_log_says_what_that_means(installation: Path) -> None:
    assert run("db", "backup", "copy.db").exit_code == 0
    (installation / "data" / "erasures.log").unlink()
    done = run("db", "restore", "copy.db")
    assert done.exit_code == 2
    assert "Put the newest copy of the erasure log there" in done.output
    assert "--without-erasure-log" in done.output
    done = run("db", "restore", "copy.db", "--without-erasure-log")
    assert done.exit_code == 0
    assert "people who deleted something since are in it again" in done.output


def test_what_is_no_backup_is_refused_in_words(installation: Path) -> None:
    (installation / "other").write_text("something else")
    done = run("db", "restore", "other")
    assert done.exit_code == 2
    assert "other is no copy of a SQLite database." in done.output.lower().replace(
        "sqlite", "SQLite"
    )


def test_running_without_a_token_says_which_setting_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    started = run("run")
    assert started.exit_code == 2
    assert "NACHKLANG_BOT_TOKEN is missing" in started.output
