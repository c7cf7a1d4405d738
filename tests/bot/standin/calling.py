"""Calls of the Bot API as a bot makes them, and a clock that stands until it is moved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.rehearsal.standin import Phone, StandIn


@dataclass
class Clock:
    moment: datetime = datetime(2027, 1, 30, 16, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **parts: float) -> None:
        self.moment += timedelta(**parts)


@dataclass
class Refusal:
    """An error of the Bot API."""

    code: int
    description: str
    parameters: dict[str, int] | None = None


@dataclass
class Api:
    """Makes calls; a result comes as it is, an error as a `Refusal`."""

    session: aiohttp.ClientSession
    standin: StandIn

    async def __call__(self, method: str, **parameters: Any) -> Any:
        return await self.post(method, json=parameters)

    async def post(self, method: str, *, token: str | None = None, **body: Any) -> Any:
        url = f"{self.standin.url}/bot{token or self.standin.token}/{method}"
        async with self.session.post(url, **body) as answer:
            content = await answer.json()
        if content["ok"]:
            assert answer.status == 200
            return content["result"]
        assert answer.status == content["error_code"]
        return Refusal(answer.status, content["description"], content.get("parameters"))

    async def say(self, to: Phone, text: str = "Hallo", **more: Any) -> Any:
        return await self("sendMessage", chat_id=to.id, text=text, parse_mode="HTML", **more)

    async def updates(self, **parameters: Any) -> list[Any]:
        """What waits, acknowledged at once."""
        waiting: list[Any] = await self("getUpdates", **parameters)
        if waiting:
            await self("getUpdates", offset=waiting[-1]["update_id"] + 1, limit=1)
        return waiting


def buttons(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An inline keyboard."""
    return {"inline_keyboard": list(rows)}


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refusal:
    return Refusal(403, f"Forbidden: {description}")


@asynccontextmanager
async def api_of(standin: StandIn) -> AsyncIterator[Api]:
    """A bot that calls a stand-in."""
    async with aiohttp.ClientSession() as session:
        yield Api(session, standin)
