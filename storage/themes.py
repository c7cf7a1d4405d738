"""Themes: the groups that answers were found to form, as facilitators left them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from flows.ids import AnswerId, PersonId, QuestionId, ThemeId, WorkshopId
from flows.summary import Mention
from flows.themes.values import Grouping
from storage.stored_themes import Earlier, StoredGrouping, StoredTheme
from storage.tables import (
    answers,
    groupings,
    revisions,
    rounds,
    sessions,
    set_aside,
    theme_answers,
    themes,
)
from storage.vault import Vault

__all__ = ["Earlier", "StoredGrouping", "StoredTheme", "Themes"]


@dataclass(frozen=True, slots=True)
class Themes:
    """Load and save what became of the answers to a workshop's questions."""

    connection: Connection
    vault: Vault

    def of(self, workshop_id: WorkshopId) -> tuple[StoredTheme, ...]:
        """All of a workshop, those of a question in the order of their places."""
        here = themes.c.workshop_id == workshop_id
        rows = self.connection.execute(
            select(themes).where(here).order_by(themes.c.question, themes.c.place)
        ).all()
        members: dict[int, list[Row[Any]]] = {}
        for member in self.connection.execute(
            select(theme_answers)
            .join(themes, themes.c.id == theme_answers.c.theme_id)
            .where(here)
            .order_by(theme_answers.c.answer_id)
        ):
            members.setdefault(member.theme_id, []).append(member)
        return tuple(self._theme(row, members.get(row.id, [])) for row in rows)

    def groupings(self, workshop_id: WorkshopId) -> Mapping[QuestionId, StoredGrouping]:
        """What has been grouped so far, by question."""
        found = select(groupings).where(groupings.c.workshop_id == workshop_id)
        return {
            QuestionId(row.question): StoredGrouping(
                of=row.of,
                mentions=self._mentions(row),
                made_at=row.made_at,
                touched=row.touched,
                newest=row.newest,
            )
            for row in self.connection.execute(found)
        }

    def set_aside(self, workshop_id: WorkshopId) -> frozenset[AnswerId]:
        """Answers that say nothing."""
        found = (
            select(set_aside.c.answer_id)
            .join(answers, answers.c.id == set_aside.c.answer_id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .where(rounds.c.workshop_id == workshop_id)
        )
        return frozenset(AnswerId(number) for number in self.connection.execute(found).scalars())

    def store(
        self,
        workshop_id: WorkshopId,
        question: QuestionId,
        grouping: Grouping,
        of: str,
        at: datetime,
    ) -> None:
        """Put a grouping in the place of whatever there was for the question."""
        self.forget(workshop_id, question)
        mentions = [[one.word, list(one.answers)] for one in grouping.mentions]
        self.connection.execute(
            insert(groupings).values(
                workshop_id=workshop_id,
                question=question,
                of=of,
                mentions=self.vault.seal_json(mentions, mentions_of(workshop_id, question)),
                made_at=at,
                newest=select(func.coalesce(func.max(revisions.c.id), 0)).scalar_subquery(),
                touched=False,
            )
        )
        for found in grouping.themes:
            quote = found.quote.answer_id if found.quote else None
            self.add(workshop_id, question, found.label, found.answers, quote, at)
        rows = [{"answer_id": answer} for answer in grouping.set_aside]
        if rows:
            self.connection.execute(insert(set_aside), rows)

    def forget(self, workshop_id: WorkshopId, question: QuestionId) -> None:
        """Drop the grouping of a question with all its themes."""
        for table in (groupings, themes):
            here = (table.c.workshop_id == workshop_id) & (table.c.question == question)
            self.connection.execute(delete(table).where(here))
        asked = (
            select(answers.c.id)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .join(rounds, rounds.c.id == sessions.c.round_id)
            .where(rounds.c.workshop_id == workshop_id, answers.c.question == question)
        )
        self.connection.execute(delete(set_aside).where(set_aside.c.answer_id.in_(asked)))

    def add(
        self,
        workshop_id: WorkshopId,
        question: QuestionId,
        label: str,
        members: tuple[AnswerId, ...],
        quote: AnswerId | None,
        at: datetime,
    ) -> ThemeId:
        """A new theme behind the others of its question."""
        here = (themes.c.workshop_id == workshop_id) & (themes.c.question == question)
        last = self.connection.execute(select(func.max(themes.c.place)).where(here)).scalar_one()
        place = (last or 0) + 1
        about = f"themes.label:{workshop_id}:{question}:{place}"
        number = self.connection.execute(
            insert(themes)
            .values(
                workshop_id=workshop_id,
                question=question,
                label=self.vault.seal_text(label, about),
                place=place,
                changed_at=at,
            )
            .returning(themes.c.id)
        ).scalar_one()
        self._set_members(ThemeId(number), members, quote)
        return ThemeId(number)

    def save(
        self,
        workshop_id: WorkshopId,
        theme: StoredTheme,
        change: str,
        by: PersonId | None,
        at: datetime,
    ) -> StoredTheme | None:
        """Store a changed theme, unless somebody else has changed it since it was loaded.

        Args:
            workshop_id: whose it is.
            theme: as it is to be; its `version` is that of the theme that was loaded, its `before`
                what the change can be undone to.
            change: a word for what is changed.
            by: who changes it; None where nobody does, for its answers went.
            at: when.

        Returns:
            The theme as it is now; None where somebody was faster, and nothing is stored.
        """
        about = f"themes.label:{workshop_id}:{theme.question}:{theme.place}"
        changed = self.connection.execute(
            update(themes)
            .where(themes.c.id == theme.id, themes.c.version == theme.version)
            .values(
                label=self.vault.seal_text(theme.label, about),
                label_typed=theme.label_typed,
                confirmed_at=theme.confirmed_at,
                version=theme.version + 1,
                change=change,
                before=self._sealed_before(theme),
                changed_by=by,
                changed_at=at,
            )
        )
        if changed.rowcount != 1:
            return None
        self._set_members(theme.id, theme.answers, theme.quote)
        if by is not None:
            self.touch(workshop_id, theme.question)
        return replace(
            theme, version=theme.version + 1, change=change, changed_by=by, changed_at=at
        )

    def touch(self, workshop_id: WorkshopId, question: QuestionId) -> None:
        """A facilitator has worked on the question: it is not grouped anew by itself."""
        here = (groupings.c.workshop_id == workshop_id) & (groupings.c.question == question)
        self.connection.execute(update(groupings).where(here).values(touched=True))

    def drop(self, theme_id: ThemeId) -> None:
        """Delete a theme for good; its answers become individual voices."""
        self.connection.execute(delete(themes).where(themes.c.id == theme_id))

    def take_out(self, answer_id: AnswerId) -> None:
        """An answer says something else now: it leaves its themes."""
        for table in (theme_answers, set_aside):
            self.connection.execute(delete(table).where(table.c.answer_id == answer_id))

    def take_back(self, answer_id: AnswerId) -> None:
        """An answer that was set aside says something after all."""
        self.connection.execute(delete(set_aside).where(set_aside.c.answer_id == answer_id))

    def _set_members(
        self, theme_id: ThemeId, members: tuple[AnswerId, ...], quote: AnswerId | None
    ) -> None:
        self.connection.execute(delete(theme_answers).where(theme_answers.c.theme_id == theme_id))
        rows = [
            {"theme_id": theme_id, "answer_id": answer, "quoted": answer == quote}
            for answer in members
        ]
        if rows:
            self.connection.execute(insert(theme_answers), rows)

    def _theme(self, row: Row[Any], members: list[Row[Any]]) -> StoredTheme:
        about = f"themes.label:{row.workshop_id}:{row.question}:{row.place}"
        quoted = [AnswerId(member.answer_id) for member in members if member.quoted]
        return StoredTheme(
            id=ThemeId(row.id),
            question=QuestionId(row.question),
            label=self.vault.open_text(row.label, about),
            place=row.place,
            answers=tuple(AnswerId(member.answer_id) for member in members),
            quote=quoted[0] if quoted else None,
            changed_at=row.changed_at,
            label_typed=row.label_typed,
            confirmed_at=row.confirmed_at,
            version=row.version,
            change=row.change,
            changed_by=None if row.changed_by is None else PersonId(row.changed_by),
            before=self._before(row),
        )

    def _sealed_before(self, theme: StoredTheme) -> bytes | None:
        was = theme.before
        if was is None:
            return None
        facts = [was.label, was.label_typed, list(was.answers), was.quote]
        return self.vault.seal_json(facts, f"themes.before:{theme.id}")

    def _before(self, row: Row[Any]) -> Earlier | None:
        if row.before is None:
            return None
        label, typed, members, quote = self.vault.open_json(row.before, f"themes.before:{row.id}")
        answers_then = tuple(AnswerId(number) for number in members)
        return Earlier(label, typed, answers_then, None if quote is None else AnswerId(quote))

    def _mentions(self, row: Row[Any]) -> tuple[Mention, ...]:
        about = mentions_of(WorkshopId(row.workshop_id), QuestionId(row.question))
        found = self.vault.open_json(row.mentions, about)
        return tuple(Mention(word, tuple(map(AnswerId, members))) for word, members in found)


def mentions_of(workshop_id: WorkshopId, question: QuestionId) -> str:
    """What the mentions of a question are sealed for."""
    return f"groupings.mentions:{workshop_id}:{question}"
