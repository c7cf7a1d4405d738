"""A workshop whose post goes to a group."""

import pytest

from tests.bot.arranging import Arranged, arrange
from tests.bot.chatting import Chat


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    """Its destination is connected; nobody has joined."""
    workshop = arrange(chat)
    workshop.connects()
    return workshop
