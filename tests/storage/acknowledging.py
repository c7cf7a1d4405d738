"""A program for the kill test: stores numbers without end and prints each that is committed."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from itertools import count

from sqlalchemy import Connection

from storage.engine import make_engine
from storage.writer import Writer


def storing(number: int) -> Callable[[Connection], int]:
    """A step that stores the number and gives it back."""

    def step(connection: Connection) -> int:
        connection.exec_driver_sql(f"INSERT INTO numbers VALUES ({number})")
        return number

    return step


async def acknowledged(url: str) -> AsyncIterator[int]:
    """The numbers, in the order in which they became safe."""
    async with Writer(make_engine(url), lambda connection: connection) as writer:
        for start in count(0, 50):
            numbers = range(start, start + 50)
            tasks = [asyncio.create_task(writer.run(storing(number))) for number in numbers]
            for stored in asyncio.as_completed(tasks):
                yield await stored


async def main(url: str) -> None:
    """Print until somebody kills this process."""
    async for number in acknowledged(url):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
