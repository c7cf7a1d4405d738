"""Handling, with the real database thread."""

import asyncio
from pathlib import Path

import pytest

from bot.chat.handling import Handling
from storage.work import Work
from storage.writer import Writer
from tests.bot.chatting import open_chat
from tests.patience import PATIENCE


async def idle(writer: Writer[Work]) -> None:
    """Let the handling find its inbox empty and begin to wait."""
    for _ in range(3):
        await writer.run(lambda work: work.inbox.waiting())


@pytest.mark.parametrize("turns", range(6))
async def test_handling_ends_even_if_it_is_woken_in_the_same_moment(
    tmp_path: Path, turns: int
) -> None:
    chat = open_chat(tmp_path)
    async with Writer(chat.engine, chat.work) as writer:
        handling = Handling(writer, "nachklang_test_bot", lambda _: None, lambda: None)
        running = asyncio.create_task(handling.run())
        await idle(writer)

        handling.wake()
        for _ in range(turns):
            await asyncio.sleep(0)
        running.cancel()

        done, _ = await asyncio.wait({running}, timeout=PATIENCE)
        running.cancel()
        assert done == {running}
    chat.engine.dispose()
