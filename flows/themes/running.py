"""One request, one reply: what the process that groups does."""

from typing import BinaryIO, TextIO

from flows.themes.grouping import group
from flows.themes.wire import read_request, reply


def run(incoming: BinaryIO, outgoing: BinaryIO, problems: TextIO) -> int:
    """Group one request.

    Args:
        incoming: holds the request to its end.
        outgoing: takes the reply, whole or not at all.
        problems: takes the kind of failure; never a message, for it could hold people's words.

    Returns:
        The process's exit status: 0, or 1 where it failed.
    """
    try:
        request = read_request(incoming.read())
        outgoing.write(reply(group(request.question, request.voices)))
        outgoing.flush()
    except Exception as failure:  # noqa: BLE001 - whatever it is, its words must not come out
        problems.write(f"{type(failure).__name__}\n")
        return 1
    return 0
