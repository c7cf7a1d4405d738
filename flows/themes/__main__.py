"""Group one request in a process of its own: JSON comes in on stdin and goes out on stdout."""

import sys

from flows.themes.running import run

if __name__ == "__main__":
    sys.exit(run(sys.stdin.buffer, sys.stdout.buffer, sys.stderr))
