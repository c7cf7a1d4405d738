"""HTTP/1.1 as the clients speak it: requests out of bytes, bytes for answers."""

import json
import re
from typing import Final, NamedTuple

_TARGET: Final = re.compile(rb"[A-Z]+ (?:/bot[^/ ]+)?/(\S*) ")
_LENGTH: Final = re.compile(rb"\r\n[Cc]ontent-[Ll]ength: *(\d+)")
_END: Final = b"\r\n\r\n"
_CHUNKED: Final = re.compile(rb"(?i)\r\ntransfer-encoding: *chunked")
_HEAD: Final = b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"

STATUS: Final = {
    200: b"200 OK",
    400: b"400 Bad Request",
    404: b"404 Not Found",
    409: b"409 Conflict",
    429: b"429 Too Many Requests",
}


class Request(NamedTuple):
    """One request.

    Attributes:
        target: the path without the slash and the token, with the query.
        content: the request as it came, head and body; parameters may stand in either.
    """

    target: bytes
    content: bytes


def first_request(received: bytes) -> tuple[Request, bytes] | None:
    """The first request in what was received, and what comes after it; None while it is not whole.

    Raises:
        ValueError: that is nothing that this server understands.
    """
    end = received.find(_END)
    if end < 0:
        return None
    found = _TARGET.match(received)
    if found is None or _CHUNKED.search(received, 0, end):
        raise ValueError("no request with a length")
    length = _LENGTH.search(received, 0, end)
    whole = end + len(_END) + (int(length[1]) if length else 0)
    if len(received) < whole:
        return None
    return Request(found[1], received[:whole]), received[whole:]


def response(body: bytes, status: int = 200) -> bytes:
    """An answer with a JSON body."""
    return _HEAD % (STATUS[status], len(body), body)


def json_response(value: object) -> bytes:
    """An answer with this value."""
    return response(json.dumps(value).encode())


def _field(name: bytes) -> re.Pattern[bytes]:
    """A whole number in JSON, in a form, in a multipart form, or in the query."""
    between = rb"\"?(?:[:=]|(?:\r\n[^\r\n]+)*\r\n\r\n)\s*\"?(-?\d+)"
    return re.compile(rb"\b" + name + between)


_CHAT: Final = _field(rb"chat_id")
_OFFSET: Final = _field(rb"offset")
_TIMEOUT: Final = _field(rb"timeout")


def chat_of(content: bytes) -> int:
    """The parameter `chat_id`, 0 where there is none."""
    found = _CHAT.search(content)
    return int(found[1]) if found else 0


def offset_of(content: bytes) -> int:
    """The parameter `offset`, 0 where there is none."""
    found = _OFFSET.search(content)
    return int(found[1]) if found else 0


def timeout_of(content: bytes) -> int:
    """The parameter `timeout` in seconds, 0 where there is none."""
    found = _TIMEOUT.search(content)
    return int(found[1]) if found else 0
