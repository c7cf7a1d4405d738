"""Prints in a process of its own, which ends when the files are made."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping

from bot.post import wire
from bot.post.answer_table import AnswerTable, TableForm
from bot.service.printing import Form, NotPrinted
from flows.summary import Summary

_COMMAND = ("-I", "-m", "bot.post")  # -I: nothing but what is installed is imported
_PASSED_ON = ("HOME", "LD_LIBRARY_PATH", "MPLCONFIGDIR", "PATH", "TMPDIR", "XDG_CACHE_HOME")
"""All of the environment that the process gets: neither the token nor the key's place."""


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
        async with self._one_at_a_time:
            answer = await self._answer(request)
        try:
            return wire.files(answer)
        except ValueError as error:
            raise NotPrinted(type(error).__name__) from None

    async def _answer(self, request: bytes) -> bytes:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
            )
        except OSError as error:  # no memory, no more processes
            raise NotPrinted(type(error).__name__) from None
        try:
            async with asyncio.timeout(self._seconds):
                answer, cause = await process.communicate(request)
        except TimeoutError:
            raise NotPrinted("TimeoutError") from None
        finally:
            # Also where this is cancelled: nothing is left behind.
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise NotPrinted(_type_name(cause))
        return answer


def _type_name(cause: bytes) -> str:
    """What the process said went wrong, if it is a name; anything else is not repeated."""
    name = cause.decode(errors="replace")
    return name if name.isidentifier() and name.isascii() else "exit"
