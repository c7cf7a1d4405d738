"""Health and metrics: how it stands, in numbers, without ids."""

import json
import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.service.condition import LAST_POLL, Condition, condition
from bot.service.ports import Sent, Throttled
from bot.web.health import health
from bot.web.metrics import Metrics, metrics
from bot.web.serving import AddressUnusable, serving
from flows.ids import ChatId, MessageId
from storage.calls import Draft, Lane
from storage.inbox import Arrival
from storage.writer import StorageFailed
from tests.bot.chatting import MORNING, Chat
from tests.bot.web.posting import served

FINE = Condition(heard=3.0, inbox=1, aside=2, due=4, oldest_due=5.5, unknown=6)


def looking(found: Condition) -> Callable[[], Awaitable[Condition]]:
    async def look() -> Condition:
        return found

    return look


async def out_of_reach() -> Condition:
    raise StorageFailed


async def healthy(look: Callable[[], Awaitable[Condition]], *, leads: bool) -> tuple[int, object]:
    async with served(health(look, lambda: leads)) as client:
        status, text = await client.get("/health")
    return status, json.loads(text)


async def test_a_leader_that_hears_of_telegram_is_well() -> None:
    assert await healthy(looking(FINE), leads=True) == (
        200,
        {
            "well": True,
            "database": True,
            "role": "leading",
            "seconds_since_telegram": 3.0,
            "oldest_due_seconds": 5.5,
        },
    )


@pytest.mark.parametrize("heard", [None, 121.0])
async def test_a_leader_that_hears_nothing_of_telegram_is_not_well(heard: float | None) -> None:
    status, _ = await healthy(looking(replace(FINE, heard=heard)), leads=True)
    assert status == 503


async def test_who_stands_by_is_well_whatever_the_leader_hears() -> None:
    status, told = await healthy(looking(replace(FINE, heard=None)), leads=False)
    assert status == 200
    assert told == {
        "well": True,
        "database": True,
        "role": "standing by",
        "seconds_since_telegram": None,
        "oldest_due_seconds": 5.5,
    }


@pytest.mark.parametrize("leads", [True, False])
async def test_without_the_database_nobody_is_well(leads: bool) -> None:
    role = "leading" if leads else "standing by"
    expected = {"well": False, "database": False, "role": role}
    assert await healthy(out_of_reach, leads=leads) == (503, expected)


def test_the_condition_is_read_from_the_database(chat: Chat) -> None:
    with chat.engine.begin() as connection:
        work = chat.work(connection)
        work.facts.put(LAST_POLL, datetime.fromtimestamp(MORNING.timestamp() - 9, UTC).isoformat())
        work.inbox.add([Arrival(1, None, {}), Arrival(2, None, {})], MORNING)
        for _ in range(3):
            work.inbox.failed(2)
        earlier = datetime.fromtimestamp(MORNING.timestamp() - 4, UTC)
        for key in ("a", "b"):
            work.outbox.add(Draft(key, ChatId(7), "sendMessage", {"text": "Hello"}), earlier)
        doubtful = work.outbox.claim(MORNING, most=1, resting=())[0]
        work.outbox.unknown(doubtful.id, "TimeoutError")
        chat.now = MORNING
        found = condition(chat.work(connection))
    assert found == Condition(heard=9.0, inbox=1, aside=1, due=1, oldest_due=4.0, unknown=1)


def sample(counted: Metrics, name: str, **labels: str) -> float | None:
    return counted.registry.get_sample_value(f"nachklang_{name}", labels)


async def test_metrics_count_what_happened_and_show_how_it_stands() -> None:
    counted = Metrics()
    counted.received(3)
    counted.handled(3, failed=1)
    counted.sent(Lane.REPLY, Sent(MessageId(1), MORNING), 0.2)
    counted.sent(Lane.REPLY, Sent(MessageId(2), MORNING), 0.4)
    counted.sent(Lane.BROADCAST, Throttled(3), 0.1)
    counted.committed(7, 0.004)
    async with served(metrics(counted, looking(FINE), lambda: True)) as client:
        status, text = await client.get("/metrics")

    assert (status, "nachklang_updates_received_total 3.0" in text.splitlines()) == (200, True)
    assert {
        name: sample(counted, name)
        for name in (
            "updates_received_total",
            "updates_handled_total",
            "updates_failed_total",
            "call_seconds_count",
            "commit_steps_sum",
            "commit_seconds_count",
            "leading",
            "database_up",
            "telegram_heard_seconds",
            "inbox_waiting",
            "inbox_set_aside",
            "outbox_due",
            "outbox_oldest_due_seconds",
            "outbox_unknown",
        )
    } == {
        "updates_received_total": 3,
        "updates_handled_total": 2,
        "updates_failed_total": 1,
        "call_seconds_count": 3,
        "commit_steps_sum": 7,
        "commit_seconds_count": 1,
        "leading": 1,
        "database_up": 1,
        "telegram_heard_seconds": 3,
        "inbox_waiting": 1,
        "inbox_set_aside": 2,
        "outbox_due": 4,
        "outbox_oldest_due_seconds": 5.5,
        "outbox_unknown": 6,
    }
    assert sample(counted, "calls_total", lane="reply", outcome="Sent") == 2
    assert sample(counted, "calls_total", lane="broadcast", outcome="Throttled") == 1


async def test_metrics_say_that_the_database_is_out_of_reach() -> None:
    counted = Metrics()
    async with served(metrics(counted, out_of_reach, lambda: False)) as client:
        status, _ = await client.get("/metrics")
    assert (status, sample(counted, "database_up"), sample(counted, "leading")) == (200, 0, 0)


async def test_a_port_that_is_taken_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressUnusable, match=rf"127\.0\.0\.1, port {port}: .*in use"):
            async with serving([], "127.0.0.1", port):
                pass
