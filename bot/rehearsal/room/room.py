"""The room itself: what the page shows and acts on. It survives restarts."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Final

from bot.rehearsal.room import passing
from bot.rehearsal.room.actions import (
    Action,
    AddPeople,
    Forward,
    GoTo,
    LetAllAnswer,
    LetAnswer,
    LetAnswerSlowly,
    NextDue,
    OfGroups,
    Restart,
    Silence,
    StopAnswering,
)
from bot.rehearsal.room.crowd import Crowd
from bot.rehearsal.room.doing import use_phone
from bot.rehearsal.room.flow_file import FlowFile
from bot.rehearsal.room.groups import change_group
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.room.picture import chats_of, flow_of, groups_of, people_of
from bot.rehearsal.room.scene import Scene, open_scene
from bot.rehearsal.room.seeing import ChatSeen, RoomSeen
from bot.rehearsal.standin import Faults, SentFile
from storage.writer import CommitUnknown, StorageFailed

LOOK_SECONDS: Final = 1.0
"""How often to look into the storage, besides when the bot has done something."""

BETWEEN_LOOKS: Final = 0.15


class Room:
    """A rehearsal that somebody takes part in. Made by `open_room`; all of it is one event loop's.

    Args:
        source: the flow that is rehearsed.
        seed: decides what simulated people say.
    """

    def __init__(self, source: FlowFile, seed: int) -> None:
        self._source = source
        self._seed = seed
        self._run = 0
        self._version = 0
        self._news = asyncio.Event()
        self._stirred = asyncio.Event()
        self._opened = AsyncExitStack()
        self._scene: Scene | None = None
        self._crowd: Crowd | None = None
        self._chats: dict[int, ChatSeen] = {}
        self._following: list[asyncio.Task[None]] = []
        self._watching: asyncio.Task[None] | None = None
        self._restarting: asyncio.Task[None] | None = None
        self._passing: asyncio.Task[None] | None = None
        self._time = asyncio.Lock()

    def seen(self, chats: Collection[int]) -> RoomSeen:
        """The whole picture, with these chats; ids that name none are passed over.

        A chat that has not changed since it was looked at last is the very same value.
        """
        scene, crowd = self._here()
        clock = scene.stage.clock
        return RoomSeen(
            version=self._version,
            run=self._run,
            at=clock.now().astimezone(clock.zone),
            upcoming=scene.look.upcoming,
            people=people_of(scene),
            groups=groups_of(scene),
            chats=tuple(map(self._as_before, chats_of(scene, chats))),
            flow=flow_of(scene, self._source),
            crowd=crowd.seen(),
            set_up=scene.heard.newest() is not None,
            http_port=scene.stage.app.http_port,
        )

    def _as_before(self, chat: ChatSeen) -> ChatSeen:
        """The chat as it was seen last, if it is still so; whoever shows it has nothing to do."""
        before = self._chats.get(chat.id)
        if before == chat:
            return before
        self._chats[chat.id] = chat
        return chat

    async def changed(self, since: int) -> int:
        """Return the version as soon as it is another one than `since`."""
        while self._version == since:
            await self._news.wait()
        return self._version

    async def act(self, action: Action) -> None:
        """Do something.

        Raises:
            Impossible: it cannot be done; with a sentence that says what to do instead.
        """
        if self._restarting is not None and not isinstance(action, Restart):
            raise Impossible(
                lambda _: _("The rehearsal is just beginning anew. Try again in a moment.")
            )
        scene, crowd = self._here()
        try:
            await self._acted(scene, crowd, action)
        except (Exception, asyncio.CancelledError):
            if _is_cancelled():
                raise
            if self._scene is not scene or self._restarting is not None:
                raise Impossible(
                    lambda _: _("That run is over. Look at the one that has begun.")
                ) from None
            raise
        finally:
            self._bump()
            self._stirred.set()

    def file(self, file_id: str) -> SentFile | None:
        """A file that stands in a chat, by its id."""
        return self._here()[0].stage.standin.file(file_id)

    @property
    def faults(self) -> Faults:
        """What is to go wrong on the way to Telegram in this run."""
        return self._here()[0].stage.standin.faults

    async def settled(self) -> None:
        """Return when all that people did has had its effect, and all due has been sent.

        Raises:
            Stuck: the program does not come to rest.
        """
        scene, _ = self._here()
        await scene.settled()
        await scene.see()
        self._bump()

    async def restart(self) -> None:
        """Begin anew, with the flow as it is in its file now, as far as it has no mistakes."""
        if self._restarting is None:
            self._restarting = asyncio.create_task(self._begin_anew())
        # Who asked for it may go away; it is carried out all the same.
        await asyncio.shield(self._restarting)

    async def open(self) -> None:
        """Begin the first run."""
        await self._begin()
        self._watching = asyncio.create_task(self._watch_file())

    async def close(self) -> None:
        """End everything."""
        await _ended([task for task in (self._watching, self._restarting) if task is not None])
        await self._end()

    def _here(self) -> tuple[Scene, Crowd]:
        if self._scene is None or self._crowd is None:
            raise RuntimeError("the room is not open")
        return self._scene, self._crowd

    async def _acted(self, scene: Scene, crowd: Crowd, action: Action) -> None:
        match action:
            case Restart():
                await self.restart()
            case AddPeople():
                scene.come(action.number)
            case Silence():
                scene.person(action.person).silent = action.silent
            case LetAnswer():
                await crowd.let_one(scene.person(action.person))
            case LetAllAnswer():
                await crowd.let_all()
            case LetAnswerSlowly():
                await crowd.let_slowly(action.seconds)
            case StopAnswering():
                await crowd.stop()
            case NextDue() | Forward() | GoTo():
                async with self._time:
                    self._passing = asyncio.create_task(_pass_time(scene, action))
                    await self._passing
            case _ if isinstance(action, OfGroups):
                change_group(scene, action)
            case _:
                use_phone(scene, action)

    async def _begin(self) -> None:
        scene = await self._opened.enter_async_context(open_scene(self._source.good, self._seed))
        self._scene, self._crowd = scene, Crowd(scene, self._bump)
        self._following = [
            asyncio.create_task(part) for part in (self._listen(scene), self._look(scene))
        ]
        self._chats = {}
        self._run += 1
        self._bump()

    async def _end(self) -> None:
        if self._passing is not None:
            await _ended([self._passing])
        if self._crowd is not None:
            await self._crowd.stop()
        await _ended(self._following)
        opened, self._opened = self._opened, AsyncExitStack()
        await opened.aclose()

    async def _begin_anew(self) -> None:
        try:
            await self._end()
            await self._begin()
        finally:
            self._restarting = None

    def _bump(self) -> None:
        """Something differs."""
        self._version += 1
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def _listen(self, scene: Scene) -> None:
        """Tell what the bot has done in a run, as soon as it has."""
        stirred, heard = -1, scene.heard.count
        while True:
            stirred = await scene.stage.standin.stirred(stirred)
            if heard != scene.heard.listen():
                heard = scene.heard.count
                self._bump()
                self._stirred.set()

    async def _look(self, scene: Scene) -> None:
        """Look into the storage of a run after something has happened, and regularly besides."""
        while True:
            self._stirred.clear()
            before = scene.look
            with suppress(StorageFailed, CommitUnknown):
                if await scene.see() != before:
                    self._bump()
            await asyncio.sleep(BETWEEN_LOOKS)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._stirred.wait()

    async def _watch_file(self) -> None:
        async for _ in self._source.watch():
            self._bump()


def _is_cancelled() -> bool:
    """Whether this task itself is to end, and not only what it waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel tasks, and wait until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _pass_time(scene: Scene, action: NextDue | Forward | GoTo) -> None:
    match action:
        case NextDue():
            await passing.to_next_due(scene)
        case Forward():
            await passing.let_pass(scene, action.hours)
        case GoTo():
            await passing.until(scene, passing.typed_moment(scene, action.moment))


@asynccontextmanager
async def open_room(source: FlowFile, *, seed: int = 1) -> AsyncIterator[Room]:
    """A room with the program at work, until the block is left.

    Args:
        source: the flow that is rehearsed.
        seed: decides what simulated people say.
    """
    room = Room(source, seed)
    try:
        await room.open()
        yield room
    finally:
        await room.close()
