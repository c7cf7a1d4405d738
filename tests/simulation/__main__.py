"""The command line of the simulator.

python -m tests.simulation                    until Ctrl-C, on all cores
python -m tests.simulation --histories 10000  so many
python -m tests.simulation --seconds 60       so long
python -m tests.simulation --seed 17          one, and all that happens in it
"""

import argparse
import sys
import time

from tests.simulation.history import History
from tests.simulation.plan import draw
from tests.simulation.running import Tally, a_database, hush, on_all_cores


def main() -> int:
    """Run what was asked for; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, help="replay one history and print it")
    parser.add_argument("--first", type=int, default=0, help="the seed to begin with")
    parser.add_argument("--histories", type=int, help="stop after so many")
    parser.add_argument("--seconds", type=float, help="stop after so long")
    wanted = parser.parse_args()
    hush()
    if wanted.seed is not None:
        return replay(wanted.seed)
    return go_on(wanted.first, wanted.histories, wanted.seconds)


def replay(seed: int) -> int:
    """Print one history."""
    plan = draw(seed)
    print(plan, "", sep="\n")
    with a_database() as database:
        outcome = History(plan, database, tell=True).run()
    print("\n".join(outcome.story))
    print(
        "", f"BROKEN: {outcome.broken}" if outcome.broken else "All promises were kept.", sep="\n"
    )
    return int(outcome.broken is not None)


def go_on(first: int, histories: int | None, seconds: float | None) -> int:
    """Run many histories and print how it goes; the seeds are counted up."""
    began, told, sum_of = time.monotonic(), 0.0, Tally()
    try:
        for tally in on_all_cores(first, histories, seconds):
            sum_of.add(tally)
            if time.monotonic() - told > 1 and sys.stdout.isatty():
                told = time.monotonic()
                print(f"\r{_line(sum_of, told - began)}", end="", flush=True)
    except KeyboardInterrupt:
        pass
    print(f"\r{_line(sum_of, time.monotonic() - began)}")
    for what, times in sorted(sum_of.happened.items()):
        print(f"  {times:9,}  {what}")
    for failure in sum_of.failures:
        print("", failure, sep="\n")
    return int(bool(sum_of.failures))


def _line(tally: Tally, seconds: float) -> str:
    an_hour = tally.histories / max(seconds, 0.001) * 3600
    broken = f"{len(tally.failures)} broken" if tally.failures else "all promises kept"
    return (
        f"{tally.histories:,} histories in {seconds:,.0f} s ({an_hour:,.0f} an hour), "
        f"{tally.updates:,} updates, {broken}"
    )


if __name__ == "__main__":
    sys.exit(main())
