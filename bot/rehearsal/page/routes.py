"""What the page's server answers: the page, its events, what people do, files, the transcript."""

import asyncio
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.messages.joining import language_name
from bot.messages.wording import LANGUAGES, Wording, in_language, nearest
from bot.rehearsal.page.desk import phone_language
from bot.rehearsal.page.guarding import GUARDED
from bot.rehearsal.page.picture import Picture
from bot.rehearsal.page.rendering import TEMPLATES
from bot.rehearsal.page.transcript import transcript
from bot.rehearsal.room import Impossible, Room, decode
from bot.rehearsal.room.seeing import RoomSeen
from bot.rehearsal.staging import ZONE
from bot.rehearsal.standin import SentFile
from bot.web.events import Event, Streams, Told
from bot.web.pages import SAFELY, files
from flows.library import library_file

MOST_PAGES: Final = 20
LARGEST_ACTION: Final = 15_000_000
"""Bytes: the largest photo that Telegram takes, as Base64, and what goes around it."""

BREATH: Final = 0.03
"""Seconds between two patches, so that what changes at once is told at once."""

SHOWN: Final = {"image/png", "image/jpeg", "image/webp", "image/gif"}
"""What a browser shows; everything else is saved, whatever is in it."""

VERSION: Final = "Room-Version"
"""The header that says from which version on the page shows what was done."""

DONE, MISSING, TOO_LARGE, IMPOSSIBLE = 204, 404, 413, 422
PHONES: Final = ("de", "en", "ar", "uk", "tr", "fr", "es", "fa")


def routes(room: Room, streams: Streams) -> Sequence[BaseRoute]:
    """Everything that is served.

    Args:
        room: what the page shows and acts on.
        streams: the open streams of events; whoever serves ends them.
    """
    page = _Page(room, streams)
    middleware: list[Middleware] = [GUARDED, *SAFELY]
    return [
        Mount(
            "/",
            routes=[
                Route("/", page.show),
                Route("/events", page.events),
                Route("/act", page.act, methods=["POST"]),
                Route("/file/{id}", page.file),
                Route("/transcript", page.transcript),
                Route("/flow", page.flow),
                files("/static", "bot.rehearsal.page"),
            ],
            middleware=middleware,
        )
    ]


class _Page:
    def __init__(self, room: Room, streams: Streams) -> None:
        self._room = room
        self._streams = streams

    async def show(self, request: Request) -> Response:
        """The page without what changes."""
        wording = _wording(request)
        named = [(code, str(language_name(code))) for code in LANGUAGES]
        html = TEMPLATES.get_template("page.html.jinja").render(
            _=wording,
            language=wording.language,
            zone=ZONE.key,
            open=_chats(request) or _first(self._room),
            page_languages=named,
            phone_languages=[(code, phone_language(code, wording)) for code in PHONES],
        )
        return HTMLResponse(html)

    async def events(self, request: Request) -> Response:
        """What the page shows: all of it, then what changes."""
        return self._streams.answer(self._told(_wording(request), _chats(request)))

    async def _told(self, wording: Wording, chats: Sequence[int]) -> Told:
        picture = Picture(wording, ZONE)
        while True:
            seen = self._room.seen(chats)
            yield Event("seen", picture.patch(seen))
            await asyncio.sleep(BREATH)
            await self._room.changed(seen.version)

    async def act(self, request: Request) -> Response:
        """Do what the page asks for."""
        _ = _wording(request)
        try:
            await self._room.act(decode(await _body(request)))
        except Impossible as why:
            return PlainTextResponse(why.in_words(_), IMPOSSIBLE)
        except _TooLarge:
            sentence = _("The file is too large. A rehearsal takes up to 10 MB.")
            return PlainTextResponse(sentence, TOO_LARGE)
        return Response(status_code=DONE, headers={VERSION: str(self._room.seen(()).version)})

    async def file(self, request: Request) -> Response:
        """A file of a message: pictures to look at, all others to save."""
        found = self._room.file(request.path_params["id"])
        if found is None:
            return PlainTextResponse("There is no such file in this run.", MISSING)
        return _download(found)

    async def transcript(self, request: Request) -> Response:
        """All chats, to save."""
        _ = _wording(request)
        headers = {"Content-Disposition": f'attachment; filename="{_("Transcript")}.txt"'}
        return PlainTextResponse(transcript(_all(self._room), _, ZONE), headers=headers)

    async def flow(self, _request: Request) -> Response:
        """The flow of this run as a file to change, where it comes along."""
        flow = self._room.seen(()).flow
        found = None if flow.path else library_file(flow.id)
        if found is None:
            return PlainTextResponse("This flow has a file of its own.", MISSING)
        name, content = found
        return _download(SentFile(flow.id, name, "application/yaml", content))


class _TooLarge(Exception):
    """The body is larger than any photo."""


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_ACTION:
            raise _TooLarge
    return bytes(body)


def _download(file: SentFile) -> Response:
    kind = "inline" if file.mime in SHOWN and not file.name else "attachment"
    name = f"; filename*=UTF-8''{quote(file.name)}" if file.name else ""
    headers = {
        "Content-Disposition": f"{kind}{name}",
        # A file is never a page of this place, whatever is in it.
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(file.content, media_type=file.mime, headers=headers)


def _wording(request: Request) -> Wording:
    """The page's language: the one that was chosen, else the browser's."""
    chosen = request.query_params.get("language")
    if chosen in LANGUAGES:
        return in_language(chosen)
    wished = request.headers.get("accept-language", "")
    return in_language(nearest(wished.partition(",")[0].partition(";")[0].strip() or None))


def _chats(request: Request) -> list[int]:
    """The chats in the page's columns."""
    given = request.query_params.get("chats", "").split(",")
    return [int(one) for one in given if one.removeprefix("-").isdecimal()]


def _first(room: Room) -> list[int]:
    """What is open at first: who facilitates, two people, the group."""
    seen = room.seen(())
    return [*(one.id for one in seen.people[:3]), *(one.id for one in seen.groups[:1])]


def _all(room: Room) -> RoomSeen:
    """The picture with every chat."""
    seen = room.seen(())
    return room.seen([*(one.id for one in seen.people), *(one.id for one in seen.groups)])
