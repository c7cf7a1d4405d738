"""The messenger: one call to Telegram, and what came of it as a type."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.chat.transport import Answer, MayNotLeave, Transport
from bot.service.ports import (
    Call,
    Clock,
    Migrated,
    NeverSent,
    Outcome,
    PerhapsSent,
    Reason,
    Rejected,
    Sent,
    Throttled,
    Unauthorised,
    Unchanged,
    Unreachable,
)
from flows.ids import ChatId, MessageId

USUAL_REST = 5.0
"""Seconds to rest after a 429 that does not say how long."""

_NOT_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    MayNotLeave,
)
"""What happens before a request leaves: no connection was made."""

_UNREACHABLE = {
    "bot was blocked by the user": Reason.BLOCKED,
    "user is deactivated": Reason.DEACTIVATED,
    "bot can't initiate conversation": Reason.NEVER_STARTED,
    "bot was kicked": Reason.KICKED,
    "bot is not a member": Reason.KICKED,
    "chat not found": Reason.CHAT_GONE,
    "group chat was deactivated": Reason.CHAT_GONE,
    "not enough rights": Reason.NO_RIGHTS,
    "have no rights": Reason.NO_RIGHTS,
    "need administrator rights": Reason.NO_RIGHTS,
    "chat_write_forbidden": Reason.NO_RIGHTS,
}
"""What Telegram says (bots/api, "Making requests"; the wording is not documented)."""


class TelegramMessenger:
    """Carries calls to Telegram over one transport."""

    def __init__(self, transport: Transport, clock: Clock) -> None:
        self._transport = transport
        self._clock = clock

    async def send(self, call: Call) -> Outcome:
        """Try a call once, and say what came of it."""
        try:
            answer = await self._transport.call(call.method, call.body, call.files)
        except _NOT_LEFT as error:
            return NeverSent(type(error).__name__)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return PerhapsSent(type(error).__name__)
        return outcome_of(answer, self._clock.now())


def outcome_of(answer: Answer, now: datetime) -> Outcome:
    """What an answer of the Bot API means for the message."""
    if answer.body.get("ok") is True:
        return _sent(answer.body.get("result"), now)
    description = str(answer.body.get("description", ""))
    parameters = answer.body.get("parameters") or {}
    if "migrate_to_chat_id" in parameters:
        return Migrated(ChatId(parameters["migrate_to_chat_id"]))
    match answer.status:
        case 429:
            return Throttled(float(parameters.get("retry_after", USUAL_REST)))
        case 401 | 404:
            return Unauthorised()
        case 400 | 403 | 413:
            return _refused(answer.status, description)
        case _:
            return PerhapsSent(f"HTTP {answer.status}")


def _sent(result: Any, now: datetime) -> Sent:
    if isinstance(result, Mapping) and "message_id" in result:
        at = datetime.fromtimestamp(result.get("date", now.timestamp()), UTC)
        return Sent(MessageId(result["message_id"]), at)
    return Sent(None, now)


def _refused(status: int, description: str) -> Outcome:
    said = description.lower()
    if "message is not modified" in said:
        return Unchanged()
    for words, reason in _UNREACHABLE.items():
        if words in said:
            return Unreachable(reason)
    if status == 403:  # noqa: PLR2004 - HTTP's "forbidden"
        return Unreachable(Reason.NO_RIGHTS)
    # Up to the second colon Telegram names the kind of mistake; behind it may stand our text.
    return Rejected(":".join(description.split(":")[:2]).strip())
