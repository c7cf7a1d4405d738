"""Stopping: a signal ends the program in order and in ten seconds at most, a second one at once."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Coroutine
from typing import Final

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)

STOP_SECONDS: Final = 9.5
"""A stop is over after so long, even if Telegram hangs and the database is gone."""


async def until_stopped(serving: Coroutine[object, object, None]) -> None:
    """Serve until a signal comes; then the serving is cancelled, and has to end in time."""
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(serving)
    stopping = False

    def stop() -> None:
        nonlocal stopping
        stopping = True
        for number in SIGNALS:
            # A second signal ends the process at once, whatever it waits for.
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        _end_after(STOP_SECONDS)
        task.cancel()

    for number in SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopping:
            raise


def _end_after(seconds: float) -> None:
    """End the process then, whatever it waits for.

    That is as harmless as SIGKILL: what was not committed was not acknowledged to anybody, and
    what was being sent counts as perhaps delivered.
    """

    def end() -> None:
        sys.stderr.write("Not everything could be finished in time; the next start takes it up.\n")
        sys.stderr.flush()
        os._exit(1)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
