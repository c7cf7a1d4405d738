"""Grouping in a process of its own: what it needs of memory and time is gone when it is done."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.service.grouping import NotGrouped
from flows.ids import AnswerId
from flows.summary import Mention
from flows.themes.values import Excerpt, Grouping, Proposal, Voice

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
        request = json.dumps({"question": question, "voices": [asdict(one) for one in voices]})
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
                reply, error = await process.communicate(request.encode())
        except TimeoutError:
            raise NotGrouped("TimeoutError") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise NotGrouped(_kind(error) or f"exit status {process.returncode}")
        try:
            return _grouping(json.loads(reply))
        except (ValueError, LookupError, TypeError) as wrong:
            raise NotGrouped(type(wrong).__name__) from None


def _without_secrets() -> dict[str, str]:
    """The environment without the settings of the program, which hold the token."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NACHKLANG_")}


def _kind(error: bytes) -> str:
    """The name of an exception's type, if that is what was written."""
    last = error.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return last if last.isidentifier() else ""


def _grouping(reply: Any) -> Grouping:
    return Grouping(
        themes=tuple(
            Proposal(one["label"], _answers(one["answers"]), one["quote"] and _quote(one["quote"]))
            for one in reply["themes"]
        ),
        voices=_answers(reply["voices"]),
        voice_quotes=tuple(_quote(one) for one in reply["voice_quotes"]),
        set_aside=_answers(reply["set_aside"]),
        mentions=tuple(Mention(one["word"], _answers(one["answers"])) for one in reply["mentions"]),
    )


def _answers(numbers: Sequence[int]) -> tuple[AnswerId, ...]:
    return tuple(AnswerId(number) for number in numbers)


def _quote(reply: Any) -> Excerpt:
    return Excerpt(AnswerId(reply["answer_id"]), reply["text"])
