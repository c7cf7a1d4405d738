"""The peers as contestants."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from bench.measuring.program import Program
from bench.measuring.results import Contestant
from bench.measuring.work import FIRST, echoed, measured, one_at_a_time
from bench.peers.installing import grammy, node, python_of
from bench.stub.client import TOKEN, Stub

PEERS: Final = {
    "PTB 22.8": ("ptb", 5),
    "aiogram 3.31.0": ("aiogram", 2),
    "telebot 4.37.1": ("telebot", 1),
    "grammY 1.46.0": ("grammy", 1),
}
"""Their names here, and how many times fewer messages they get, so that nobody waits for long."""
UNDER_WAY: Final = 16
PROGRAMS: Final = Path(__file__).parent / "programs"
WARM: Final = 1000


def peers_sending(many: int) -> list[Contestant]:
    """Each sends so many messages, 16 at once."""

    def send(stub: Stub, program: Program, share: int) -> Mapping[str, float]:
        program.say(str(WARM))
        program.hear("done")
        theirs = many // share
        return measured(stub, program, theirs, lambda: program.say(str(theirs)))

    return _all("send", send)


def peers_echoing(many: int) -> list[Contestant]:
    """Each answers so many texts that wait for it."""

    def echo(stub: Stub, program: Program, share: int) -> Mapping[str, float]:
        echoed(stub, program, WARM // share, FIRST)
        return echoed(stub, program, many // share, FIRST + WARM)

    return _all("echo", echo)


def peers_one_at_a_time(many: int) -> list[Contestant]:
    """Each answers so many texts, of which the next comes when the one before is answered."""

    def echo(stub: Stub, program: Program, share: int) -> Mapping[str, float]:
        echoed(stub, program, WARM // share, FIRST)
        return one_at_a_time(stub, many, FIRST + WARM)

    return _all("echo", echo)


def _all(
    what: str, measure: Callable[[Stub, Program, int], Mapping[str, float]]
) -> list[Contestant]:
    def contestant(who: str, name: str, share: int) -> Contestant:
        def once() -> Mapping[str, float]:
            with Stub() as stub, _program(name, what, stub.url) as program:
                return measure(stub, program, share)

        return Contestant(who, once)

    return [contestant(who, name, share) for who, (name, share) in PEERS.items()]


def _program(name: str, what: str, url: str) -> Program:
    if name == "grammy":
        script, folder = PROGRAMS / "with_grammy.mjs", str(grammy())
        command = [node(), str(script), what, url, TOKEN, str(UNDER_WAY)]
        return Program(command, os.environ | {"GRAMMY_FOLDER": folder})
    script = PROGRAMS / f"with_{name}.py"
    count = ["--concurrency", str(UNDER_WAY)]
    return Program([python_of(name), str(script), what, url, TOKEN, *count])
