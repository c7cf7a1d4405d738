"""A proof is worth what it would find: every planted bug must break a promise."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.planted_bugs import PLANTED_BUGS, Edit, PlantedBug
from tests.simulation.planting import NotPlanted, Planting

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("bug", PLANTED_BUGS, ids=lambda bug: bug.name)
def test_the_simulator_finds_that(bug: PlantedBug) -> None:
    command = [sys.executable, "-m", "tests.simulation.planting", bug.name]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["rule"]


def test_a_bug_whose_place_has_changed_cannot_be_planted() -> None:
    edit = Edit("flows.calendar", "what stands nowhere", "")
    spec = Planting(PlantedBug("outdated", (edit,))).find_spec("flows.calendar", ["flows"])

    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(NotPlanted, match="0 times"):
        spec.loader.get_code("flows.calendar")  # type: ignore[attr-defined]
