"""The parameters of a call, from JSON, a form, a multipart body or the query."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.rehearsal.standin.refused import bad_request


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file of a multipart body."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parameters:
    """What came with a call; in forms everything is a string, and Telegram minds as little."""

    values: Mapping[str, Any]
    files: Mapping[str, Uploaded] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string; empty where it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """A number; None where it is missing or none."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """A Boolean; False where it is missing."""
        return self.text(name).lower() in {"true", "1", "yes"}

    def json(self, name: str) -> Any:
        """An object or array, also where it was sent as a string; None where it is missing.

        Raises:
            Refused: 400, for a string that is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise bad_request(f"can't parse {name} JSON object") from error

    def object(self, name: str) -> Mapping[str, Any]:
        """An object; empty where it is missing.

        Raises:
            Refused: 400, for anything else.
        """
        value = self.json(name) or {}
        if not isinstance(value, Mapping):
            raise bad_request(f"object expected as {name}")
        return value

    def array(self, name: str) -> list[Any]:
        """An array; empty where it is missing.

        Raises:
            Refused: 400, for anything else.
        """
        value = self.json(name) or []
        if not isinstance(value, list):
            raise bad_request(f"array expected as {name}")
        return value


async def read_parameters(request: web.Request) -> Parameters:
    """Whatever way the call brings them.

    Raises:
        aiohttp.web.HTTPRequestEntityTooLarge: more than the server takes.
        Refused: 400, for a body of JSON that is none.
    """
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Uploaded] = {}
    if request.content_type == "application/json":
        values |= _object(await request.read())
        return Parameters(values)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Uploaded(value.filename, value.content_type, value.file.read())
            value.file.close()
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Parameters(values, files)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body) if body else {}
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("object expected")
    return value
