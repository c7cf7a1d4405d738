"""Work in a process of its own: what it needs of memory and time is gone when it is done."""

import asyncio
import os
from asyncio.subprocess import PIPE
from collections.abc import Sequence

_PASSED_ON = ("HOME", "LD_LIBRARY_PATH", "MPLCONFIGDIR", "PATH", "TMPDIR", "XDG_CACHE_HOME")
"""All of the environment that the process gets: neither the token nor the key's place."""


class Failed(Exception):
    """There is no reply.

    Attributes:
        cause: the name of an error's type; empty where the process named none. Never words.
        status: with which the process ended, where it did.
    """

    def __init__(self, cause: str, status: int | None = None) -> None:
        super().__init__(cause, status)
        self.cause = cause
        self.status = status


async def reply_of(command: Sequence[str], request: bytes, seconds: float) -> bytes:
    """Start a process, give it a request on stdin, and return what it writes to stdout.

    Args:
        command: what is started.
        request: all that it reads.
        seconds: how long it may take; after that it is ended, as where this is cancelled.

    Raises:
        Failed: it could not be started, took too long, or ended with another status than 0.
    """
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=environment,
            # It is ended here, not by a key that somebody presses in the terminal.
            start_new_session=True,
        )
    except OSError as error:  # no memory, no more processes
        raise Failed(type(error).__name__) from None
    try:
        async with asyncio.timeout(seconds):
            reply, said = await process.communicate(request)
    except TimeoutError:
        raise Failed(TimeoutError.__name__) from None
    finally:
        # Also where this is cancelled: nothing is left behind.
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise Failed(_type_name(said), process.returncode)
    return reply


def _type_name(said: bytes) -> str:
    """The name of an error's type, if that is all that its last line says."""
    last = said.decode(errors="replace").strip().rpartition("\n")[2]
    return last if last.isidentifier() and last.isascii() else ""
