"""Durable answers from 32 chats at once, storage alone: a chat goes on when its answer is on disk.

Ours: the one writer, which commits together what waits together; with a single row a step, as the
peer has it; with all that an answer takes (its session, its revision, encrypted); and with all
answers that wait in one step, as the bot takes them when many come at once.
Beside it SQLAlchemy's ORM on aiosqlite with a commit for each, both with synchronous=FULL in WAL,
and what one fdatasync of a page takes on the same disk.

    uv run python -m bench.storage [--answers 20000] [--rounds 5] [--short] [--json FILE]
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Final

from sqlalchemy import insert

from bench.arranging import add_people, add_workshop, first_round
from bench.measuring.command import PLACE, finish, parser
from bench.measuring.program import Program
from bench.measuring.results import Contestant, Result, interleaved
from bench.measuring.work import FIRST, quantile
from bench.peers.bots import PROGRAMS
from bench.peers.installing import python_of
from bench.stub.updates import TEXTS
from flows.ids import MessageId
from flows.session import Answer, Part, Revision, Session
from storage.engine import make_engine
from storage.keys import Keys, fresh_key
from storage.tables import metadata, unclear_messages
from storage.vault import Vault
from storage.work import Work, binder
from storage.writer import Writer

CHATS: Final = 32
PAGE: Final = 4096
SYNCS: Final = 500
WARM: Final = 3
ORM_SHARE: Final = 20
"""The peer gets so many times fewer answers, or nobody would wait for it."""

WORDS: Final = TEXTS[1]


def measure(given: argparse.Namespace) -> Sequence[Result]:
    """Ours, the peer, and the disk."""
    many = 3200 if given.short else given.answers
    contestants = [
        Contestant("our writer, one row", lambda: asyncio.run(_ours(many, _one_row))),
        Contestant("our writer, whole answer", lambda: asyncio.run(_ours(many, _answer))),
        Contestant("our writer, answers together", lambda: asyncio.run(_together(many))),
        Contestant("ORM + aiosqlite", lambda: _orm(max(many // ORM_SHARE, 10 * CHATS))),
        Contestant("one fdatasync", _fdatasync),
    ]
    return interleaved("storage", contestants, given.rounds)


Store = Callable[[Work, Session, int], Session]
"""Stores a chat's next answer; gives the session with it."""


def _one_row(work: Work, session: Session, number: int) -> Session:
    about = f"unclear_messages.words:{session.id}:{number}"
    row = insert(unclear_messages).values(
        person_id=session.id,
        message_id=number,
        words=work.unclear.vault.seal_text(WORDS, about),
        at=work.now,
    )
    work.unclear.connection.execute(row)
    return session


def _answer(work: Work, session: Session, number: int) -> Session:
    """The next question's first answer; once all are answered, one more revision of the first."""
    after = _answered(work, session, number)
    work.sessions.save(session, after)
    return after


def _answered(work: Work, session: Session, number: int) -> Session:
    revision = Revision(work.now, (Part(MessageId(number), WORDS),))
    if session.unanswered:
        after = session.with_answer(Answer(session.unanswered[0], (revision,)))
        after = replace(after, open=next(iter(after.unanswered), None))
    else:
        first = session.answers[number % len(session.answers)]
        after = session.with_answer(first.revised(revision))
    return after


def _answers(work: Work, waiting: Sequence["_Waiting"]) -> list[Session]:
    """As `_answer`, for all who wait."""
    after = [_answered(work, one.session, one.number) for one in waiting]
    work.sessions.save_all([(one.session, two) for one, two in zip(waiting, after, strict=True)])
    return after


@dataclass(slots=True)
class _Chat:
    """One who answers again and again, each time when the answer before is on disk."""

    session: Session
    answered: int = 0

    async def answer(self, writer: Writer[Work], many: int, store: Store) -> list[float]:
        """Seconds that each answer took."""
        waited = []
        for _ in range(many):
            began = time.monotonic()
            self.answered += 1
            self.session = await writer.run(lambda work: store(work, self.session, self.answered))
            waited.append(time.monotonic() - began)
        return waited


@dataclass(slots=True)
class _Waiting:
    """An answer that waits to be stored."""

    session: Session
    number: int
    stored: asyncio.Future[Session]


@dataclass(slots=True)
class _Collector:
    """Stores in one step whatever has come since the step before."""

    writer: Writer[Work]
    waiting: list[_Waiting] = field(default_factory=list)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def store(self, session: Session, number: int) -> Session:
        """The session with its answer, once that is on disk."""
        one = _Waiting(session, number, asyncio.get_running_loop().create_future())
        self.waiting.append(one)
        self.woken.set()
        return await one.stored

    async def run(self) -> None:
        """Store until cancelled."""
        while True:
            await self.woken.wait()
            self.woken.clear()
            batch, self.waiting = self.waiting, []
            stored = await self.writer.run(partial(_answers, waiting=batch))
            for one, session in zip(batch, stored, strict=True):
                one.stored.set_result(session)


async def _collected(session: Session, collector: _Collector, many: int) -> list[float]:
    waited = []
    for number in range(1, many + 1):
        began = time.monotonic()
        session = await collector.store(session, number)
        waited.append(time.monotonic() - began)
    return waited


async def _together(many: int) -> Mapping[str, float]:
    async with _stored() as writer:
        collector = _Collector(writer)
        running = asyncio.create_task(collector.run())
        sessions = await writer.run(_begun)
        began = time.monotonic()
        each = [_collected(session, collector, many // CHATS) for session in sessions]
        waited = list(chain.from_iterable(await asyncio.gather(*each)))
        seconds = time.monotonic() - began
        running.cancel()
    return _figures(len(waited) / seconds, waited)


@asynccontextmanager
async def _stored() -> AsyncIterator[Writer[Work]]:
    """A writer on an empty database."""
    with tempfile.TemporaryDirectory(prefix="nachklang-bench-", dir=_place()) as folder:
        engine = make_engine(f"sqlite:///{folder}/nachklang.db")
        metadata.create_all(engine)
        vault, words = Vault(Keys((fresh_key(),))), count()
        bind = binder(vault, lambda: datetime.now(UTC), lambda: f"token{next(words)}")
        async with Writer(engine, bind) as writer:
            yield writer
        engine.dispose()


async def _ours(many: int, store: Store) -> Mapping[str, float]:
    async with _stored() as writer:
        chats = [_Chat(session) for session in await writer.run(_begun)]
        await asyncio.gather(*(chat.answer(writer, WARM, store) for chat in chats))
        began = time.monotonic()
        each = [chat.answer(writer, many // CHATS, store) for chat in chats]
        waited = list(chain.from_iterable(await asyncio.gather(*each)))
        seconds = time.monotonic() - began
    return _figures(len(waited) / seconds, waited)


def _begun(work: Work) -> list[Session]:
    workshop = add_workshop(work)
    add_people(work, workshop, range(FIRST, FIRST + CHATS))
    round_id = first_round(work, workshop)
    return [
        work.sessions.begin(round_id, participant.id).session
        for participant in work.participants.joined(workshop)
    ]


def _orm(many: int) -> Mapping[str, float]:
    with tempfile.TemporaryDirectory(prefix="nachklang-bench-", dir=_place()) as folder:
        script, path = PROGRAMS / "with_orm.py", f"{folder}/answers.db"
        command = [python_of("orm"), str(script), path, str(CHATS), str(many), WORDS]
        with Program(command) as program:
            rate, waited = json.loads(program.hear("figures")[0])
    return _figures(rate, waited)


def _fdatasync() -> Mapping[str, float]:
    page, waited = os.urandom(PAGE), []
    with tempfile.TemporaryFile(dir=_place(), buffering=0) as file:
        for _ in range(SYNCS):
            file.write(page)
            began = time.monotonic()
            os.fdatasync(file.fileno())
            waited.append(time.monotonic() - began)
    return _figures(len(waited) / sum(waited), waited)


def _figures(rate: float, waited: list[float]) -> Mapping[str, float]:
    ordered = sorted(waited)
    return {
        "per s": rate,
        "p50 ms": quantile(ordered, 0.5) * 1000,
        "p99 ms": quantile(ordered, 0.99) * 1000,
    }


def _place() -> Path:
    PLACE.mkdir(exist_ok=True)
    return PLACE


def main() -> None:
    """Parse the command line and measure."""
    arguments = parser(__doc__)
    arguments.add_argument("--answers", type=int, default=20_000)
    finish(arguments.parse_args(), measure)


if __name__ == "__main__":
    main()
