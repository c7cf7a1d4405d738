"""The room itself: what the page shows and acts on. It survives restarts."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from bot.rehearsal.room.actions import Action
from bot.rehearsal.room.flow_file import FlowFile
from bot.rehearsal.room.seeing import RoomSeen
from bot.rehearsal.standin import SentFile


class Room:
    """A rehearsal that somebody takes part in. Made by `open_room`."""

    def seen(self, chats: Collection[int]) -> RoomSeen:
        """The whole picture, with these chats; ids that name none are passed over."""
        raise NotImplementedError

    async def changed(self, since: int) -> int:
        """Return the version as soon as it is another one than `since`."""
        raise NotImplementedError

    async def act(self, action: Action) -> None:
        """Do something.

        Raises:
            Impossible: it cannot be done; with a sentence that says what to do instead.
        """
        raise NotImplementedError

    def file(self, file_id: str) -> SentFile | None:
        """A file that stands in a chat, by its id."""
        raise NotImplementedError

    def transcript(self) -> str:
        """All chats, to read, with the moment of each message."""
        raise NotImplementedError

    async def restart(self) -> None:
        """As `Restart`."""
        raise NotImplementedError


@asynccontextmanager
async def open_room(source: FlowFile, *, seed: int = 1) -> AsyncIterator[Room]:
    """A room with the program at work, until the block is left.

    Args:
        source: the flow that is rehearsed.
        seed: decides what simulated people say.
    """
    raise NotImplementedError
    yield Room()
