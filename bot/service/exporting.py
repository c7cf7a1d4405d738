"""The answers of a workshop as a table, for its facilitators.

The wish is stored with the step in which it came, and the files are made aside; so a wish is
neither forgotten when the program stops in between, nor does anybody wait for an Excel file.
"""

from collections.abc import Callable, Iterator, Mapping

import structlog

from bot.logs import where
from bot.messages import exporting as words
from bot.messages.wording import Wording, in_language
from bot.post.answer_table import AnswerRow, AnswerTable, TableForm
from bot.service import rights
from bot.service.bell import Bell
from bot.service.compiling import material
from bot.service.pieces import file_name
from bot.service.printing import NotPrinted, Tabulator
from bot.service.step import Step
from flows.attribution import Attribution, shown_name
from flows.calendar import wall_clock
from flows.workshop import Person, Workshop
from storage.calls import Attachment
from storage.exports import WantedExport
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

ATTEMPTS = 3
PAUSE = 5.0
"""Seconds until it is tried again."""


def ask(step: Step, person: Person, workshop: Workshop) -> None:
    """A facilitator wants the table: it will come, or there is nothing to put into it."""
    _ = in_language(person.language)
    if not step.work.summaries.answers(workshop.id):
        step.say(person.chat, words.no_answers(_))
    elif step.work.exports.ask(workshop.id, person.id, step.work.now):
        step.say(person.chat, words.on_its_way(_))
    else:
        step.say(person.chat, words.on_its_way_already(_))


def answer_table(work: Work, workshop: Workshop, language: str) -> AnswerTable:
    """All answers that count, by question and then as they came, named as their authors chose."""
    return AnswerTable(
        workshop.title, language, tuple(_rows(work, workshop, in_language(language)))
    )


def _rows(work: Work, workshop: Workshop, _: Wording) -> Iterator[AnswerRow]:
    found = material(work, workshop)
    for day, script in enumerate(workshop.flow.days, 1):
        for number, question in enumerate(script.questions, 1):
            for said in found.said:
                if said.question_id == question.id:
                    name = shown_name(said.attribution, said.name)
                    yield AnswerRow(
                        day=day,
                        number=number,
                        question=question.text.in_language(_.language),
                        name=name.strip() or None if name else None,
                        answer=question.in_words(said.text, said.options, _.language),
                        answered=wall_clock(found.at[said.answer_id], workshop.zone).date(),
                        quotable=said.attribution is not Attribution.NOT_QUOTED,
                        left_out=said.answer_id in found.left_out,
                    )


class Exporting:
    """Makes the tables that are wanted, one after the other.

    Args:
        writer: the storage.
        tabulator: makes the files.
        bot: the bot's username.
        planned: called when files or words about them are in the outbox.
    """

    def __init__(
        self,
        writer: Writer[Work],
        tabulator: Tabulator,
        bot: str,
        planned: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._tabulator = tabulator
        self._bot = bot
        self._planned = planned
        self._bell = Bell()

    def wake(self) -> None:
        """Somebody may want a table."""
        self._bell.ring()

    async def run(self) -> None:
        """Make tables until cancelled, beginning with those that were left when it stopped."""
        while True:
            self._bell.silence()
            try:
                pause = await self._next()
            except (StorageFailed, CommitUnknown) as error:
                log.error("exports out of reach", error=type(error).__name__)
                pause = PAUSE
            if pause != 0:
                await self._bell.wait(pause)

    async def _next(self) -> float | None:
        """Make what comes first; returns how long to wait then, None for as long as it takes."""
        wanted = await self._writer.run(lambda work: work.exports.next())
        if wanted is None:
            return None
        try:
            await self._make(wanted)
        except (StorageFailed, CommitUnknown):
            raise
        except Exception as error:  # noqa: BLE001 - one broken table must not stop all else
            cause = error.cause if isinstance(error, NotPrinted) else where(error)
            log.error("table not made", export=wanted.id, cause=cause)
            await self._writer.run(lambda work: self._failed(work, wanted))
            self._planned()
            return PAUSE
        return 0

    async def _make(self, wanted: WantedExport) -> None:
        table = await self._writer.run(lambda work: self._table(work, wanted))
        if table is None:
            await self._writer.run(lambda work: work.exports.done(wanted.id))
            return
        files = await self._tabulator.tabulate(table, frozenset(TableForm))
        await self._writer.run(lambda work: self._made(work, wanted, table, files))
        self._planned()

    def _table(self, work: Work, wanted: WantedExport) -> AnswerTable | None:
        """What is wanted, as it is now; None where who wanted it is gone or may not have it."""
        if not work.exports.waits(wanted.id):
            return None
        person = work.people.get(wanted.person_id)
        workshop = rights.facilitated(work, person, wanted.workshop_id)
        return None if workshop is None else answer_table(work, workshop, person.language)

    def _made(
        self,
        work: Work,
        wanted: WantedExport,
        table: AnswerTable,
        files: Mapping[TableForm, bytes],
    ) -> None:
        """Plan the files, unless somebody has taken back meanwhile what is in them.

        Then they are made once more, without it.
        """
        now = self._table(work, wanted)
        if now is None or not set(table.rows) <= set(now.rows) or not work.exports.done(wanted.id):
            return
        step = Step(work, f"export:{wanted.id}", self._bot)
        person = work.people.get(wanted.person_id)
        workshop = work.workshops.get(wanted.workshop_id)
        _ = in_language(person.language)
        name = words.file_name(_, file_name(workshop.title))
        for form in TableForm:
            attachment = Attachment("document", f"{name}.{form}", files[form])
            said = None
            if form is TableForm.XLSX:
                said = words.caption(_, workshop, len(table.rows))
            step.send_file(person.chat, attachment, said, workshop_id=workshop.id)

    def _failed(self, work: Work, wanted: WantedExport) -> None:
        """Count the attempt; after the last one say so."""
        work.exports.failed(wanted.id)
        if wanted.attempts + 1 < ATTEMPTS or not work.exports.done(wanted.id):
            return
        person = work.people.get(wanted.person_id)
        workshop = rights.facilitated(work, person, wanted.workshop_id)
        if workshop is not None:
            step = Step(work, f"export:{wanted.id}", self._bot)
            step.say(person.chat, words.not_made(in_language(person.language), workshop))
