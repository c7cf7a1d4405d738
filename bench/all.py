"""All measurements one after the other, about half an hour; the results go into one file.

uv run python -m bench.all [--short] [--only send,answer] [--json FILE] [--page FILE]
"""

import argparse
import signal
import subprocess
import sys
import time
from pathlib import Path

from bench.measuring.command import RESULTS
from bench.measuring.results import load
from bench.table import TITLES, markdown, rewritten


def main() -> None:
    """Parse the command line and measure; the exit status is 1 if a measurement failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true", help="a quick look at each, some minutes")
    parser.add_argument("--only", default=",".join(TITLES), help="which, with commas between")
    parser.add_argument("--json", type=Path, default=RESULTS)
    parser.add_argument("--page", type=Path, help="rewrite the marked part of this page")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    failed = [name for name in given.only.split(",") if not _measured(name, given)]
    if given.page is not None:
        content = markdown(*load(given.json))
        given.page.write_text(rewritten(given.page.read_text("utf-8"), content), "utf-8")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def _measured(name: str, given: argparse.Namespace) -> bool:
    began = time.monotonic()
    short = ["--short"] if given.short else []
    command = [sys.executable, "-m", f"bench.{name}", "--json", str(given.json), *short]
    with subprocess.Popen(command) as measuring:
        try:
            done = measuring.wait() == 0
        finally:
            measuring.terminate()
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return done


if __name__ == "__main__":
    main()
