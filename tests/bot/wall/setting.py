"""An installation with web pages, and a workshop that has a wall."""

from bot.service import wall
from tests.bot.arranging import Arranged, arrange
from tests.bot.chatting import Chat

PUBLIC = "https://bot.example.org"


def with_pages(chat: Chat, *, language: str = "en") -> Arranged:
    """A workshop of an installation that serves web pages; it has no wall yet."""
    with chat.begin() as step:
        step.work.facts.put(wall.PUBLIC_URL, PUBLIC)
    return arrange(chat, language=language)


def with_wall(chat: Chat, *, language: str = "en") -> tuple[Arranged, str]:
    """As `with_pages`, with a wall and the token that opens it."""
    arranged = with_pages(chat, language=language)
    workshop = arranged.workshop
    with chat.begin() as step:
        wall.renew(step, workshop)
        token = step.work.walls.token(workshop.id)
    assert token is not None
    return arranged, token
