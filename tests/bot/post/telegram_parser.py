"""Telegram's own parser of HTML, which TDLib has; nothing is sent anywhere for that."""

import json
from functools import cache
from typing import Any

import tdjson


class Refused(Exception):
    """What TDLib says against a text."""


def parsed(html: str) -> tuple[str, list[dict[str, Any]]]:
    """The text that people see, and its entities, as Telegram reads it.

    Raises:
        Refused: Telegram would not take the message.
    """
    _quietly()
    request = {
        "@type": "parseTextEntities",
        "text": html,
        "parse_mode": {"@type": "textParseModeHTML"},
    }
    answer = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    if answer["@type"] == "error":
        raise Refused(answer["message"])
    return answer["text"], answer["entities"]


@cache
def _quietly() -> None:
    level = {"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}
    tdjson.td_execute(json.dumps(level).encode())
