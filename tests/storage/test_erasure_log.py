"""What was erased is known without the database, and to nobody without the key."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from storage.erasure_log import Erasure, ErasureLog, ErasureLogUnreadable, Kind
from storage.erasures import keep_log
from storage.keys import Key, KeyId, Keys
from storage.tables import metadata
from storage.work import Work, binder
from storage.writer import StorageFailed, Writer
from tests.patience import PATIENCE
from tests.storage.stocked import AMIRA, NOW, VAULT, furnish

OLD = Key(KeyId("00000001"), bytes(range(32)))
NEW = Key(KeyId("00000002"), bytes(range(1, 33)))


@dataclass
class Moment:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def log_at(place: Path, *keys: Key, now: Callable[[], datetime] = lambda: NOW) -> ErasureLog:
    return ErasureLog(place / "erasures.log", Keys(keys or (OLD,)), now)


def person(number: int) -> Erasure:
    return Erasure(Kind.PERSON, str(number))


def test_what_was_written_is_found_by_its_kind_and_nothing_else_is(tmp_path: Path) -> None:
    log_at(tmp_path).write([person(7)])
    erased = log_at(tmp_path).read()
    assert erased is not None
    assert (erased.since, erased.when(Kind.PERSON, 7)) == (NOW, NOW)
    assert [erased.when(Kind.PERSON, 8), erased.when(Kind.PART, 7)] == [None, None]


def test_the_file_is_private_and_names_nobody(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.write([Erasure(Kind.CHAT, "123456789")])
    assert log.path.stat().st_mode & 0o777 == 0o600
    assert "123456789" not in log.path.read_text()


def test_without_the_key_the_same_person_is_not_found(tmp_path: Path) -> None:
    log_at(tmp_path, OLD).write([person(7)])
    stranger = Key(OLD.id, NEW.secret)
    erased = log_at(tmp_path, stranger).read()
    assert erased is not None
    assert erased.when(Kind.PERSON, 7) is None


def test_lines_from_before_a_new_key_are_found_with_it(tmp_path: Path) -> None:
    log_at(tmp_path, OLD).write([person(7)])
    log_at(tmp_path, NEW, OLD).write([person(8)])
    erased = log_at(tmp_path, NEW, OLD).read()
    assert erased is not None
    assert (erased.when(Kind.PERSON, 7), erased.when(Kind.PERSON, 8)) == (NOW, NOW)


def test_of_two_times_the_later_counts(tmp_path: Path) -> None:
    moment = Moment()
    log = log_at(tmp_path, now=moment)
    log.write([person(7)])
    moment.now += timedelta(days=1)
    log.write([person(7)])
    erased = log.read()
    assert erased is not None
    assert erased.when(Kind.PERSON, 7) == NOW + timedelta(days=1)


def test_lines_that_no_backup_can_need_are_dropped_and_the_log_says_since_when(
    tmp_path: Path,
) -> None:
    moment = Moment()
    log = log_at(tmp_path, now=moment)
    log.write([person(7)])
    moment.now += timedelta(days=100)
    log.write([person(8)])
    moment.now += timedelta(days=111)
    log.begin()
    erased = log.read()
    assert erased is not None
    assert erased.since == moment.now - timedelta(days=210)
    assert erased.when(Kind.PERSON, 7) is None
    assert erased.when(Kind.PERSON, 8) == NOW + timedelta(days=100)


def test_a_last_line_that_a_crash_has_cut_is_passed_over(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.write([person(7)])
    with log.path.open("a") as file:
        file.write("2027-01-30T16:0")
    erased = log.read()
    assert erased is not None
    assert erased.when(Kind.PERSON, 7) == NOW


def test_a_line_after_one_that_was_cut_stands_alone(tmp_path: Path) -> None:
    log = log_at(tmp_path)
    log.write([person(7)])
    with log.path.open("a") as file:
        file.write("2027-01-30T16:0")
    log.write([person(8)])
    erased = log.read()
    assert erased is not None
    assert erased.when(Kind.PERSON, 8) == NOW


@pytest.mark.parametrize("content", ["", "something\n", "# Nachklang: what was erased\nx\n"])
def test_another_file_is_not_taken_for_a_log(tmp_path: Path, content: str) -> None:
    log = log_at(tmp_path)
    log.path.write_text(content)
    with pytest.raises(ErasureLogUnreadable):
        log.read()


def test_logs_of_two_machines_count_together_from_the_later_beginning_on(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    log_at(here).write([person(7)])
    log_at(there, now=lambda: NOW + timedelta(days=1)).write([person(8)])
    one, other = log_at(here).read(), log_at(there).read()
    assert one is not None
    assert other is not None
    both = one.joined_with(other)
    assert both.since == NOW + timedelta(days=1)
    assert both.when(Kind.PERSON, 7) == NOW
    assert both.when(Kind.PERSON, 8) == NOW + timedelta(days=1)


def writing(engine: Engine, place: Path) -> tuple[Writer[Work], ErasureLog]:
    metadata.create_all(engine)
    log = log_at(place)
    keep_log(engine, log)
    bind: Callable[[Connection], Work] = binder(VAULT, lambda: NOW, lambda: "token")
    return Writer(engine, bind), log


def test_a_line_is_on_the_disk_before_the_erasure_is_committed(
    engine: Engine, tmp_path: Path
) -> None:
    writer, log = writing(engine, tmp_path)
    place = writer.run_now(furnish)
    at_commit: list[datetime | None] = []

    def look(_connection: Connection) -> None:
        erased = log.read()
        assert erased is not None
        at_commit.append(erased.when(Kind.PERSON, place.person))

    from sqlalchemy import event  # noqa: PLC0415 - after the log's own listener

    event.listen(engine, "commit", look)
    writer.run_now(lambda work: work.people.erase(place.person))
    assert at_commit == [NOW]
    erased = log.read()
    assert erased is not None
    assert erased.when(Kind.CHAT, AMIRA) == NOW


def test_what_was_undone_as_a_whole_leaves_no_line(engine: Engine, tmp_path: Path) -> None:
    writer, log = writing(engine, tmp_path)
    place = writer.run_now(furnish)

    def change_of_mind(work: Work) -> None:
        work.people.erase(place.person)
        raise LookupError

    with pytest.raises(LookupError):
        writer.run_now(change_of_mind)
    writer.run_now(lambda work: work.facts.put("a", "b"))
    erased = log.read()
    assert erased is not None
    assert erased.moments == {}


async def test_where_the_log_cannot_be_written_nothing_is_erased(
    engine: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "log"
    writer, log = writing(engine, folder)
    async with writer:
        place = await writer.run(furnish)
        log.path.write_text("not a log\n")
        with pytest.raises(StorageFailed):
            await asyncio.wait_for(
                writer.run(lambda work: work.people.erase(place.person)), PATIENCE
            )
        found = await writer.run(lambda work: work.people.find(place.person))
    assert found is not None


def test_every_deletion_that_must_last_is_noted(engine: Engine, tmp_path: Path) -> None:
    writer, log = writing(engine, tmp_path)
    place = writer.run_now(furnish)
    writer.run_now(lambda work: work.participants.remove(place.participant))
    writer.run_now(lambda work: work.people.forget_strangers())
    writer.run_now(lambda work: work.workshops.delete(place.workshop))
    erased = log.read()
    assert erased is not None
    assert erased.when(Kind.PART, place.participant) == NOW
    assert erased.when(Kind.PERSON, place.person) == NOW
    assert erased.when(Kind.WORKSHOP, place.workshop) == NOW
