"""Health: whether this process can do its part, for load balancers and whoever watches it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.service.condition import Condition
from storage.writer import CommitUnknown, StorageFailed, WriterClosed

Look = Callable[[], Awaitable[Condition]]
"""Reads the condition; raises `StorageFailed` and its kin."""

DATABASE_SECONDS: Final = 2.0
"""How long the database may take to answer."""

SILENT_TOO_LONG: Final = 120.0
"""Seconds; a leader hears of Telegram at least once a minute."""

OUT_OF_REACH = (StorageFailed, CommitUnknown, WriterClosed, TimeoutError)

WELL, UNWELL = 200, 503


async def looked(look: Look) -> Condition | None:
    """The condition; None where the database does not tell in time."""
    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            return await look()
    except OUT_OF_REACH:
        return None


def health(look: Look, leading: Callable[[], bool]) -> Route:
    """`GET /health`.

    503 where the database is out of reach, or where this process leads and has not heard of
    Telegram for two minutes. Who stands by is well when the database is there.

    Args:
        look: reads the condition.
        leading: whether this process leads.
    """

    async def get(_request: Request) -> JSONResponse:
        found = await looked(look)
        leads = leading()
        role = "leading" if leads else "standing by"
        if found is None:
            return JSONResponse({"well": False, "database": False, "role": role}, UNWELL)
        well = not leads or (found.heard is not None and found.heard < SILENT_TOO_LONG)
        return JSONResponse(
            {
                "well": well,
                "database": True,
                "role": role,
                "seconds_since_telegram": found.heard,
                "oldest_due_seconds": found.oldest_due,
            },
            WELL if well else UNWELL,
        )

    return Route("/health", get, methods=["GET"])
