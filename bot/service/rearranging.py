"""Changing themes: each change knows what it was made on, and can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.service.reviewing import Reading
from bot.service.step import Step
from bot.service.unwanting import unwanted, unwanted_for_now
from bot.service.wording_themes import words_of
from flows.consent import QuoteState
from flows.ids import AnswerId, QuestionId
from flows.themes.changes import ThemeChange
from flows.workshop import Person, Workshop
from storage.themes import Earlier, StoredTheme


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody who changes the themes of a workshop, and what they are now."""

    step: Step
    workshop: Workshop
    person: Person
    reading: Reading

    def confirm(self, theme: StoredTheme) -> StoredTheme:
        """It is right as it is. This and all other changes return the theme as it is then."""
        confirmed = replace(theme, confirmed_at=self.step.work.now, before=None)
        return self._save(confirmed, ThemeChange.CONFIRMED)

    def rename(self, theme: StoredTheme, label: str) -> StoredTheme:
        """Give it a name that is not made from its answers any more."""
        return self._change(theme, ThemeChange.RENAMED, label=label, label_typed=True)

    def quote(self, theme: StoredTheme, answer: AnswerId | None) -> StoredTheme:
        """Let another of its answers speak for it, or none."""
        if theme.quote is not None and theme.quote != answer:
            unwanted(self.step, theme.quote)
        if answer is not None:
            self._want(answer)
        return self._save(replace(theme, quote=answer, before=None), ThemeChange.QUOTED)

    def take_out(self, theme: StoredTheme, answer: AnswerId, change: ThemeChange) -> StoredTheme:
        """An answer does not belong to it."""
        return self._change(theme, change, answers=_without(theme.answers, answer))

    def put_in(self, theme: StoredTheme, answer: AnswerId) -> StoredTheme:
        """An answer belongs to it, too; it speaks for the theme where nothing else does."""
        quote = None
        if theme.quote is None and answer in self.reading.quotes:
            quote = answer
        else:
            self._unwant(answer)
        return self._change(
            theme, ThemeChange.MOVED, answers=_sorted((*theme.answers, answer)), quote=quote
        )

    def begin(self, question: QuestionId, answer: AnswerId) -> StoredTheme:
        """A new theme with one answer and no name yet, behind the others of its question."""
        work = self.step.work
        quote = answer if answer in self.reading.quotes else None
        number = work.themes.add(self.workshop.id, question, "", (answer,), quote, work.now)
        made = next(one for one in work.themes.of(self.workshop.id) if one.id == number)
        # So that undoing leaves nothing of it.
        begun = replace(made, before=Earlier("", made.label_typed, (), None))
        return self._save(begun, ThemeChange.MOVED)

    def merge(self, theme: StoredTheme, other: StoredTheme) -> StoredTheme:
        """Another theme says the same: its answers come over, and it dissolves."""
        self.dissolve(other, ThemeChange.MERGED)
        if other.quote is not None and theme.quote is not None:
            self._unwant(other.quote)
        quote = theme.quote or other.quote
        answers = _sorted((*theme.answers, *other.answers))
        return self._change(theme, ThemeChange.MERGED, answers=answers, quote=quote)

    def dissolve(
        self, theme: StoredTheme, change: ThemeChange = ThemeChange.DISSOLVED
    ) -> StoredTheme:
        """Its answers are individual voices; it is kept without them, so that it can come back."""
        return self._change(theme, change, answers=())

    def undo(self, theme: StoredTheme, was: Earlier) -> StoredTheme:
        """Make it again what it was before its last change, with the quotes that this put aside.

        What its author or somebody else does not want since then stays away.
        """
        here, work = self.reading.said, self.step.work
        answers = tuple(one for one in was.answers if one in here)
        back = set(answers) & self.reading.found.left_out
        for answer in back:
            work.summaries.leave_out(answer, left_out=False)
        if theme.change == ThemeChange.MOVED:
            back |= set(theme.answers) - set(answers)
        if was.quote in answers and was.quote != theme.quote:
            back |= {was.quote}
        wanted = self.reading.quotes.keys() | {one for one in back if work.quotes.bring_back(one)}
        quote = was.quote if was.quote in answers and was.quote in wanted else None
        return self._change(
            theme,
            ThemeChange.UNDONE,
            label=was.label,
            label_typed=was.label_typed,
            answers=answers,
            quote=quote,
        )

    def leave_out(self, answer: AnswerId, *, left_out: bool) -> None:
        """Leave an answer out of the post, or take it back in as an individual voice."""
        work = self.step.work
        work.summaries.leave_out(answer, left_out=left_out)
        work.themes.touch(self.workshop.id, self.reading.said[answer].question_id)
        if left_out:
            unwanted_for_now(self.step, answer)
        else:
            work.quotes.bring_back(answer)

    def want(self, answer: AnswerId, *, quoted: bool) -> None:
        """Want an individual voice quoted, or not any more."""
        said = self.reading.said[answer]
        if quoted:
            self._want(answer)
        else:
            unwanted(self.step, answer)
        self.step.work.themes.touch(self.workshop.id, said.question_id)

    def take_back(self, answer: AnswerId) -> None:
        """What was set aside says something after all."""
        self.step.work.themes.take_back(answer)
        self.step.work.themes.touch(self.workshop.id, self.reading.said[answer].question_id)

    def _want(self, answer: AnswerId) -> None:
        """Propose a quote; who was asked about one already keeps what they were asked for."""
        known = self.reading.quotes.get(answer)
        if known is None or known.state is QuoteState.PROPOSED:
            self.step.work.quotes.propose(answer, words_of(self.reading.said[answer].text))

    def _unwant(self, answer: AnswerId) -> None:
        """Do not ask for a quote until this is undone; one that was asked for stays as it is."""
        known = self.reading.quotes.get(answer)
        if known is None:
            # It was not wanted, so undoing this brings nothing back that was put aside before.
            self.step.work.quotes.forget_shelved([answer])
        elif known.state is QuoteState.PROPOSED:
            self.step.work.quotes.shelve(answer)

    def _change(
        self,
        theme: StoredTheme,
        change: ThemeChange,
        *,
        label: str | None = None,
        label_typed: bool | None = None,
        answers: tuple[AnswerId, ...] | None = None,
        quote: AnswerId | None = None,
    ) -> StoredTheme:
        """Whatever changes a name or answers has to be confirmed anew."""
        members = theme.answers if answers is None else answers
        speaks = quote or theme.quote
        changed = replace(
            theme,
            label=theme.label if label is None else label,
            label_typed=theme.label_typed if label_typed is None else label_typed,
            answers=members,
            quote=speaks if speaks in members else None,
            confirmed_at=None,
            before=Earlier(theme.label, theme.label_typed, theme.answers, theme.quote),
        )
        return self._save(changed, change)

    def _save(self, theme: StoredTheme, change: ThemeChange) -> StoredTheme:
        work = self.step.work
        saved = work.themes.save(self.workshop.id, theme, change, self.person.id, work.now)
        if saved is None:  # It was loaded in this step, so nobody can have been faster.
            raise LookupError(theme.id)
        return saved


def _without(answers: Iterable[AnswerId], answer: AnswerId) -> tuple[AnswerId, ...]:
    return tuple(one for one in answers if one != answer)


def _sorted(answers: Iterable[AnswerId]) -> tuple[AnswerId, ...]:
    return tuple(sorted(set(answers)))
