"""Chats in which some messages do not arrive."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.service.ports import Outcome, Sent
from bot.service.recording import record
from flows.ids import ChatId
from tests.bot.chatting import BOT, Chat, open_chat


@dataclass(slots=True)
class Unsteady(Chat):
    """Chats whose outcomes are recorded as the program does.

    Attributes:
        fates: what becomes of everything that is sent to a chat.
        refused: what becomes of all calls of a method.
        held: whether nothing leaves at all.
    """

    fates: dict[int, Outcome] = field(default_factory=dict)
    refused: dict[str, Outcome] = field(default_factory=dict)
    held: bool = False

    def deliver(self) -> None:
        """Send all that is planned; what has no fate arrives."""
        while not self.held:
            with self.engine.begin() as connection:
                work = self.work(connection)
                claimed = work.outbox.claim(self.now, most=1000, resting=())
                for row in claimed:
                    fate = self.fates.get(row.draft.chat or ChatId(0))
                    fate = fate or self.refused.get(row.draft.method)
                    record(work, BOT, row, fate or Sent(self._show(row), self.now))
            if not claimed:
                return


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Unsteady]:
    """As everywhere, but with fates."""
    steady = open_chat(tmp_path)
    yield Unsteady(steady.engine, steady.vault)
    steady.engine.dispose()
