"""Queues on PostgreSQL with messages to be sent: our outbox, procrastinate, DBOS."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial

from bench.arranging import add_workshop
from bench.databases import Filling, Installation, Kind, fresh_database, installed
from bench.measuring.program import Program
from bench.measuring.work import FIRST
from bench.peers.bots import PROGRAMS
from bench.peers.installing import python_of
from bench.stub.client import TOKEN
from bench.stub.updates import TEXTS
from flows.ids import ChatId
from storage.calls import Draft, Lane
from storage.work import Work

A_STEP = 500


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue that a program works off.

    Attributes:
        who: the name.
        filled: gives a place with so many messages, each for a chat of its own from `FIRST` on.
        share: how many times fewer messages it gets, so that nobody waits too long for it.
    """

    who: str
    filled: Callable[[int], AbstractContextManager["Filled"]]
    share: int = 1


@dataclass(frozen=True, slots=True)
class Filled:
    """A queue with messages in it.

    Attributes:
        start: starts the program that sends them to the stub with this address; the second
            argument says whether one before it was killed.
    """

    start: Callable[[str, bool], Program]


def queues() -> list[Queue]:
    """All of them. Ours twice: with messages that may come again, and with such that may not."""
    return [
        Queue("our outbox, questions", lambda many: _ours(many, repeatable=True)),
        Queue("our outbox, posts", lambda many: _ours(many, repeatable=False)),
        Queue("procrastinate 3.10.0", lambda many: _peer("procrastinate", many), share=4),
        Queue("DBOS 3.4.0", lambda many: _peer("dbos", many), share=10),
    ]


@contextmanager
def _ours(many: int, *, repeatable: bool) -> Iterator[Filled]:
    chats = range(FIRST, FIRST + many)
    steps: list[Callable[[Work], object]] = [add_workshop]
    steps += [
        partial(_plan, chats=chats[begin : begin + A_STEP], repeatable=repeatable)
        for begin in range(0, many, A_STEP)
    ]
    filling = Filling(f"{many} messages, repeatable: {repeatable}", tuple(steps))
    with installed(Kind.POSTGRESQL, filling) as place:
        yield Filled(lambda url, _: _our_program(place, url))


def _our_program(place: Installation, url: str) -> Program:
    command = [sys.executable, "-m", "bench.ours", "--unpaced"]
    # After a kill the next process waits for the lease of the killed one.
    return Program(command, place.environment(url, LEASE_SECONDS="1"))


def _plan(work: Work, chats: range, *, repeatable: bool) -> None:
    for chat in chats:
        draft = Draft(
            key=f"bench:{chat}",
            chat=ChatId(chat),
            method="sendMessage",
            body={"text": TEXTS[chat % len(TEXTS)]},
            lane=Lane.BROADCAST,
            repeatable=repeatable,
        )
        work.outbox.add(draft, work.now)


@contextmanager
def _peer(name: str, many: int) -> Iterator[Filled]:
    with fresh_database() as address:
        database = address.replace("postgresql://postgres:@/", "postgresql://postgres@/")
        command = [python_of(name), str(PROGRAMS / f"with_{name}.py")]
        with Program([*command, "fill", database, "none", str(FIRST), str(many)]) as filling:
            filling.hear("filled")

        def start(url: str, again: bool) -> Program:
            target = f"{url}/bot{TOKEN}/sendMessage"
            return Program([*command, "again" if again else "work", database, target])

        yield Filled(start)
