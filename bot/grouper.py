"""Grouping in a process of its own: what it needs of memory and time is gone when it is done."""

import asyncio
import os
import sys
from collections.abc import Sequence

from bot.service.grouping import NotGrouped
from flows.themes.values import Grouping, Voice
from flows.themes.wire import NotUnderstood, read_reply, request

COMMAND = (sys.executable, "-m", "flows.themes")

PATIENCE = 300.0
"""Seconds that one question may take; thousands of answers take some twenty."""


class ProcessGrouper:
    """Groups by `python -m flows.themes`, a process for each question.

    Args:
        command: what is run; it reads a request on stdin and writes its reply on stdout.
        patience: seconds after which it is given up.
    """

    def __init__(self, command: Sequence[str] = COMMAND, patience: float = PATIENCE) -> None:
        self._command = tuple(command)
        self._patience = patience

    async def group(self, question: str, voices: Sequence[Voice]) -> Grouping:
        """Group the answers to one question; see `Grouper`."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_without_secrets(),
            # It is ended here, not by a key that somebody presses in the terminal.
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._patience):
                reply, error = await process.communicate(request(question, voices))
        except TimeoutError:
            raise NotGrouped("TimeoutError") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise NotGrouped(_kind(error) or f"exit status {process.returncode}")
        try:
            return read_reply(reply)
        except NotUnderstood:
            raise NotGrouped(NotUnderstood.__name__) from None


class ThreadGrouper:
    """Groups in this process, where nobody minds the memory: for rehearsals."""

    async def group(self, question: str, voices: Sequence[Voice]) -> Grouping:
        """Group the answers to one question; see `Grouper`."""
        return await asyncio.to_thread(_group, question, voices)


def _group(question: str, voices: Sequence[Voice]) -> Grouping:
    from flows.themes.grouping import group  # noqa: PLC0415 - the arithmetic is large

    return group(question, voices)


def _without_secrets() -> dict[str, str]:
    """The environment without the settings of the program, which hold the token."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NACHKLANG_")}


def _kind(error: bytes) -> str:
    """The name of an exception's type, if that is what was written."""
    last = error.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return last if last.isidentifier() else ""
