"""The command line of the run; see the package."""

import argparse
import asyncio
import signal
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import bench.kill
from bench.kill.figures import Figures
from bench.kill.measuring import measure
from bench.kill.plan import Plan


def main() -> None:
    """Parse the command line, measure, print; exit status 1 where the figures are not good."""
    given = _parser().parse_args()
    plan = Plan(
        database=given.database,
        kills=given.kills,
        seconds=given.minutes * 60,
        restart_database=given.restart_database,
        fill_disk=given.fill_disk,
        lease_seconds=given.lease_seconds,
        workshops=given.workshops,
        people=given.people,
        groups=given.groups,
        answer_after=given.answer_after,
        fresh=given.fresh,
        seed=given.seed,
    )
    place = nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory()
    with place as folder:
        try:
            figures = asyncio.run(_measured(plan, Path(folder)))
        except asyncio.CancelledError:
            sys.exit("stopped")
    print(f"\r{figures.text()}")
    if given.json:
        given.json.write_text(f"{figures.json()}\n")
    sys.exit(0 if figures.good else 1)


async def _measured(plan: Plan, folder: Path) -> Figures:
    """As `measure`; whoever stops it by a signal leaves no process behind."""
    measuring = asyncio.ensure_future(measure(plan, folder))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, measuring.cancel)
    return await measuring


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.kill",
        description=bench.kill.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    plan = Plan()
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default=plan.database)
    parser.add_argument("--kills", type=int, default=plan.kills, help="0 for none")
    parser.add_argument("--minutes", type=float, default=plan.seconds / 60, help="at most")
    parser.add_argument("--restart-database", type=float, metavar="SECONDS")
    parser.add_argument("--fill-disk", type=float, metavar="SECONDS", help="full at most so long")
    parser.add_argument(
        "--lease-seconds", type=float, default=plan.lease_seconds, help="on PostgreSQL"
    )
    parser.add_argument("--workshops", type=int, default=plan.workshops, help="at once")
    parser.add_argument("--people", type=int, default=plan.people, help="in each workshop")
    parser.add_argument("--groups", type=int, default=plan.groups, help="of each workshop")
    parser.add_argument("--answer-after", type=float, default=plan.answer_after, metavar="SECONDS")
    parser.add_argument("--fresh", type=float, default=plan.fresh, help="share of fresh starts")
    parser.add_argument("--seed", type=int, default=plan.seed)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave everything there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser


if __name__ == "__main__":
    main()
