"""Results become a table that says what was reached."""

from pathlib import Path

import pytest

from bench.goals import Run
from bench.measuring.results import Result, load, save, shown, spread
from bench.measuring.work import CPU, RATE
from bench.pace import most_within
from bench.table import BEGIN, END, markdown, rewritten

OURS = Result("send", "SQLite on disk", {RATE: [90, 100, 300], CPU: [0.1, 0.2, 0.3]})
TELEBOT = Result("send", "telebot 4.37.1", {RATE: [100, 100, 100], CPU: [0.2, 0.25, 0.15]})


def test_a_ratio_is_the_median_of_the_rounds_own_ratios() -> None:
    assert Run([OURS, TELEBOT]).ratio("send", "SQLite on disk", "telebot", CPU) == 0.8


def test_a_goal_is_said_to_be_reached_missed_or_not_measured(tmp_path: Path) -> None:
    save(tmp_path / "results.json", [OURS, TELEBOT])
    page = markdown(*load(tmp_path / "results.json"))
    assert "| fan-out: CPU over telebot's plain send | ≤ 0.9 × | 0.8 × | yes |" in page
    assert "| start to first poll | ≤ 2 s | not measured | |" in page
    assert "| SQLite on disk | 100 (90–300) | 0.2 (0.1–0.3) |" in page


def test_a_measurement_that_is_repeated_replaces_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    other = Result("answer", "telebot 4.37.1", {RATE: [5]})
    save(path, [OURS, other])
    save(path, [TELEBOT])
    assert load(path)[1] == [other, TELEBOT]


def test_only_the_marked_part_of_a_page_is_rewritten() -> None:
    page = f"Before\n{BEGIN}\nold\n{END}\nAfter\n"
    assert rewritten(page, "new") == f"Before\n{BEGIN}\n\nnew\n\n{END}\nAfter\n"
    with pytest.raises(ValueError, match="marked"):
        rewritten("Before\nAfter\n", "new")


def test_the_most_within_a_stretch_counts_neither_end_twice() -> None:
    assert most_within([0.0, 0.5, 1.0, 1.2, 1.9], 1.0) == 3


def test_figures_read_well() -> None:
    assert [shown(1234.5), shown(0.12345), shown(7.0)] == ["1,234", "0.123", "7"]
    assert spread([3.0]) == "3"
