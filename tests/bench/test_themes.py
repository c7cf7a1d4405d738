"""Groupings take the form of the scoring program, and a table where it is there."""

import json
import sys
from pathlib import Path

import pytest

from bench import themes
from bench.themes import predicted, table

ANSWERS = [
    {"answer_id": f"a{number}", "text": text}
    for number, text in enumerate(
        [
            "More buses at night",
            "We need the buses at night",
            "More trees in the park",
            "The park needs trees and benches",
            "I do not know",
            "Coffee",
        ],
        1,
    )
]

SCORE = """
import json, sys
if sys.argv[1] == "export":
    print(json.dumps({"group": [{"answer_id": "a1", "text": "Trees"}]}))
else:
    (theme,) = json.load(open(sys.argv[3]))["group"]
    assert (theme["quote_id"], theme["answer_ids"]) == ("a1", ["a1"])
    names = ["headline", "bcubed_f1", "coverage_f1", "claim_p", "claim_r", "prevalence_rho"]
    sampled = 0.25 if "-n" in sys.argv else 0.5
    print(json.dumps({"mean": dict.fromkeys([*names, "minority"], sampled)}))
"""


def test_themes_come_first_and_quoted_voices_follow_as_themes_of_one_answer() -> None:
    found = [(theme["quote_id"], theme["answer_ids"]) for theme in predicted(ANSWERS)]
    assert found == [("a1", ["a1", "a2"]), ("a3", ["a3", "a4"]), ("a6", ["a6"])]


def test_of_many_answers_so_many_are_shown_as_can_be_unfolded() -> None:
    letters = "abcdefghijklmnopqrstuvwxy"
    many = [{"answer_id": a + b, "text": f"{a * 4} {b * 4}"} for a in letters for b in "xyz"]
    assert len(predicted(many)) == 20


def test_a_file_is_predicted_into_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, made = tmp_path / "in.json", tmp_path / "out.json"
    given.write_text(json.dumps({"buses": ANSWERS}), "utf-8")
    monkeypatch.setattr(sys, "argv", ["themes", "predict", str(given), str(made)])
    themes.main()
    assert json.loads(made.read_text("utf-8")) == {"buses": predicted(ANSWERS)}


def test_the_table_holds_what_the_scoring_program_says(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(SCORE, "utf-8")
    lines = list(table(tmp_path))
    assert lines[2] == "| argkp-train, whole groups |" + " 0.500 |" * 7
    assert lines[-1] == "| raddialog-dev, samples of 20 |" + " 0.250 |" * 7


def test_without_the_scoring_program_a_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["themes", "table", "--scores", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        themes.main()
    assert ended.value.code == (
        f"There is no score.py in {tmp_path}, so there is nothing to measure against. Name the"
        " folder that holds it and its coded answers with --scores or in NACHKLANG_THEMES."
    )
