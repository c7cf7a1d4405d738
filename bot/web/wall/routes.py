"""What is served of walls: the page, what it follows, its QR code, and the page of the post."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.logs import where
from bot.messages.wording import LANGUAGES
from bot.service.ports import Clock
from bot.service.wall_view import Look
from bot.web.events import Streams
from bot.web.pages import SAFELY, files
from bot.web.wall import rendering
from bot.web.wall.feed import OUT_OF_REACH, Read, Wall, Walls
from flows.summary import Summary

log = structlog.get_logger(__name__)

MOST_VIEWERS: Final = 2000
"""On one process; it keeps a connection and a task for each."""

SCHEMES: Final = ("light", "dark")

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What has another form opens nothing, and the database need not be asked."""

_NOT_FOUND, _LATER = 404, 503

Serve = Callable[[Request, Wall, Look], Response]
"""Answers a request for a wall that is there."""


def walls(read: Read, streams: Streams, clock: Clock) -> tuple[BaseRoute, ...]:
    """The routes of walls; nothing of them can be guessed, and a wrong link is told kindly.

    Args:
        read: looks at a wall.
        streams: those of this server, with `MOST_VIEWERS`.
        clock: the machine's.
    """
    known = Walls(read, rendering.event, clock)
    posts = _Posts()
    served: tuple[tuple[str, Serve], ...] = (
        ("", _page),
        ("/events", partial(_events, streams)),
        ("/code.svg", _code),
        ("/post", posts.serve),
    )
    return (
        files("/wall/static", "bot.web.wall"),
        *(
            Route(f"/wall/{{token}}{path}", _found(known, serve), middleware=SAFELY)
            for path, serve in served
        ),
        Route("/wall/{rest:path}", _nothing, middleware=SAFELY),
    )


def _found(known: Walls, serve: Serve) -> Callable[[Request], Awaitable[Response]]:
    """Answer where the link opens a wall now; all other links are answered alike."""

    async def get(request: Request) -> Response:
        token = request.path_params["token"]
        if _TOKEN.fullmatch(token) is None:
            return await _nothing(request)
        try:
            found = await known.find(token)
            return await _nothing(request) if found is None else serve(request, *found)
        except OUT_OF_REACH as error:
            log.error("wall out of reach", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the server would log its text, which may hold words
            log.error("wall not shown", error=where(error))
        return HTMLResponse(rendering.not_now(_up(request)), _LATER, {"Retry-After": "60"})

    return get


async def _nothing(request: Request) -> Response:
    return HTMLResponse(rendering.no_wall(_up(request)), _NOT_FOUND)


def _up(request: Request) -> str:
    return "../" * request.url.path.removeprefix("/wall/").count("/")


def _page(request: Request, _wall: Wall, look: Look) -> Response:
    scheme = request.query_params.get("scheme", "")
    return HTMLResponse(
        rendering.page(
            look,
            _language(request, look),
            request.path_params["token"],
            scheme if scheme in SCHEMES else "",
        )
    )


def _events(streams: Streams, request: Request, wall: Wall, look: Look) -> Response:
    return streams.answer(wall.told(_language(request, look)))


def _code(_request: Request, _wall: Wall, look: Look) -> Response:
    return Response(rendering.qr_code(look.link), media_type="image/svg+xml")


class _Posts:
    """Pages of posts; the one that was asked for last is kept, for many ask at the same time."""

    def __init__(self) -> None:
        self._last: tuple[Summary, str] | None = None
        self._page: tuple[str, str] = ("", "")

    def serve(self, request: Request, _wall: Wall, look: Look) -> Response:
        """The page of the post; where none is out, there is nothing."""
        if look.view.post is None:
            return HTMLResponse(rendering.no_wall(_up(request)), _NOT_FOUND)
        wanted = (look.view.post, look.view.language)
        if self._last != wanted:
            self._last, self._page = wanted, rendering.post(*wanted)
        html, policy = self._page
        return HTMLResponse(html, headers={"Content-Security-Policy": policy})


def _language(request: Request, look: Look) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else look.view.language
