"""The bot as it is measured: as `nachklang run` starts it, told by lines what to begin.

    python -m bench.ours [--unpaced]     settings from the environment

It prints `ready`, then reads:

    open WORKSHOP         let its first round be due now; prints `opened SECONDS CPU`: when all of
                          it was committed, by the monotonic clock, and what that took the process
    due WORKSHOP SECONDS  let its first round become due by itself; prints `due SECONDS`: when
    stall                 prints `stall SECONDS`: the longest that the event loop stood still since
                          the last `due`
"""

import argparse
import asyncio
import sys
import time
from datetime import timedelta

from bench.arranging import first_round, plan
from bench.ticking import Ticker
from bench.unpaced import Unpaced
from bot.logs import set_up
from bot.main import App, running
from bot.service import rounds
from bot.service.ports import SystemClock
from bot.settings import load
from flows.ids import WorkshopId
from storage.work import Work


async def serve(unpaced: bool) -> None:
    """Run until the input ends."""
    settings = load(_env_file=None)
    set_up(settings.log_level)
    ticker = Ticker()
    async with running(settings, pacer=Unpaced() if unpaced else None) as app:
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            match line.split():
                case ["open", number]:
                    print("opened", *await _open(app, int(number)), flush=True)
                case ["due", number, seconds]:
                    ticker.start()
                    print("due", await _due(app, int(number), float(seconds)), flush=True)
                case ["stall"]:
                    print("stall", ticker.stop(), flush=True)
                case other:
                    print("unknown", *other, flush=True)


async def _open(app: App, number: int) -> tuple[float, float]:
    cpu = time.process_time()
    await _plan(app, number, 0.0)
    await app.alarm.wake()
    return time.monotonic(), time.process_time() - cpu


async def _due(app: App, number: int, seconds: float) -> float:
    await _plan(app, number, seconds)
    moment = await app.writer.run(rounds.next_moment)
    app.alarm.rearm()
    if moment is None:
        raise RuntimeError("nothing is due")
    return time.monotonic() + (moment - SystemClock().now()) / timedelta(seconds=1)


async def _plan(app: App, number: int, seconds: float) -> None:
    def step(work: Work) -> None:
        plan(work, first_round(work, WorkshopId(number)), seconds)

    await app.writer.run(step)


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--unpaced", action="store_true", help="without Telegram's limits")
    asyncio.run(serve(parser.parse_args().unpaced))


if __name__ == "__main__":
    main()
