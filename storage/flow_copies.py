"""The copy of its flow that each workshop keeps, so that a changed file changes no running one."""

from functools import lru_cache

from flows.script import Flow


@lru_cache(maxsize=64)
def flow_copy(stored: str) -> Flow:
    """The flow from its stored form; read once, for copies never change."""
    return Flow.model_validate_json(stored)
