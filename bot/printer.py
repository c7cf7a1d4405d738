"""Prints in a process of its own, which ends when the files are made."""

import asyncio
import sys
from collections.abc import Mapping

from bot.own_process import Failed, reply_of
from bot.post import wire
from bot.post.answer_table import AnswerTable, TableForm
from bot.service.printing import Form, NotPrinted
from flows.summary import Summary

_COMMAND = ("-I", "-m", "bot.post")  # -I: nothing but what is installed is imported


class ProcessPrinter:
    """A `Printer` and `Tabulator` (see `bot.service.printing`) without memory between two uses.

    Only one process is there at a time; who comes meanwhile waits.

    Args:
        seconds: how long it may take; after that the process is ended.
        command: what is started, for tests of what can go wrong.
    """

    def __init__(
        self, seconds: float = 120.0, command: tuple[str, ...] = (sys.executable, *_COMMAND)
    ) -> None:
        self._seconds = seconds
        self._command = command
        self._one_at_a_time = asyncio.Lock()

    async def print(
        self, summary: Summary, language: str, forms: frozenset[Form]
    ) -> Mapping[Form, bytes]:
        """The post in all the forms that are wanted.

        Raises:
            NotPrinted: one of them could not be made, or it took too long.
        """
        if not forms:
            return {}
        files = await self._files(wire.printing(summary, language, forms))
        return {Form(name): file for name, file in files.items()}

    async def tabulate(
        self, table: AnswerTable, forms: frozenset[TableForm]
    ) -> Mapping[TableForm, bytes]:
        """The table in all the forms that are wanted.

        Raises:
            NotPrinted: one of them could not be made, or it took too long.
        """
        files = await self._files(wire.tabulating(table, forms))
        return {TableForm(name): file for name, file in files.items()}

    async def _files(self, request: bytes) -> Mapping[str, bytes]:
        try:
            async with self._one_at_a_time:
                answer = await reply_of(self._command, request, self._seconds)
        except Failed as failed:
            raise NotPrinted(failed.cause or "exit") from None
        try:
            return wire.files(answer)
        except ValueError as error:
            raise NotPrinted(type(error).__name__) from None
