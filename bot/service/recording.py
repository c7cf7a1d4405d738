"""What the outcome of a send means for its outbox row."""

from datetime import timedelta
from typing import assert_never

import structlog

from bot.service import outcomes, reaching
from bot.service.ports import (
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
from bot.service.step import Step
from flows.ids import ChatId
from flows.workshop import Reach
from storage.calls import Claimed, Lane
from storage.work import Work

log = structlog.get_logger(__name__)

REPEATABLE_METHODS = frozenset(
    {
        "deleteMessage",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageText",
        "editMessageReplyMarkup",
        "setMessageReaction",
        "setMyCommands",
        "deleteMyCommands",
        "setMyDescription",
        "setMyShortDescription",
    }
)
"""Doing these twice is the same as doing them once."""

LONGEST_PAUSE = timedelta(minutes=1)
PAUSE_WITHOUT_TOKEN = timedelta(minutes=1)

_REACH = {Reason.BLOCKED: Reach.BLOCKED, Reason.DEACTIVATED: Reach.DEACTIVATED}


def record(work: Work, bot: str, claimed: Claimed, outcome: Outcome) -> None:
    """Store what came of a call, and let its facilitators know where that is called for."""
    row, problem = claimed.id, type(outcome).__name__
    match outcome:
        case Sent(message_id, at):
            work.outbox.sent(row, message_id, at)
        case Unchanged():
            work.outbox.sent(row, None, work.now)
        case Throttled(retry_after):
            _later(work, claimed, timedelta(seconds=retry_after), problem)
        case NeverSent(cause):
            _later(work, claimed, pause(claimed.attempts), cause)
        case PerhapsSent(cause):
            _perhaps(work, claimed, cause)
        case Unauthorised():
            log.critical("Telegram refuses the token; nothing is sent until it is mended")
            _later(work, claimed, PAUSE_WITHOUT_TOKEN, problem)
        case Migrated(to):
            _migrate(work, claimed, to)
        case Unreachable(reason):
            work.outbox.failed(row, reason.value)
            _unreachable(work, claimed, reason)
        case Rejected(description):
            if claimed.draft.lane not in {Lane.RECEIPT, Lane.NICETY}:
                log.warning("call rejected", row=row, method=claimed.draft.method, why=description)
            work.outbox.failed(row, description)
        case _ as never:
            assert_never(never)
    if claimed.draft.workshop_id is not None:
        outcomes.settled(Step(work, f"sent:{row}:{claimed.attempts}", bot), claimed, outcome)


def interrupted(work: Work, bot: str) -> None:
    """After a start: everything that was being sent counts as perhaps delivered."""
    for claimed in work.outbox.interrupted():
        record(work, bot, claimed, PerhapsSent("restart"))


def pause(attempts: int) -> timedelta:
    """How long to wait before the next attempt: 1, 2, 4 … seconds, at most a minute."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)


def _later(work: Work, claimed: Claimed, wait: timedelta, problem: str) -> None:
    """It was certainly not delivered: try again, if it is still to be said."""
    if _outdated(work, claimed):
        work.outbox.failed(claimed.id, problem)
    else:
        work.outbox.retry(claimed.id, work.now + wait, problem)


def _outdated(work: Work, claimed: Claimed) -> bool:
    """Whether a question on its way was closed, left or overtaken meanwhile."""
    prompt_id = claimed.draft.prompt_id
    return prompt_id is not None and not work.outbox.still_asked(prompt_id)


def _perhaps(work: Work, claimed: Claimed, cause: str) -> None:
    """Send it once more at most, however often it certainly failed in between."""
    draft = claimed.draft
    harmless = draft.method in REPEATABLE_METHODS
    once_more = draft.repeatable and not claimed.doubtful and not _outdated(work, claimed)
    if draft.lane is Lane.RECEIPT:
        work.outbox.failed(claimed.id, cause)
    elif harmless or once_more:
        work.outbox.perhaps(claimed.id, work.now + pause(claimed.attempts), cause)
    else:
        work.outbox.unknown(claimed.id, cause)


def _migrate(work: Work, claimed: Claimed, to: ChatId) -> None:
    if "message_id" in claimed.draft.body:
        # Under the new id that number is another message's.
        work.outbox.failed(claimed.id, "migrated")
    else:
        work.outbox.retry(claimed.id, work.now, "migrated")
    if claimed.draft.chat is not None:
        work.destinations.migrate(claimed.draft.chat, to)
        work.outbox.migrate(claimed.draft.chat, to)


def _unreachable(work: Work, claimed: Claimed, reason: Reason) -> None:
    chat = claimed.draft.chat
    if chat is None:
        return
    person = work.people.by_chat(chat)
    if person is not None and reason in _REACH:
        reaching.lost(work, person, _REACH[reason])
