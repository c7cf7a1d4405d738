"""A proof is worth what it would find: every planted bug must break a promise."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.planted_bugs import PLANTED_BUGS, Edit, PlantedBug
from tests.simulation.planting import NotPlanted, Planting

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def planter() -> Iterator[subprocess.Popen[str]]:
    """Plants the bugs that it reads the names of; it has the libraries in it already."""
    command = [sys.executable, "-m", "tests.simulation.planting"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as started:
        yield started


@pytest.mark.parametrize("bug", PLANTED_BUGS, ids=lambda bug: bug.name)
def test_the_simulator_finds_that(bug: PlantedBug, planter: subprocess.Popen[str]) -> None:
    assert planter.stdin is not None
    assert planter.stdout is not None
    print(bug.name, file=planter.stdin, flush=True)

    found = json.loads(planter.stdout.readline())

    assert found is not None
    assert found["rule"]


def test_a_bug_whose_place_has_changed_cannot_be_planted() -> None:
    edit = Edit("flows.calendar", "what stands nowhere", "")
    spec = Planting(PlantedBug("outdated", (edit,))).find_spec("flows.calendar", ["flows"])

    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(NotPlanted, match="0 times"):
        spec.loader.get_code("flows.calendar")  # type: ignore[attr-defined]
