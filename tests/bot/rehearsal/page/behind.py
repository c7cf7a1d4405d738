"""A room behind another one, which shows something else in one place."""

from collections.abc import Collection

from bot.rehearsal.room import Action, Room
from bot.rehearsal.room.seeing import RoomSeen
from bot.rehearsal.standin import SentFile


class Behind(Room):
    """Shows and does what the room behind it does.

    Args:
        room: that one.
    """

    def __init__(self, room: Room) -> None:
        self._room = room

    def seen(self, chats: Collection[int]) -> RoomSeen:
        return self._room.seen(chats)

    async def changed(self, since: int) -> int:
        return await self._room.changed(since)

    async def act(self, action: Action) -> None:
        await self._room.act(action)

    def file(self, file_id: str) -> SentFile | None:
        return self._room.file(file_id)
