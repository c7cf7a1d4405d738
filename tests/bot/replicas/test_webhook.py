"""Two processes behind one webhook: both take in, one answers, and each update counts once."""

from pathlib import Path

from sqlalchemy import func, select

from bot.rehearsal.standin import Limits, Phone, StandIn
from storage.tables import inbox, outbox
from tests.bot.replicas.fan_out import FanOut, fan_out
from tests.bot.replicas.posting import posting
from tests.bot.replicas.processes import site, until

PEOPLE = 12


def answers(phone: Phone) -> int:
    """How many messages somebody has got."""
    return sum(message.from_bot for message in phone.messages)


def states(stored: FanOut) -> dict[str, int]:
    """How many updates are in which state."""
    with stored.work() as work:
        found = select(inbox.c.state, func.count().label("number")).group_by(inbox.c.state)
        rows = work.inbox.connection.execute(found)
        return {row.state: row.number for row in rows}


def sent_again(stored: FanOut) -> set[int]:
    """To whom something was sent again because it was perhaps delivered."""
    with stored.work() as work:
        found = select(outbox.c.chat_id).where(outbox.c.perhaps_at.is_not(None))
        return set(work.outbox.connection.execute(found).scalars())


async def test_every_update_is_answered_once_whichever_process_it_comes_to(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with (
        StandIn(limits=Limits.off()) as telegram,
        site(
            telegram,
            tmp_path,
            database_url=postgresql_url,
            webhook_url="http://127.0.0.1:1/telegram",
        ) as place,
    ):
        first, second = await place.two()
        people = [telegram.person(f"P{number}") for number in range(PEOPLE)]
        with fan_out(telegram, postgresql_url, tmp_path, 0) as stored:
            async with posting(telegram, place.processes):
                for phone in people[:6]:
                    phone.start()
                await until(lambda: all(answers(phone) for phone in people[:6]))

                for phone in people[6:]:
                    phone.start()
                await first.kill()
                await until(second.leads)
                await until(lambda: all(answers(phone) for phone in people))
            await until(stored.finished)

            assert states(stored) == {"done": PEOPLE}
            once = answers(people[0])
            perhaps = sent_again(stored)
            assert {answers(p) for p in people if p.id not in perhaps} == {once}
            assert not any(call.method == "getUpdates" for call in telegram.calls)
