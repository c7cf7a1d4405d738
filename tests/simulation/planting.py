"""Plant bugs and see whether the simulator finds them, each in a process of its own.

python -m tests.simulation.planting NAME …

Without names they are read from stdin, a line each. Each gets a line of JSON: the seed, the rule
that was broken, and the facts; null where nothing was found or the bug could not be planted.
"""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from tests.simulation.planted_bugs import PLANTED_BUGS, SEEDS, Edit, PlantedBug

LIBRARIES = (
    "aiohttp",
    "apscheduler.schedulers.asyncio",
    "babel.dates",
    "babel.support",
    "cryptography.hazmat.primitives.ciphers.aead",
    "jinja2",
    "msgspec",
    "multiprocessing.queues",
    "psycopg",
    "pydantic",
    "segno",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "structlog",
    "yaml",
)
"""What takes long to import and has no bug planted in it; imported once for all bugs."""


class NotPlanted(Exception):
    """The source is not what the bug was made for: the bug has to be made anew."""


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with some of its source replaced."""

    def __init__(self, name: str, path: str, edits: Sequence[Edit]) -> None:
        super().__init__(name, path)
        self._edits = edits

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        source = self.get_source(fullname) or ""
        for edit in self._edits:
            found = source.count(edit.old)
            if found != 1:
                raise NotPlanted(f"{edit.module} holds {edit.old!r} {found} times")
            source = source.replace(edit.old, edit.new)
        return compile(source, self.path, "exec")


class Planting(importlib.abc.MetaPathFinder):
    """Puts the edits of a bug into the modules that are imported from now on."""

    def __init__(self, bug: PlantedBug) -> None:
        self._edits = bug.edits
        self.planted: set[str] = set()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        """The module with its bug; None for those that have none."""
        mine = [edit for edit in self._edits if edit.module == fullname]
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target) if mine else None
        if spec is None or spec.origin is None:
            return None
        self.planted.add(fullname)
        loader = _Loader(fullname, spec.origin, mine)
        return importlib.util.spec_from_file_location(fullname, spec.origin, loader=loader)


def find(name: str) -> dict[str, object] | None:
    """The first history that a bug breaks; None if there is none.

    The bug stays in this process, which must not have imported anything of ours before.
    """
    bug = next(bug for bug in PLANTED_BUGS if bug.name == name)
    planting = Planting(bug)
    sys.meta_path.insert(0, planting)
    # Imported only now, with the bug in it.
    from tests.simulation.history import History  # noqa: PLC0415
    from tests.simulation.plan import draw  # noqa: PLC0415
    from tests.simulation.running import a_database, hush  # noqa: PLC0415

    missing = {edit.module for edit in bug.edits} - planting.planted
    if missing:
        raise NotPlanted(f"{missing} are not part of what is simulated")
    hush()
    with a_database() as database:
        for seed in (*bug.first, *range(SEEDS)):
            broken = History(draw(seed), database).run().broken
            if broken is not None:
                return {"seed": seed, "rule": broken.rule, "facts": broken.facts}
    return None


def in_a_process_of_its_own(name: str) -> bool:
    """Print what was found; False if the process came to nothing."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return status == 0
    status = 1
    try:
        print(json.dumps(find(name)), flush=True)
        status = 0
    except Exception:  # noqa: BLE001 - whatever it is, this process ends here, and says why
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def main(names: Sequence[str]) -> None:
    """Print what was found, a line for each bug, as soon as it is."""
    for library in LIBRARIES:
        importlib.import_module(library)
    for name in names or map(str.rstrip, sys.stdin):
        if not in_a_process_of_its_own(name):
            print("null", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
