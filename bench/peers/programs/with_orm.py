"""SQLAlchemy's ORM on aiosqlite, as its documentation does it: concurrent chats, a commit each."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime

from sqlalchemy import event
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Answer(Base):
    __tablename__ = "answers"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(index=True)
    words: Mapped[bytes]
    at: Mapped[datetime]


def durable(connection, _entry):
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def main(path, chats, answers, words):
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=chats)
    event.listen(engine.sync_engine, "connect", durable)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    session_of = async_sessionmaker(engine, expire_on_commit=False)
    waited = []

    async def chat(number, many):
        for _ in range(many):
            began = time.monotonic()
            async with session_of() as session:
                at = datetime.now(UTC).replace(tzinfo=None)
                session.add(Answer(chat=number, words=words, at=at))
                await session.commit()
            waited.append(time.monotonic() - began)

    await asyncio.gather(*(chat(number, 1) for number in range(chats)))
    waited.clear()
    began = time.monotonic()
    await asyncio.gather(*(chat(number, answers // chats) for number in range(chats)))
    seconds = time.monotonic() - began
    print("figures", json.dumps([len(waited) / seconds, waited]).replace(" ", ""), flush=True)
    await engine.dispose()


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4].encode()))
