"""Reproducible measurements; each module is a command: `uv run python -m bench.kill`."""
