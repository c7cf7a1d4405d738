"""Logging: ids and kinds, never a person's words, names, or the token."""

import logging
import sys
import traceback

import structlog

QUIET = ("httpx", "telegram", "apscheduler", "aiohttp", "asyncio", "alembic", "uvicorn")
"""Libraries that log addresses with tokens, updates, or simply too much."""


def set_up(level: str) -> None:
    """Log to standard error, one line an event, from this level on."""
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
        logging.getLogger(name).propagate = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def where(error: BaseException) -> str:
    """The kind of an error and the place it comes from; its message may hold somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
