"""Hands for the room: what somebody at the page does, by actions alone, and what they see then."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.rehearsal.room import Action, FlowFile, Room, open_room
from bot.rehearsal.room.actions import AddBot, LetAllAnswer, Press, Say
from bot.rehearsal.room.seeing import ChatSeen, PersonSeen, RoomSeen
from bot.rehearsal.standin import SeenMessage
from flows.library import library_flow
from flows.script import Flow
from tests.patience import PATIENCE


def two_days() -> Flow:
    flow = library_flow("zwei-tage")
    assert flow is not None
    return flow


@dataclass
class Hands:
    room: Room

    def look(self, *chats: int) -> RoomSeen:
        return self.room.seen(chats)

    def person(self, name: str) -> PersonSeen:
        """Who has this in their name."""
        return next(one for one in self.look().people if name in one.name)

    @property
    def jonna(self) -> int:
        return self.look().people[0].id

    @property
    def group(self) -> int:
        return self.look().groups[0].id

    def chat(self, number: int) -> ChatSeen:
        (chat,) = self.look(number).chats
        return chat

    def newest(self, number: int) -> SeenMessage:
        return self.chat(number).messages[-1]

    async def do(self, action: Action) -> None:
        """Do it, and let everything that follows from it happen."""
        await self.room.act(action)
        await self.room.settled()

    async def say(self, person: int, text: str) -> None:
        await self.do(Say(person, text))

    async def press(self, person: int, data: str, chat: int | None = None) -> None:
        """Press the newest button whose data begin so, or whose label is this."""
        for message in reversed(self.chat(chat or person).messages):
            for row in message.buttons:
                for one in row:
                    if (one.data or "").startswith(data) or one.label == data:
                        button = one.data or one.label
                        await self.do(Press(person, message.id, button, chat))
                        return
        raise AssertionError(f"no button {data}")

    def has(self, person: int, data: str) -> bool:
        """Whether the newest message with buttons has one whose data begin so."""
        shown = [one for one in self.chat(person).messages if one.buttons]
        return bool(shown) and any(
            (one.data or "").startswith(data) for row in shown[-1].buttons for one in row
        )

    async def set_up(self, flow: str = "zwei-tage") -> None:
        """A workshop, with the group as its destination; nobody has joined yet."""
        await self.say(self.jonna, "/new")
        await self.press(self.jonna, f"new:flow:{flow}")
        await self.press(self.jonna, "new:suggestion")
        for line in ("Beispielhaus, Musterstadt", "Renate, hilfe@beispielhaus.example"):
            await self.say(self.jonna, line)
        await self.say(self.jonna, "30.1.2027")
        await self.say(self.jonna, "/workshop")

    async def connect(self) -> None:
        """Bring the bot into the group by the link that the bot shows."""
        await self.press(self.jonna, "dest:")
        url = next(
            one.url
            for message in reversed(self.chat(self.jonna).messages)
            for row in message.buttons
            for one in row
            if one.url and "startgroup=" in one.url
        )
        await self.do(AddBot(self.group, self.jonna, url.rpartition("=")[2]))

    async def all_answer(self) -> None:
        """Let all answer, and wait until nobody has anything left."""
        await self.room.act(LetAllAnswer())
        async with asyncio.timeout(PATIENCE):
            while (seen := self.look()).crowd.acting:
                await self.room.changed(seen.version)
        await self.room.settled()
        assert self.look().crowd.stopped is None


@asynccontextmanager
async def hands(source: FlowFile | None = None) -> AsyncIterator[Hands]:
    async with open_room(source or FlowFile(two_days())) as room:
        yield Hands(room)
