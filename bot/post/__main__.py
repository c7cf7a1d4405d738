"""Makes files in a process of its own: `python -m bot.post`, a request on stdin, files on stdout.

The libraries for pictures, PDF and Word fill memory and take their time; here both are given back
when the files are made. What goes wrong is told by the exception's type alone, for its message may
hold what people wrote.
"""

import logging
import os
import sys
import warnings

from bot.post.wire import answered

_POLITE = 10
"""How much longer than the bot itself this may wait for a processor (nice)."""


def main() -> int:
    """Answer one request; the exit status is 1 where that was not possible."""
    warnings.simplefilter("ignore")  # they may name a letter that somebody wrote
    logging.disable()
    os.nice(_POLITE)
    try:
        answer = answered(sys.stdin.buffer.read())
    except Exception as error:  # noqa: BLE001 - whatever it is, its message must not be seen
        sys.stderr.write(type(error).__name__)
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
