"""The HTTP side of the stand-in: a call comes in, its result or refusal goes out."""

import asyncio
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.rehearsal.standin.faults import Effect, Fault, Faults
from bot.rehearsal.standin.limits import COUNTED, Throttle
from bot.rehearsal.standin.methods import METHODS, NAMES
from bot.rehearsal.standin.parameters import Parameters, read_parameters
from bot.rehearsal.standin.refused import Refused
from bot.rehearsal.standin.world import World

LARGEST_BODY = 51_000_000
"""The largest upload and what goes around it in the body."""

UNAUTHORISED = Refused(401, "Unauthorized")
UNKNOWN = Refused(404, "Not Found")
UNHEARD = Refused(0, "")
"""No answer of Telegram's: it never got to do anything."""

TOO_LARGE = Refused(413, "Request Entity Too Large")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Bot API.

    Attributes:
        method: its name.
        parameters: what came with it, as it came; without files.
        files: the names of uploaded files.
        at: when it came.
        error: `error_code` of the answer; None where it was carried out.
        description: why it was refused, as Telegram words it.
        heard: whether an answer left at all.
    """

    method: str
    parameters: Mapping[str, Any] = field(repr=False)
    files: tuple[str, ...]
    at: datetime
    error: int | None = None
    heard: bool = True
    description: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was carried out."""
        return self.error is None


class Server:
    """Serves one world on a port of the loopback interface."""

    def __init__(
        self,
        world: World,
        token: str,
        faults: Faults,
        throttle: Throttle,
        seconds: Callable[[], float],
        calls: list[Call],
        most_calls: int | None = None,
    ) -> None:
        self._calls = calls
        self._most_calls = most_calls
        self._world = world
        self._token = token
        self._faults = faults
        self._throttle = throttle
        self._seconds = seconds
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def start(self, port: int) -> int:
        """Listen, and say on which port; 0 takes any free one."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_route("*", "/{rest:.*}", _nothing_here)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Answer nobody any more."""
        self._closing.set()
        self._world.updates.wake()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _refusal(UNAUTHORISED)
        name = NAMES.get(request.match_info["method"].lower())
        if name is None:
            return _refusal(UNKNOWN)
        try:
            parameters = await read_parameters(request)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(TOO_LARGE)
        except Refused as refused:
            return _refusal(refused)
        fault = self._faults.take(name, parameters.integer("chat_id"))
        if fault is not None and fault.effect is Effect.CUT_BEFORE:
            self._record(name, parameters, refused=UNHEARD, heard=False)
            return _cut(request)
        return await self._answer(request, name, parameters, fault)

    async def _answer(
        self, request: web.Request, name: str, parameters: Parameters, fault: Fault | None
    ) -> web.StreamResponse:
        heard = fault is None or fault.effect is Effect.REFUSE
        at = self._world.now()
        try:
            result = await self._result(name, parameters, fault)
        except Refused as refused:
            self._record(name, parameters, at=at, refused=refused, heard=heard)
            response = _refusal(refused)
        else:
            self._record(name, parameters, at=at, heard=heard)
            response = web.json_response({"ok": True, "result": result})
        if heard:
            return response
        if fault is not None and fault.effect is Effect.TIMEOUT_AFTER:
            await self._closing.wait()
        return _cut(request)

    async def _result(self, name: str, parameters: Parameters, fault: Fault | None) -> Any:
        if fault is not None and fault.refused is not None:
            raise fault.refused
        if name in COUNTED:
            self._throttle.check(parameters.integer("chat_id"), self._seconds())
        result = METHODS[name](self._world, parameters)
        return await result if inspect.isawaitable(result) else result

    def _record(
        self,
        name: str,
        parameters: Parameters,
        *,
        at: datetime | None = None,
        refused: Refused | None = None,
        heard: bool,
    ) -> None:
        files = tuple(file.name for file in parameters.files.values())
        moment = at or self._world.now()
        error = None if refused is None else refused.code
        why = "" if refused is None else refused.description
        self._calls.append(Call(name, parameters.values, files, moment, error, heard, why))
        if self._most_calls is not None and len(self._calls) > 2 * self._most_calls:
            # In one go, for each deletion at the front moves all the rest.
            del self._calls[: -self._most_calls]
        self._world.changes.happened()

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        expires = self._world.expires.get(path)
        if request.match_info["token"] != self._token:
            return _refusal(UNAUTHORISED)
        if expires is None or expires < self._world.now():
            return _refusal(UNKNOWN)
        file = self._world.files[path.rpartition("/")[2]]
        return web.Response(body=file.content, content_type=file.mime)


def _refusal(refused: Refused) -> web.Response:
    return web.json_response(refused.body(), status=refused.code)


async def _nothing_here(request: web.Request) -> web.Response:
    del request
    return _refusal(UNKNOWN)


def _cut(request: web.Request) -> web.StreamResponse:
    """Break the connection; what is returned no longer reaches anybody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
