"""A fan-out: one message for each of many people, and who got how many."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, select

from bot.rehearsal.standin import Phone, StandIn
from bot.service.ports import SystemClock
from flows.ids import ChatId
from storage.calls import Draft, Lane
from storage.engine import make_engine
from storage.keys import load_or_create
from storage.tables import outbox
from storage.vault import Vault
from storage.work import Work, binder

WORDS = "The question of the day"


class FanOut:
    """What is planned for many people on the database of an installation."""

    def __init__(self, telegram: StandIn, engine: Engine, key_file: Path, people: int) -> None:
        self.people: list[Phone] = [telegram.person(f"P{number}") for number in range(people)]
        for phone in self.people:
            phone.person.started = True
        self._telegram = telegram
        self._engine = engine
        self._bind = binder(
            Vault(load_or_create(key_file, may_create=False)), SystemClock().now, lambda: "token"
        )

    @contextmanager
    def work(self) -> Iterator[Work]:
        """The stores, in a transaction of the test's own."""
        with self._engine.begin() as connection:
            yield self._bind(connection)

    def plan(self) -> None:
        """Put the message for everybody into the outbox, as the opening of a round does."""
        with self.work() as work:
            for phone in self.people:
                draft = Draft(
                    key=f"question:{phone.id}",
                    chat=ChatId(phone.id),
                    method="sendMessage",
                    body={"text": WORDS},
                    lane=Lane.BROADCAST,
                )
                work.outbox.add(draft, work.now)

    def under_way(self) -> set[int]:
        """Who has a message that is being sent at this moment, as far as the database knows."""
        with self.work() as work:
            rows = work.outbox.connection.execute(
                select(outbox.c.chat_id).where(
                    outbox.c.state == "sending", outbox.c.key.startswith("question:")
                )
            )
            return set(rows.scalars())

    def finished(self) -> bool:
        """Whether nothing is left to be sent."""
        with self.work() as work:
            return work.outbox.next_at() is None and work.outbox.due_count(work.now) == 0

    def copies(self) -> Counter[int]:
        """How often the message reached each person."""
        return Counter(
            int(call.parameters["chat_id"])
            for call in self._telegram.calls
            if call.method == "sendMessage" and call.parameters.get("text") == WORDS and call.ok
        )


@contextmanager
def fan_out(telegram: StandIn, url: str, folder: Path, people: int) -> Iterator[FanOut]:
    """A fan-out on an installation that has been started once, so that tables and key are there."""
    engine = make_engine(url)
    try:
        yield FanOut(telegram, engine, folder / "keys" / "keys", people)
    finally:
        engine.dispose()
