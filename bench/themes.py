"""Themes: how well answers are grouped, beside what people made of the same answers by hand.

    uv run python -m bench.themes predict IN.json OUT.json
    uv run python -m bench.themes table [--scores PATH]

`predict` groups each group of answers in IN.json and writes for each the themes with their quotes,
then the voices as themes of one answer. `table` asks the scoring program in the folder PATH, which
holds coded answers, for the answers of each set, groups them, and prints its figures. Without
`--scores` the folder is the one that NACHKLANG_THEMES names, or ../shared/themes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from flows.ids import AnswerId, ParticipantId
from flows.themes.grouping import group
from flows.themes.values import Grouping, Voice

SETS: Final = ("argkp-train", "argkp-dev", "raddialog-dev")
SIZES: Final = (0, 20)
"""All answers of a group, or so many of them, as in a workshop."""

FIGURES: Final = {
    "headline": "headline",
    "bcubed_f1": "B-cubed F1",
    "coverage_f1": "coverage F1",
    "claim_p": "claim precision",
    "claim_r": "claim recall",
    "prevalence_rho": "prevalence",
    "minority": "minority",
}
UNFOLDED: Final = 20
"""How many themes and voices a reader of a large group may unfold."""

FEW: Final = 40
"""Up to so many answers there is nothing to unfold: what is quoted is what is shown."""

Answers = Sequence[Mapping[str, str]]
Predicted = list[dict[str, Any]]


def predicted(answers: Answers) -> Predicted:
    """Group answers, and put the outcome into the form of the scoring program."""
    names = {AnswerId(number): answer["answer_id"] for number, answer in enumerate(answers, 1)}
    voices = [
        Voice(AnswerId(number), ParticipantId(number), answer["text"])
        for number, answer in enumerate(answers, 1)
    ]
    grouping = group("", voices)
    themes = [
        {"label": theme.label, "quote_id": names[quote], "answer_ids": [names[a] for a in members]}
        for theme, quote, members in _themes(grouping)
    ]
    quoted = [excerpt.answer_id for excerpt in grouping.voice_quotes]
    heard = quoted
    if len(answers) > FEW:
        heard = list(dict.fromkeys([*quoted, *grouping.voices]))[: UNFOLDED - len(themes)]
    alone = [{"label": "…", "quote_id": names[a], "answer_ids": [names[a]]} for a in heard]
    return themes + alone


def _themes(grouping: Grouping) -> Iterator[tuple[Any, AnswerId, tuple[AnswerId, ...]]]:
    for theme in grouping.themes:
        quote = theme.quote.answer_id if theme.quote else theme.answers[0]
        yield theme, quote, theme.answers


def predict(given: Path, made: Path) -> None:
    """Group all groups of a file."""
    groups: Mapping[str, Answers] = json.loads(given.read_text("utf-8"))
    outcome = {name: predicted(answers) for name, answers in groups.items()}
    made.write_text(json.dumps(outcome, ensure_ascii=False, indent=1), "utf-8")


def table(folder: Path) -> Iterator[str]:
    """The figures of all sets as a table in Markdown."""
    yield "| answers | " + " | ".join(FIGURES.values()) + " |"
    yield "| --- |" + " ---: |" * len(FIGURES)
    for size in SIZES:
        for name in SETS:
            mean = _scored(folder, name, size)
            cells = " | ".join(f"{mean[figure]:.3f}" for figure in FIGURES)
            yield f"| {name}, {f'samples of {size}' if size else 'whole groups'} | {cells} |"


def _scored(folder: Path, name: str, size: int) -> Mapping[str, float]:
    """What the scoring program says about our grouping of one set."""
    program = [sys.executable, str(folder / "score.py")]
    sampled = ["-n", str(size)] if size else []
    exported = _said([*program, "export", name, *sampled])
    with tempfile.TemporaryDirectory() as place:
        given, made = Path(place, "in.json"), Path(place, "out.json")
        given.write_text(exported, "utf-8")
        predict(given, made)
        figures = json.loads(_said([*program, "score", name, str(made), "--json", *sampled]))
    mean: Mapping[str, float] = figures["mean"]
    return mean


def _said(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def scores(given: Path | None) -> Path:
    """The folder with the scoring program, or an end with a sentence about it."""
    folder = given or Path(os.environ.get("NACHKLANG_THEMES", "../shared/themes"))
    if not (folder / "score.py").is_file():
        sys.exit(
            f"There is no score.py in {folder}, so there is nothing to measure against. Name the"
            " folder that holds it and its coded answers with --scores or in NACHKLANG_THEMES."
        )
    return folder


def main() -> None:
    """Parse the command line, then predict or print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    predicting = commands.add_parser("predict", help="group the answers of a file")
    predicting.add_argument("given", type=Path, metavar="IN.json")
    predicting.add_argument("made", type=Path, metavar="OUT.json")
    tabling = commands.add_parser("table", help="print the figures of all sets")
    tabling.add_argument("--scores", type=Path, metavar="PATH")
    arguments = parser.parse_args()
    if arguments.command == "predict":
        predict(arguments.given, arguments.made)
    else:
        for line in table(scores(arguments.scores)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
