"""What time it is at Telegram, by the `Date` of an answer (RFC 9110, 6.6.1)."""

import http.client
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

PATIENCE: Final = 5.0
"""Seconds to wait for an answer."""


def clock_of(url: str) -> datetime | None:
    """The time at an address, to the second; None where nobody answers, or does not say.

    One request, to the root: it holds neither the token nor anything else.
    """
    address = urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=PATIENCE)
    try:
        connection.request("HEAD", "/")
        date = connection.getresponse().getheader("Date")
        return None if date is None else parsedate_to_datetime(date).astimezone(UTC)
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
