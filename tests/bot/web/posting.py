"""A web server of the bot's on loopback, and somebody who posts to it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from starlette.routing import Route

from bot.web.serving import serving

SECRET = "a-secret_of-Telegram"


@dataclass(frozen=True, slots=True)
class Client:
    """Asks one server."""

    session: aiohttp.ClientSession
    root: str

    async def post(
        self, body: object, *, secret: str | None = SECRET, path: str = "/telegram"
    ) -> tuple[int, str]:
        """Post bytes as they are, anything else as JSON; returns status and text."""
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.post(self.root + path, data=data, headers=headers) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        """Get a page; returns status and text."""
        async with self.session.get(self.root + path) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def served(*routes: Route) -> AsyncIterator[Client]:
    """Some routes over real HTTP."""
    async with serving(routes, "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        yield Client(session, f"http://127.0.0.1:{port}")
