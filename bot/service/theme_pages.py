"""Themes and voices as facilitators read them."""

from bot.messages.reviewed import Reviewed
from bot.messages.theme_changes import Happened
from bot.messages.themes import Shown, Spoken, number_of
from bot.messages.voices import Mark, Voice, Voices
from bot.service.reviewing import Asked, Reading
from flows.attribution import first_name
from flows.consent import QuoteState
from flows.ids import AnswerId
from flows.summary import Said
from flows.themes.changes import ThemeChange
from flows.workshop import Person
from storage.themes import StoredTheme
from storage.work import Work


def reviewed(reading: Reading, said: Said) -> Reviewed:
    """An answer in words, as facilitators read it."""
    return Reviewed(
        said.answer_id,
        said.text,
        said.name,
        said.attribution,
        said.answer_id in reading.found.left_out,
    )


def shown_theme(reading: Reading, theme: StoredTheme, page: int = 0) -> Shown:
    """A theme with what stands around it."""
    asked, others = reading.where(theme.question), reading.themes_of(theme.question)
    said = reading.said
    answers = tuple(reviewed(reading, said[one]) for one in theme.answers if one in said)
    return Shown(
        theme_id=theme.id,
        version=theme.version,
        day=asked.day,
        number=asked.number,
        nth=1 + sum(other.place < theme.place for other in others),
        of=len(others),
        label=theme.label,
        confirmed=theme.confirmed_at is not None,
        answers=answers,
        quote=_spoken(reading, theme, answers),
        page=page,
    )


def shown_voices(reading: Reading, asked: Asked, page: int = 0) -> Voices:
    """What stands in no theme of a question."""
    question = asked.question.id
    voices = tuple(
        Voice(reviewed(reading, said), tuple(_marks(reading, said)))
        for said in reading.voices(question)
    )
    themes = len(reading.themes_of(question))
    return Voices(asked.place, asked.day, asked.number, themes, voices, page)


def happened(work: Work, reader: Person, theme: StoredTheme) -> Happened:
    """The last change of a theme, as somebody hears of it."""
    by = None if theme.changed_by is None else work.people.find(theme.changed_by)
    was, now = theme.before, theme.answers
    before = () if was is None else was.answers
    return Happened(
        by=None if by is None else first_name(by.name),
        mine=theme.changed_by == reader.id,
        at=theme.changed_at,
        change=None if theme.change is None else ThemeChange(theme.change),
        gone=tuple(n for n, one in enumerate(before, 1) if one not in now),
        come=0 if was is None else sum(one not in before for one in now),
        renamed=was is not None and was.label != theme.label,
        answers=len(before),
    )


def _marks(reading: Reading, said: Said) -> list[Mark]:
    marks: list[Mark] = []
    quote = reading.quotes.get(said.answer_id)
    if reading.is_new(said):
        marks.append("new")
    if quote is not None and quote.state is not QuoteState.DECLINED:
        marks.append("quoted")
    if said.answer_id in reading.set_aside:
        marks.append("set aside")
    return marks


def _spoken(reading: Reading, theme: StoredTheme, answers: tuple[Reviewed, ...]) -> Spoken | None:
    answer: AnswerId | None = theme.quote
    quote = reading.quotes.get(answer) if answer is not None else None
    if answer is None or quote is None:
        return None
    words = None if quote.words == reading.said[answer].text else quote.words
    return Spoken(number_of(answers, answer), words, quote.state is QuoteState.DECLINED)
