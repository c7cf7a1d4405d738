"""`nachklang doctor` says what was looked at, whether it is good, and what to do."""

import asyncio
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.doctor import examine
from bot.doctor.telegram_clock import clock_of
from bot.rehearsal.standin import StandIn
from bot.service.condition import LAST_POLL
from flows.ids import ChatId
from storage.calls import Draft
from storage.inbox import Arrival
from storage.keys import load_or_create
from tests.bot.operating.installation import Installation


def examined(
    installation: Installation, telegram: Callable[[str], datetime | None] | None = None
) -> list[str]:
    same = telegram or (lambda _url: installation.clock.now())
    found = examine(installation.settings, installation.clock, same)
    return [f"{one.mark.strip()}: {one.text}" for one in found]


def bad(installation: Installation) -> list[str]:
    return [line.removeprefix("bad: ") for line in examined(installation) if line[:3] == "bad"]


@pytest.fixture
def healthy(installation: Installation) -> Installation:
    """One whose bot has just heard of Telegram, and knows somebody."""
    with installation.chat.begin() as step:
        step.work.facts.put(LAST_POLL, step.work.now.isoformat())
        step.work.people.add(ChatId(5), "Leo Lind", "en", step.work.now)
    return installation


def test_all_is_well_beside_a_bot_that_runs(healthy: Installation) -> None:
    with healthy.chat.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        connection.rollback()
        found = examined(healthy)
    assert [line for line in found if not line.startswith("ok: ")] == []
    text = "\n".join(found)
    for part in ("mode 700", "database: at ", "can be written", "opens what is stored",
                 "last heard of Telegram: 0 s ago", "oldest message that waits: none",
                 "arrival is unknown: 0", "could not be handled: 0", "MB are free",
                 "clock: as Telegram's", "erasure log: complete since"):  # fmt: skip
        assert part in text


def test_looking_leaves_the_database_as_it_was(healthy: Installation) -> None:
    def facts() -> list[tuple[str, str]]:
        with healthy.chat.engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT key, value FROM facts ORDER BY key")
            return [(row.key, row.value) for row in rows]

    before = facts()
    examined(healthy)
    assert facts() == before


def test_a_silent_bot_a_message_that_waits_and_what_is_in_doubt_are_counted(
    healthy: Installation,
) -> None:
    with healthy.chat.engine.begin() as connection:
        work = healthy.chat.work(connection)
        work.outbox.add(Draft("doubtful", ChatId(5), "sendMessage", {"text": "a"}), work.now)
        (claimed,) = work.outbox.claim(work.now, most=1, resting=())
        work.outbox.unknown(claimed.id, "x")
        work.outbox.add(Draft("waits", ChatId(5), "sendMessage", {"text": "b"}), work.now)
        work.inbox.add([Arrival(1, ChatId(5), {})], work.now)
        for _attempt in range(3):
            work.inbox.failed(1)
    healthy.clock.moment += timedelta(minutes=15)
    found = examined(healthy)
    assert any(line.startswith("bad: last heard of Telegram: 15 min ago; is") for line in found)
    assert any(line.startswith("bad: oldest message that waits: for 15 min; ") for line in found)
    assert "ok: messages whose arrival is unknown: 1" in found
    assert "ok: updates that could not be handled: 1" in found


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-4, None), (4, None), (-60, "59 s ahead of Telegram's"), (60, "60 s behind Telegram's")],
)
def test_the_clock_is_compared_with_telegrams(
    healthy: Installation, seconds: int, said: str | None
) -> None:
    theirs = healthy.clock.now() + timedelta(seconds=seconds)
    found = examined(healthy, lambda _url: theirs)
    wrong = [line for line in found if line.startswith("bad: clock: ")]
    assert [said in line for line in wrong if said] == ([] if said is None else [True])


def test_where_telegram_does_not_answer_that_is_said(healthy: Installation) -> None:
    (line,) = (one for one in examined(healthy, lambda _url: None) if one.startswith("bad"))
    assert "https://api.telegram.org does not answer" in line


async def test_telegrams_clock_is_read_from_one_answer_without_the_token() -> None:
    async with StandIn() as standin:
        read = await asyncio.to_thread(clock_of, standin.url)
    assert read is not None
    assert abs(read - datetime.now(UTC)) < timedelta(seconds=30)
    assert await asyncio.to_thread(clock_of, standin.url) is None


def test_a_full_disk_is_said_in_a_sentence(
    healthy: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(free=12_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)
    (line,) = bad(healthy)
    assert line.startswith("disk: only 12 MB are free at ")
    assert line.endswith("make room, or nothing can be stored")


def test_what_others_may_open_is_found(healthy: Installation) -> None:
    healthy.settings.data_dir.chmod(0o755)
    (line,) = bad(healthy)
    assert line.endswith(f"run: chmod 700 {healthy.settings.data_dir}")


def test_a_key_file_of_another_installation_is_found(healthy: Installation) -> None:
    healthy.settings.key_file.unlink()
    load_or_create(healthy.settings.key_file, may_create=True)
    assert any("does not open what is stored" in line for line in bad(healthy))


def test_a_lost_key_file_is_found_and_none_is_made(healthy: Installation) -> None:
    healthy.settings.key_file.unlink()
    (line,) = bad(healthy)
    assert "Put it back from your copy" in line
    assert not healthy.settings.key_file.exists()


def test_a_lost_erasure_log_is_found(healthy: Installation) -> None:
    healthy.log.unlink()
    (line,) = bad(healthy)
    assert line.startswith(f"erasure log: {healthy.log} is missing")


def test_the_age_of_backups_is_told(healthy: Installation) -> None:
    copy = healthy.backs_up()
    now = healthy.clock.now().timestamp()
    os.utime(copy, (now, now))
    assert any(line.startswith("ok: backups: the newest is of") for line in examined(healthy))
    old = now - timedelta(days=31).total_seconds()
    os.utime(copy, (old, old))
    found = bad(healthy)
    assert any("does cron still run `nachklang db backup`?" in line for line in found)
    assert any("older than the promised 30 days" in line for line in found)
