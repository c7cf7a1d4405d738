"""A process that has loaded the program, and makes copies of itself that are `nachklang run`.

Loading takes two seconds of computing, in which nothing can be lost. A copy has done nothing yet
but that: no event loop, no connection, no thread. For each byte on standard input there is one; its
number is written to standard output, and how it ended once it did.
"""

import gc
import os
import sys

import psycopg
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.pysqlite

import bot.cli
import bot.main

LOADED = (bot.main, psycopg, sqlalchemy.dialects.postgresql.psycopg, sqlalchemy.dialects.sqlite)
READY = "ready"


def serve() -> None:
    """One copy after the other, until standard input ends."""
    gc.freeze()
    print(READY, flush=True)
    while os.read(0, 1):
        pid = os.fork()
        if pid == 0:
            become_program()
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def become_program() -> None:
    """Be `nachklang run`, and end with it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.argv = ["nachklang", "run"]
    status: object = 1
    try:
        bot.cli.main()
    except SystemExit as end:
        status = end.code
    finally:
        sys.stderr.flush()
        os._exit(status if isinstance(status, int) else 0 if status is None else 1)


if __name__ == "__main__":
    serve()
