"""A workshop whose first day has closed, with answers that share words."""

import pytest

from tests.bot.arranging import Arranged, arrange
from tests.bot.chatting import Chat
from tests.bot.themes.day_one import DayOne, day_one


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


@pytest.fixture
def day(workshop: Arranged) -> DayOne:
    return day_one(workshop)
