"""Options of the test run."""

import logging

import pytest
import structlog


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` rewrites the golden transcripts."""
    parser.addoption("--golden", action="store_true", help="rewrite the golden transcripts")


@pytest.fixture(autouse=True)
def _quiet() -> None:
    """The bot's log is no part of a test's output; tests of the log set it up themselves.

    For each test anew: a program that one of them runs leaves a log that writes to what pytest has
    closed by then.
    """
    structlog.reset_defaults()
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet)
