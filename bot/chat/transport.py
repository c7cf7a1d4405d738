"""HTTP to Telegram on aiohttp, without the library: a call is a method's name and its fields.

httpx, which the library brings, takes six times the CPU at 64 sends at once.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp
import msgspec

from bot.service.ports import Upload

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 20.0
"""How long Telegram may take for an answer before its outcome counts as unknown."""

CONNECTIONS = 32

_AS_JSON = {"Content-Type": "application/json"}
_json = msgspec.json.encode


class MayNotLeave(aiohttp.ClientConnectionError):
    """The request was held back at the last moment: this process may not send any more."""

    def __init__(self) -> None:
        super().__init__("held back")


class _Connector(aiohttp.TCPConnector):
    """Asks for leave when the connection stands and nothing but the writing is left.

    Asked before, a process that sleeps while it connects would write when it wakes.
    """

    def __init__(self, may_leave: Callable[[], bool]) -> None:
        super().__init__(limit=CONNECTIONS)
        self._may_leave = may_leave

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Any],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's signature
    ) -> Any:
        connection = await super().connect(req, traces, timeout)
        if not self._may_leave():
            connection.release()
            raise MayNotLeave
        return connection


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API answered: the HTTP status and its JSON, empty where it was none."""

    status: int
    body: Mapping[str, Any]


class Transport:
    """One pool of connections to one Bot API server, for one token.

    Args:
        base: `http://host:port` of the server.
        token: of the bot; it appears in no log and no error.
        patience: seconds to wait for an answer, unless a call says otherwise.
        may_leave: asked right before a request is written; where it may not, `MayNotLeave` is
            raised and nothing has left.
    """

    def __init__(
        self,
        base: str,
        token: str,
        *,
        patience: float = ANSWER_SECONDS,
        may_leave: Callable[[], bool] = lambda: True,
    ) -> None:
        self._may_leave = may_leave
        self._root = f"{base.rstrip('/')}/bot{token}/"
        self._patience = patience
        self._timeout = _timeout(patience)
        self._session: aiohttp.ClientSession | None = None

    async def initialize(self) -> None:
        """Open the pool; harmless where it is open."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=_Connector(self._may_leave))

    async def shutdown(self) -> None:
        """Close the pool; harmless where it is closed."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(
        self,
        method: str,
        body: Mapping[str, object],
        files: Sequence[Upload] = (),
        *,
        patience: float | None = None,
    ) -> Answer:
        """Call a method of the Bot API once.

        Args:
            method: its name.
            body: its parameters as JSON.
            files: uploads, which are sent as a form together with the parameters.
            patience: seconds to wait for the answer; usually those of the transport.

        Raises:
            aiohttp.ClientError: no answer came, for a reason that its type tells.
            TimeoutError: it did not come in time.
        """
        timeout = self._timeout if patience is None else _timeout(patience)
        payload: aiohttp.FormData | bytes = _form(body, files) if files else _json(body)
        headers = None if files else _AS_JSON
        async with self._open.post(
            self._root + method, data=payload, headers=headers, timeout=timeout
        ) as answer:
            return Answer(answer.status, _content(await answer.read()))

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the transport is not initialised")
        return self._session


def _timeout(patience: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=patience, connect=CONNECT_SECONDS)


def _content(received: bytes) -> Mapping[str, Any]:
    """What the answer says; nothing where it is no JSON object, as from a proxy in between."""
    try:
        content = msgspec.json.decode(received)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def _form(body: Mapping[str, object], files: Sequence[Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in body.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for upload in files:
        form.add_field(upload.field, BytesIO(upload.content), filename=upload.name)
    return form
