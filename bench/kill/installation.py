"""The installation that a run plays on: its environment, and its database from outside."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bench.kill.stored import Stored, read, under_way, waiting
from bot.main import open_storage
from bot.rehearsal.standin import StandIn
from bot.service.ports import SystemClock
from bot.settings import load
from storage.work import Work
from storage.writer import StorageFailed

T = TypeVar("T")


@dataclass
class Installation:
    """Everything that `nachklang run` finds.

    Attributes:
        telegram: the stand-in.
        data: the data folder.
        keys: the folder of the key.
        owners: Telegram ids.
        lease_seconds: of the acting process, on PostgreSQL.
        address: of PostgreSQL; None for SQLite in the data folder.
        under_way: how many calls were being sent, each time somebody looked in.
    """

    telegram: StandIn
    data: Path
    keys: Path
    owners: Sequence[int]
    lease_seconds: float
    address: str | None = None
    under_way: list[int] = field(default_factory=list)

    @property
    def environment(self) -> Mapping[str, str]:
        """Of the process; nothing in it comes from another installation."""
        mine = {
            "NACHKLANG_BOT_TOKEN": self.telegram.token,
            "NACHKLANG_BOT_API_URL": self.telegram.url,
            "NACHKLANG_DATA_DIR": str(self.data),
            "NACHKLANG_KEY_FILE": str(self.keys / "keys"),
            "NACHKLANG_OWNER_IDS": ",".join(map(str, self.owners)),
            "NACHKLANG_LEASE_SECONDS": str(self.lease_seconds),
            "NACHKLANG_LOG_LEVEL": "ERROR",
        }
        if self.address is not None:
            mine["NACHKLANG_DATABASE_URL"] = self.address
        others = {k: v for k, v in os.environ.items() if not k.startswith("NACHKLANG_")}
        return others | mine

    async def look_in(self) -> None:
        """Note how many calls were being sent when the program ended; nothing runs now."""
        try:
            self.under_way.append(await asyncio.to_thread(self._do, under_way))
        except (StorageFailed, DBAPIError):
            return  # The database is being restarted.

    async def settled(self) -> bool:
        """Whether everything that was said has had its effect, and everything is sent."""
        if self.telegram.updates_waiting:
            return False
        return await asyncio.to_thread(self._do, waiting) == 0

    async def stored(self) -> Stored:
        """What the database holds."""
        return await asyncio.to_thread(self._do, read)

    def _do(self, step: Callable[[Work], T]) -> T:
        os.environ.update(self.environment)
        engine, writer = open_storage(load(_env_file=None), SystemClock())
        try:
            return writer.run_now(step)
        finally:
            engine.dispose()
