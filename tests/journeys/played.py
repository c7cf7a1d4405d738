"""Journeys that are over: each is played once, and read by all the tests that ask for it."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from bot.main import fresh_token
from storage.engine import make_engine
from storage.keys import load_or_create
from storage.vault import Vault
from storage.work import Work, binder
from tests.journeys.stage import Stage, open_stage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Played(Generic[T]):
    """What a journey has left.

    Attributes:
        journal: what people saw, as a transcript.
        told: what the journey told, such as chats of its people.
        moment: when it was over.
    """

    journal: str
    told: T
    moment: datetime
    _folder: Path

    @contextmanager
    def rows(self) -> Iterator[Work]:
        """What the database holds now; what is changed in the block is undone at its end."""
        engine = make_engine(f"sqlite:///{self._folder / 'data' / 'nachklang.db'}")
        vault = Vault(load_or_create(self._folder / "keys" / "keys", may_create=False))
        try:
            with engine.connect() as connection:
                yield binder(vault, lambda: self.moment, fresh_token)(connection)
        finally:
            engine.dispose()


class Plays:
    """Plays journeys, each in an installation of its own, in a folder that `folder` makes."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._over: dict[Callable[[Stage], Awaitable[object]], Played[Any]] = {}

    async def once(self, play: Callable[[Stage], Awaitable[T]]) -> Played[T]:
        """The journey, which is played if it has not been."""
        if play not in self._over:
            folder = self._folder()
            async with open_stage(folder) as stage:
                told = await play(stage)
                moment = stage.clock.now()
            self._over[play] = Played(stage.journal, told, moment, folder)
        found: Played[T] = self._over[play]
        return found
