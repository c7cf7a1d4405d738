"""How long tests wait for what must come."""

from typing import Final

PATIENCE: Final = 60.0
"""Seconds. It decides only how late a failure is told, so it is long enough for a busy machine."""
