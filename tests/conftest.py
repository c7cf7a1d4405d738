"""Options of the test run."""

import logging
import os
import tempfile
from typing import Final

import pytest
import structlog

from bot.rehearsal.folder import place

ENOUGH: Final = 4 << 30
"""Bytes; a run leaves some hundred million, most of them PostgreSQL's."""


def pytest_configure() -> None:
    """Let the files of tests lie in memory where there is enough of it.

    Programs wait for the disk at every commit; what is tested here need not outlive the power.
    """
    if "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(place(enough=ENOUGH))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` rewrites what is compared line by line."""
    parser.addoption("--golden", action="store_true", help="rewrite transcripts and mistakes")


@pytest.fixture(autouse=True)
def _quiet() -> None:
    """The bot's log is no part of a test's output; tests of the log set it up themselves.

    For each test anew: a program that one of them runs leaves a log that writes to what pytest has
    closed by then.
    """
    structlog.reset_defaults()
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet)
