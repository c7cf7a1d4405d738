"""Grouping in a process of its own; for rehearsals in this one."""

import asyncio
import sys
from collections.abc import Sequence

from bot.own_process import Failed, reply_of
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
        try:
            reply = await reply_of(self._command, request(question, voices), self._patience)
        except Failed as failed:
            raise NotGrouped(failed.cause or f"exit status {failed.status}") from None
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
