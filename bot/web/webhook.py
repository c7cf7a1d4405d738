"""The webhook: what Telegram posts is accepted when it is committed, and not before."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.logs import where
from storage.writer import CommitUnknown, StorageFailed, WriterClosed

log = structlog.get_logger(__name__)

Accept = Callable[[dict[str, Any]], Awaitable[None]]
"""Commits one update; raises ValueError where it is none, `StorageFailed` and its kin."""

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY: Final = 1_048_576
"""Bytes. Telegram's longest message is 4,096 characters; what is larger is no update."""

LARGEST_ID: Final = 2**63 - 1

ACCEPTED, MALFORMED, FORBIDDEN, TOO_LARGE, BROKEN, LATER = 200, 400, 403, 413, 500, 503


class _TooLarge(Exception):
    """The body is larger than any update."""


def webhook(path: str, secret: str, accept: Accept) -> Route:
    """The route to which Telegram posts.

    It answers 200 when the update is committed, 403 without a word where the secret is wrong, 413
    where the body is too large, 400 where it is no update, and 503 where the storage failed, so
    that Telegram posts it again (bots/api, setWebhook).

    Args:
        path: of the address that Telegram was told.
        secret: that Telegram was told.
        accept: commits an update.
    """
    expected = secret.encode()

    async def post(request: Request) -> Response:
        given = request.headers.get(HEADER, "").encode()
        # In constant time: how much of a guess is right must not show in how long it takes.
        if not hmac.compare_digest(given, expected):
            return Response(status_code=FORBIDDEN)
        try:
            return Response(status_code=await _accepted(await _body(request), accept))
        except _TooLarge:
            return Response(status_code=TOO_LARGE)
        except ClientDisconnect:
            return Response(status_code=MALFORMED)

    return Route(path, post, methods=["POST"])


async def _body(request: Request) -> bytes:
    """What was posted, and never more of it than is allowed."""
    announced = request.headers.get("Content-Length", "0")
    if announced.isdecimal() and int(announced) > LARGEST_BODY:
        raise _TooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise _TooLarge
    return bytes(body)


async def _accepted(body: bytes, accept: Accept) -> int:
    """The status to answer with."""
    update = _update(body)
    if update is None:
        return MALFORMED
    try:
        await accept(update)
    except ValueError:
        return MALFORMED
    except (StorageFailed, CommitUnknown, WriterClosed) as error:
        log.error("update not stored; Telegram posts it again", error=type(error).__name__)
        return LATER
    except Exception as error:  # noqa: BLE001 - the server would log its text, which may hold words
        log.error("update not accepted", error=where(error))
        return BROKEN
    return ACCEPTED


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    # In Python a bool is an int; in JSON it is not.
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST_ID:
        return None
    return dict(update)
