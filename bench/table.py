"""Results as Markdown; into the marked part of a page, if one is named.

uv run python -m bench.table [.bench/results.json] [--page docs/performance.md]
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.goals import GOALS, Run
from bench.measuring.command import RESULTS
from bench.measuring.results import Result, load, shown, spread

BEGIN: Final = "<!-- measured: begin; written by bench.table -->"
END: Final = "<!-- measured: end -->"

TITLES: Final = {
    "send": "Fan-out of a question",
    "answer": "Answer stored, next question sent",
    "latency": "One update at a time",
    "storage": "Durable answers, storage alone",
    "drain": "Outbox on PostgreSQL",
    "due": "Due in the same second",
    "pace": "Telegram's pace",
    "wall": "The wall",
    "memory": "Memory",
    "start": "Start",
    "start_room": "Start of the rehearsal room",
}


def markdown(machine: Mapping[str, str], results: Sequence[Result]) -> str:
    """The machine, the goals, and a table for each measurement."""
    facts = ("processor", "cores", "memory", "kernel", "python", "date")
    labels = {"cores": "cores: ", "kernel": "Linux ", "python": "Python "}
    parts = ["; ".join(labels.get(fact, "") + machine[fact] for fact in facts) + "."]
    parts.append("\n".join(_goals(Run(results))))
    for bench, title in TITLES.items():
        measured = [result for result in results if result.bench == bench]
        if measured:
            how = "a quick look, with few operations" if measured[0].short else "a whole run"
            heading = f"### {title}\n\n`bench.{bench}`: {how}."
            parts.append(f"{heading}\n\n" + "\n".join(_rows(measured)))
    return "\n\n".join(parts)


def _goals(run: Run) -> Iterator[str]:
    yield "| what | to reach | measured | reached |"
    yield "| --- | --- | --- | --- |"
    for goal in GOALS:
        try:
            figure = goal.measure(run)
        except (LookupError, ValueError):
            yield f"| {goal.what} | {goal.wanted()} | not measured | |"
        else:
            verdict = "yes" if goal.reached(figure) else "**no**"
            yield f"| {goal.what} | {goal.wanted()} | {shown(figure)}{goal.unit} | {verdict} |"


def _rows(results: Sequence[Result]) -> Iterator[str]:
    columns = list(dict.fromkeys(what for result in results for what in result.figures))
    yield f"| | {' | '.join(columns)} |"
    yield "| --- |" + " --- |" * len(columns)
    for result in results:
        cells = (spread(result.figures[what]) if what in result.figures else "" for what in columns)
        yield f"| {result.who} | {' | '.join(cells)} |"


def rewritten(page: str, content: str) -> str:
    """The page with new content between its marks.

    Raises:
        ValueError: it has no marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the page has no marked part")
    return f"{before}{BEGIN}\n\n{content}\n\n{END}{after}"


def main() -> None:
    """Parse the command line and print or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("results", type=Path, nargs="?", default=RESULTS)
    parser.add_argument("--page", type=Path, help="rewrite the marked part of this page")
    given = parser.parse_args()
    content = markdown(*load(given.results))
    if given.page is None:
        print(content)
    else:
        given.page.write_text(rewritten(given.page.read_text("utf-8"), content), "utf-8")


if __name__ == "__main__":
    main()
