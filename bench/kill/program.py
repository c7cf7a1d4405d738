"""`nachklang run` as a process: started, killed, stopped, and watched for ending by itself."""

import asyncio
import os
import random
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import Counter
from collections.abc import Mapping

from bench.kill.log import Log
from bench.kill.warm import READY


class Program:
    """At most one process at a time.

    Args:
        environment: of the process.
        fresh: the share of starts that load the program anew.
        chance: decides which.

    Attributes:
        starts: how many there were, by kind.
        log: what the processes wrote to standard error.
        pid: the number of the process that runs; 0 before the first.
        ended: done with the exit status when the process has ended; negative after a signal.
    """

    def __init__(self, environment: Mapping[str, str], fresh: float, chance: random.Random) -> None:
        self.starts: Counter[str] = Counter()
        self.log = Log()
        self.pid = 0
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._environment = dict(environment)
        self._fresh = fresh
        self._chance = chance
        self._warm: Process | None = None
        self._starting = asyncio.Lock()
        self._readers: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin; the process takes up where the one before it ended."""
        # Whoever is cancelled meanwhile must not leave a process behind that nobody knows of.
        await asyncio.shield(asyncio.ensure_future(self._start()))

    async def _start(self) -> None:
        async with self._starting:
            await self._begin()

    async def _begin(self) -> None:
        if self._chance.random() < self._fresh:
            self.starts["fresh"] += 1
            process = await self._spawn("bot.cli", "run", stdout=DEVNULL)
            self.pid = process.pid
            self.ended = asyncio.ensure_future(process.wait())
            return
        self.starts["copied"] += 1
        if self._warm is None:
            self._warm = await self._spawn("bench.kill.warm", stdin=PIPE, stdout=PIPE)
            if await _line(self._warm) != READY:
                raise ChildProcessError("the program could not be loaded")
        assert self._warm.stdin is not None
        self._warm.stdin.write(b"+")
        self.pid = int(await _line(self._warm))
        self.ended = asyncio.ensure_future(_status(self._warm))

    async def end(self, number: signal.Signals) -> int:
        """Send a signal unless the process has ended, and wait for its exit status."""
        async with self._starting:
            if not self.pid:
                return 0
            if not self.ended.done():
                os.kill(self.pid, number)
            return await asyncio.shield(self.ended)

    async def close(self) -> None:
        """Leave no process behind."""
        await self.end(signal.SIGKILL)
        if self._warm is not None and self._warm.stdin is not None:
            self._warm.stdin.close()
            await self._warm.wait()
        await asyncio.gather(*self._readers)

    async def _spawn(
        self, module: str, *arguments: str, stdin: int = DEVNULL, stdout: int
    ) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            env=self._environment,
            stdin=stdin,
            stdout=stdout,
            stderr=PIPE,
            # A signal to the whole group, as Ctrl-C gives, is for this program to hear alone.
            start_new_session=True,
        )
        assert process.stderr is not None
        reader = asyncio.create_task(self.log.read(process.stderr))
        self._readers.add(reader)
        reader.add_done_callback(self._readers.discard)
        return process


async def _status(warm: Process) -> int:
    return int(await _line(warm))


async def _line(process: Process) -> str:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if not line:
        raise ChildProcessError("the process that copies the program has ended")
    return line.decode().strip()
