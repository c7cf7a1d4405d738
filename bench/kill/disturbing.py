"""What is done to the bot while people talk with it."""

import asyncio
import random
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bench.kill.databases import Server, postgresql
from bench.kill.disk import Disk, Filling, small_disk
from bench.kill.installation import Installation
from bench.kill.killing import LONGEST_START, Killer
from bench.kill.plan import Plan
from bench.kill.program import Program


class Disturbing:
    """Kills, restarts of the database, a full disk; `prepared` is the way to have it.

    Attributes:
        program: the bot.
        killer: starts it, and kills it.
        server: PostgreSQL; None for SQLite.
        disk: that can be full; None where it is left alone.
        filling: fills it.
    """

    def __init__(
        self,
        plan: Plan,
        installation: Installation,
        program: Program,
        server: Server | None,
        disk: Disk | None,
        chance: random.Random,
    ) -> None:
        self.program = program
        self.killer = Killer(installation.telegram, program, chance, installation.look_in)
        self.server = server
        self.disk = disk
        self.filling: Filling | None = None
        if disk is not None and plan.fill_disk is not None:
            self.filling = Filling(disk, plan.fill_disk, random.Random(f"{plan.seed} disk"))
        self._plan = plan
        self._telegram = installation.telegram
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    async def prepared(
        cls, plan: Plan, installation: Installation, folder: Path, stack: AsyncExitStack
    ) -> "Disturbing":
        """Everything in its place, and cleared away when the stack is left."""
        server = None
        if plan.database == "postgresql":
            server = await stack.enter_async_context(postgresql(folder / "postgresql"))
            installation.address = server.address
        chance = random.Random(f"{plan.seed} kills")
        program = Program(installation.environment, plan.fresh, chance)
        disk = None
        if plan.fill_disk is not None:
            place = installation.data.parent
            disk = stack.enter_context(small_disk(place, lambda: program.pid))
        # The program goes before what it stands on.
        stack.push_async_callback(program.close)
        return cls(plan, installation, program, server, disk, chance)

    def begin(self, until: float) -> set["asyncio.Task[None]"]:
        """Begin to disturb; returns tasks that end only where something here is broken.

        Args:
            until: a moment of the monotonic clock after which nobody is killed.
        """
        works: list[Coroutine[Any, Any, None]] = [self.killer.run(self._plan.kills, until)]
        if self.server is not None and self._plan.restart_database is not None:
            restarting = self.server.restart_again_and_again(self._plan.restart_database)
            works.append(self._after_start(restarting))
        if self.filling is not None:
            works.append(self._after_start(self.filling.run()))
        self._tasks = [asyncio.create_task(work) for work in works]
        return set(self._tasks)

    async def _after_start(self, work: Coroutine[Any, Any, None]) -> None:
        """First let the program make its database and ask for updates."""
        try:
            await self._telegram.until(lambda: self._telegram.updates.polls, LONGEST_START)
            await work
        finally:
            work.close()

    async def cease(self) -> None:
        """From now on only start the program where it ends by itself."""
        await _cancelled(self._tasks[1:])

    async def end(self) -> None:
        """Do nothing any more."""
        await _cancelled(self._tasks)


async def _cancelled(tasks: list["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
