"""Who may speak to the page's server: this machine's own browser, from the page itself.

Any page on the web may send requests to the loopback interface, and a name of its own may lead
there. So the name in `Host` has to be that of the loopback interface, and what acts has to say that
it comes from the page (Fetch, "Origin header").
"""

from typing import Final

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_NAMES: Final = ("127.0.0.1", "localhost")
MISDIRECTED, FORBIDDEN, UNSUPPORTED = 421, 403, 415


class _Guard:
    """Lets nobody pass who is not the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, as ASGI wants it."""
        refusal = _refusal(scope)
        await (self._app if refusal is None else refusal)(scope, receive, send)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    headers = Headers(scope=scope)
    port = scope["server"][1]
    hosts = {f"{name}:{port}" for name in _NAMES}
    host = headers.get("host", "")
    if host not in hosts:
        return PlainTextResponse("This is not the address of the rehearsal room.", MISDIRECTED)
    if scope["method"] in {"GET", "HEAD"}:
        return None
    if headers.get("origin") != f"http://{host}":
        return PlainTextResponse("Only the page of the rehearsal room may do this.", FORBIDDEN)
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return PlainTextResponse("An action is JSON.", UNSUPPORTED)
    return None


GUARDED: Final = Middleware(_Guard)
