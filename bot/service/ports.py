"""What the use cases need from outside: somebody who sends, and a clock."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from flows.ids import ChatId, MessageId


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes along with a call.

    Attributes:
        field: the parameter of the method that it fills, for example `document`.
        name: the file name that people see.
        content: its bytes, at most 50 MB.
    """

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One call of Telegram's Bot API.

    Attributes:
        method: its name there, for example `sendMessage`.
        body: its parameters, as JSON knows them, without the files.
        files: what is uploaded with it.
    """

    method: str
    body: Mapping[str, object]
    files: tuple[Upload, ...] = ()


class Reason(StrEnum):
    """Why nothing can be sent to a chat until somebody there changes something."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NEVER_STARTED = "never_started"
    CHAT_GONE = "chat_gone"
    KICKED = "kicked"
    NO_RIGHTS = "no_rights"


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has done it.

    Attributes:
        message_id: the message's number in its chat; None where the method makes no message.
        at: Telegram's date of the message, otherwise when its reply came; aware, in UTC.
    """

    message_id: MessageId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Throttled:
    """429: nothing was sent, and the token has to rest for so many seconds."""

    retry_after: float


@dataclass(frozen=True, slots=True)
class Unreachable:
    """403, and 400 "chat not found": nothing was sent, and repeating it will not help."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has become a supergroup with another id; nothing was sent."""

    to: ChatId


@dataclass(frozen=True, slots=True)
class Rejected:
    """A 400 that repeating cannot mend; `description` is Telegram's, and holds no user text."""

    description: str


@dataclass(frozen=True, slots=True)
class NeverSent:
    """The request never left this machine; it may be repeated. `cause` names the error's type."""

    cause: str


@dataclass(frozen=True, slots=True)
class PerhapsSent:
    """The request left, its outcome is unknown. `cause` names the error's type or the 5xx."""

    cause: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An edit found the message as it should be: 400 "message is not modified"."""


@dataclass(frozen=True, slots=True)
class Unauthorised:
    """401 or 404: the token is wrong or revoked, nothing can be sent with it."""


Outcome = (
    Sent
    | Throttled
    | Unreachable
    | Migrated
    | Rejected
    | NeverSent
    | PerhapsSent
    | Unchanged
    | Unauthorised
)


class Messenger(Protocol):
    """Carries calls to Telegram."""

    async def send(self, call: Call) -> Outcome:
        """Try a call once, and say what came of it; nothing is raised but cancellation."""


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def seconds(self) -> float:
        """Seconds that only ever grow, for measuring how long something takes."""

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed by this clock."""


_GROWING = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Linux's monotonic clock stands still while the machine is suspended; this one does not."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds that only ever grow, also while the process or the whole machine sleeps."""
        return time.clock_gettime(_GROWING)

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""
        await asyncio.sleep(seconds)
