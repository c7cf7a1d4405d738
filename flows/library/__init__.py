"""The flows that come along."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from flows.ids import FlowId
from flows.mistakes import Mistakes
from flows.reading import read_flow
from flows.script import Flow


class BrokenLibraryError(Exception):
    """A flow that came along cannot be used; `mistakes` says why."""

    def __init__(self, mistakes: Mistakes) -> None:
        super().__init__(str(mistakes))
        self.mistakes = mistakes


def flows_in(folder: Traversable) -> tuple[Flow, ...]:
    """All flows of a folder's `.yaml` files, by file name.

    Raises:
        BrokenLibraryError: one of them has mistakes.
    """
    found: list[Flow] = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            flow = read_flow(file.read_bytes(), file.name)
            if isinstance(flow, Mistakes):
                raise BrokenLibraryError(flow)
            found.append(flow)
    return tuple(found)


@cache
def library() -> tuple[Flow, ...]:
    """The flows of this package, the one that the project began with first."""
    return flows_in(files(__name__))


def library_flow(flow_id: FlowId | str) -> Flow | None:
    """A flow of this package by its id; None where there is none."""
    return flow_among(library(), flow_id)


def library_file(flow_id: FlowId) -> tuple[str, bytes] | None:
    """The file of a flow of this package, to copy and change: its name and what stands in it."""
    for file in files(__name__).iterdir():
        if file.name == f"{flow_id}.yaml":
            return file.name, file.read_bytes()
    return None


def flow_among(flows: Iterable[Flow], flow_id: FlowId | str) -> Flow | None:
    """A flow by its id; None where it is not among them."""
    return next((flow for flow in flows if flow.id == flow_id), None)
