"""`/export`: the answers as a table, made aside, and sent to whoever may read them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from bot.post.answer_table import AnswerRow, AnswerTable, TableForm
from bot.printer import ProcessPrinter
from bot.service import exporting
from bot.service.exporting import Exporting, answer_table
from bot.service.printing import NotPrinted
from flows.attribution import Attribution
from flows.workshop import Role
from storage.work import Work
from storage.writer import Writer
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import BOT, Chat, Human, open_chat


@dataclass(slots=True)
class Tabulator:
    """Makes files that hold the number of rows, unless it is to fail."""

    failures: int = 0
    failure: Exception = field(default_factory=lambda: NotPrinted("MemoryError"))
    made: list[AnswerTable] = field(default_factory=list)
    meanwhile: Callable[[], None] | None = None

    async def tabulate(
        self, table: AnswerTable, forms: frozenset[TableForm]
    ) -> Mapping[TableForm, bytes]:
        if self.meanwhile is not None:
            happens, self.meanwhile = self.meanwhile, None
            happens()
        if self.failures:
            self.failures -= 1
            raise self.failure
        self.made.append(table)
        return {form: str(len(table.rows)).encode() for form in forms}


@dataclass(slots=True)
class Stage:
    """A workshop with answers, and what makes tables of them."""

    workshop: Arranged
    writer: Writer[Work]
    tabulator: Tabulator
    planned: asyncio.Event

    @property
    def chat(self) -> Chat:
        return self.workshop.chat

    async def until_planned(self, times: int = 1) -> None:
        """Let the tables be made that are wanted, as the leader does."""
        made = Exporting(self.writer, self.tabulator, BOT, self.planned.set)
        task = asyncio.create_task(made.run())
        for _ in range(times):
            await self.planned.wait()
            self.planned.clear()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        self.chat.deliver()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    chat = open_chat(tmp_path)
    workshop = arrange(chat)
    writer = Writer(chat.engine, chat.work)
    async with writer:
        yield Stage(workshop, writer, Tabulator(), asyncio.Event())
    chat.engine.dispose()


def answered(workshop: Arranged) -> Human:
    """Amira, Leo and Dilan answer the first question, each named as they like; gives Amira."""
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    leo = workshop.joins("Leo Lind", Attribution.UNNAMED)
    dilan = workshop.joins("Dilan Yavuz", Attribution.NOT_QUOTED)
    workshop.wakes(at(30, "17:00"))
    amira.says("Sich kennen.")
    leo.says("Zuhören.")
    dilan.says("Nur für euch.")
    return amira


async def test_facilitators_get_the_table_as_two_files(stage: Stage) -> None:
    answered(stage.workshop)
    jonna = stage.workshop.jonna
    jonna.says("/export")
    assert jonna.last.text == (
        "Ich mache die Tabelle. Sie kommt gleich hierher, als Excel-Datei und als CSV-Datei."
    )
    await stage.until_planned()
    xlsx, csv = jonna.sees()[-2:]
    assert xlsx.text == (
        "<b>Netzwerkarbeit</b>: 3 Antworten\n\n"
        "Alle sind so benannt, wie sie es gewählt haben. Was nicht zitiert werden soll, ist "
        "gekennzeichnet. Die Antworten sind im Vertrauen geschrieben: Gebt die Tabelle nicht "
        "weiter und löscht sie, wenn ihr sie nicht mehr braucht."
    )
    assert (xlsx.files, csv.files, csv.text) == (
        ("netzwerkarbeit-antworten.xlsx",),
        ("netzwerkarbeit-antworten.csv",),
        "",
    )


def test_everybody_is_named_as_they_chose_also_in_the_table(stage: Stage) -> None:
    answered(stage.workshop)
    workshop = stage.workshop.workshop
    with stage.chat.begin() as step:
        (first, *_) = step.work.summaries.answers(stage.workshop.id)
        step.work.summaries.leave_out(first.answer_id, left_out=True)
        table = answer_table(step.work, workshop, "de")
    question = "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?"
    day = date(2027, 1, 30)
    assert table == AnswerTable(
        "Netzwerkarbeit",
        "de",
        (
            AnswerRow(1, 1, question, "Amira", "Sich kennen.", day, True, left_out=True),
            AnswerRow(1, 1, question, None, "Zuhören.", day, True, left_out=False),
            AnswerRow(1, 1, question, None, "Nur für euch.", day, False, left_out=False),
        ),
    )


def test_without_answers_there_is_no_table(stage: Stage) -> None:
    stage.workshop.jonna.says("/export")
    assert stage.workshop.jonna.last.text == (
        "Es gibt noch keine Antworten. Sobald jemand geantwortet hat, bekommst du mit /export die "
        "Tabelle."
    )


async def test_who_asks_twice_gets_one_table(stage: Stage) -> None:
    answered(stage.workshop)
    jonna = stage.workshop.jonna
    jonna.says("/export")
    jonna.says("/export")
    assert jonna.last.text == "Ich mache die Tabelle schon. Sie kommt gleich hierher."
    await stage.until_planned()
    assert len(stage.tabulator.made) == 1


async def test_a_table_that_was_wanted_before_a_crash_is_made_after_it(stage: Stage) -> None:
    answered(stage.workshop)
    stage.workshop.jonna.says("/export")
    stage.tabulator.failures = 1
    await stage.until_planned()
    assert stage.tabulator.made == []
    await stage.until_planned()
    assert stage.workshop.jonna.sees()[-1].files == ("netzwerkarbeit-antworten.csv",)
    assert len(stage.tabulator.made) == 1


async def test_after_several_attempts_whoever_waits_is_told(stage: Stage) -> None:
    answered(stage.workshop)
    stage.workshop.jonna.says("/export")
    stage.tabulator.failures = exporting.ATTEMPTS
    for _ in range(exporting.ATTEMPTS):
        await stage.until_planned()
    assert stage.workshop.jonna.last.text == (
        "Die Tabelle zu <b>Netzwerkarbeit</b> konnte ich nicht machen. Alle Antworten sind noch "
        "da. Bitte versuch es später noch einmal mit /export; wenn auch das nicht klappt, sag der "
        "Person Bescheid, die den Bot betreibt."
    )
    with stage.chat.begin() as step:
        assert step.work.exports.next() is None


async def test_a_mistake_of_ours_stops_nothing_else(stage: Stage) -> None:
    answered(stage.workshop)
    stage.workshop.jonna.says("/export")
    stage.tabulator.failures = 1
    stage.tabulator.failure = ZeroDivisionError()
    await stage.until_planned()
    await stage.until_planned()
    assert stage.workshop.jonna.sees()[-1].files == ("netzwerkarbeit-antworten.csv",)


async def test_what_is_taken_back_while_the_table_is_made_is_not_in_it(stage: Stage) -> None:
    amira = answered(stage.workshop)

    def forgets() -> None:
        amira.says("/forgetme")
        amira.presses("Alles löschen")

    stage.workshop.jonna.says("/export")
    stage.tabulator.meanwhile = forgets
    await stage.until_planned(times=2)
    first, second = stage.tabulator.made
    assert [row.answer for row in first.rows if row not in second.rows] == ["Sich kennen."]
    assert "2 Antworten" in stage.workshop.jonna.sees()[-2].text


async def test_who_facilitates_no_longer_gets_no_table(stage: Stage) -> None:
    answered(stage.workshop)
    tarek = stage.workshop.has_role("Tarek Muster", Role.FACILITATOR)
    tarek.says("/export")
    person = stage.workshop.person(tarek)
    with stage.chat.begin() as step:
        step.work.teams.remove(stage.workshop.id, person.id, Role.FACILITATOR)
    stage.workshop.jonna.says("/export")
    await stage.until_planned()
    assert [message.files for message in tarek.sees()] == [()]
    assert len(stage.tabulator.made) == 1


def test_who_takes_part_cannot_have_it(stage: Stage) -> None:
    answered(stage.workshop)
    ada = stage.workshop.joins("Ada Muster")
    ada.says("/export")
    with stage.chat.begin() as step:
        assert step.work.exports.next() is None
    assert ada.last.text == (
        "Das kann nur die Moderation sehen. "
        "Du kannst weiter antworten oder deine Antworten ansehen."
    )


async def test_the_files_come_from_a_process_of_its_own(stage: Stage) -> None:
    answered(stage.workshop)
    workshop = stage.workshop.workshop
    with stage.chat.begin() as step:
        table = answer_table(step.work, workshop, "de")
    files = await ProcessPrinter().tabulate(table, frozenset(TableForm))
    assert files[TableForm.CSV].decode("utf-8-sig").count("\r\n") == 4
    assert files[TableForm.XLSX].startswith(b"PK")
