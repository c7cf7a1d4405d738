"""Results: for each measurement and contestant the figures of every round; kept in a JSON file."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measuring.machine import machine

_WHOLE_FROM = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What one contestant reached in one measurement.

    Attributes:
        bench: the measurement's name.
        who: the contestant.
        figures: by what was measured (with its unit), one for each round.
        short: whether it was a quick look, with few operations.
    """

    bench: str
    who: str
    figures: Mapping[str, Sequence[float]]
    short: bool = False

    def middle(self, what: str) -> float:
        """The median of a figure."""
        return median(self.figures[what])


@dataclass(frozen=True, slots=True)
class Contestant:
    """One who is measured.

    Attributes:
        who: the name.
        measure: measures once; gives figures by name.
    """

    who: str
    measure: Callable[[], Mapping[str, float]]


def interleaved(bench: str, contestants: Sequence[Contestant], rounds: int) -> list[Result]:
    """Measure everybody in turn, so many times: what disturbs the machine disturbs all alike."""
    found: dict[str, dict[str, list[float]]] = {one.who: {} for one in contestants}
    for number in range(1, rounds + 1):
        for one in contestants:
            figures = one.measure()
            for what, figure in figures.items():
                found[one.who].setdefault(what, []).append(figure)
            said = ", ".join(f"{shown(figure)} {what}" for what, figure in figures.items())
            print(f"{bench} {number}/{rounds} {one.who}: {said}", flush=True)
    return [Result(bench, who, figures) for who, figures in found.items()]


def shown(figure: float) -> str:
    """A figure as people read it."""
    whole = abs(figure) >= _WHOLE_FROM or figure == int(figure)
    return f"{figure:,.0f}" if whole else f"{figure:.3g}"


def spread(figures: Sequence[float]) -> str:
    """The median, with the smallest and the largest where there are several."""
    middle, low, high = median(figures), min(figures), max(figures)
    return shown(middle) if low == high else f"{shown(middle)} ({shown(low)}–{shown(high)})"


def show(results: Sequence[Result]) -> None:
    """Print a table."""
    columns = list(dict.fromkeys(what for result in results for what in result.figures))
    table = Table("", *columns)
    for result in results:
        cells = (result.figures.get(what) for what in columns)
        table.add_row(result.who, *(spread(cell) if cell else "" for cell in cells))
    Console(width=160).print(table)


def save(path: Path, results: Sequence[Result]) -> None:
    """Put results into the file, in place of earlier ones of the same measurement."""
    new = {result.bench for result in results}
    kept = [result for result in load(path)[1] if result.bench not in new]
    content = {"machine": machine(), "results": [asdict(result) for result in (*kept, *results)]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def load(path: Path) -> tuple[dict[str, str], list[Result]]:
    """The machine and the results in a file, which may not exist yet."""
    if not path.exists():
        return {}, []
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content["machine"], [Result(**result) for result in content["results"]]
