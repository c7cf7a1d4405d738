"""What tests of conversations share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.chatting import Chat, open_chat


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Chats with the bot, on an empty database."""
    chat = open_chat(tmp_path)
    yield chat
    chat.engine.dispose()
