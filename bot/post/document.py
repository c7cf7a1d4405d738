"""The post as all its files have it: its parts in order, in words, with numbers and sources.

Every file is made from this value, so a quote has the same number in all of them. Sentences are
HTML-safe (`Markup`); texts that people wrote are plain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.wording import Wording, in_language
from bot.post import sentences, sources
from bot.post.typography import quoted, spoken
from flows.summary import Participation, QuestionSummary, Quote, Summary


@dataclass(frozen=True, slots=True)
class Bar:
    """A number to be drawn.

    Attributes:
        label: what is counted, plain and not isolated; a word that is counted literally stands in
            quotation marks.
        people: how many.
        share: the per cent of those who could have been counted.
        words: label and number as a sentence.
        quiet: whether it is what is left over.
    """

    label: str
    people: int
    share: int
    words: Markup
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers with what they rest on.

    Attributes:
        mark: a letter that leads to the source.
        words: the sentence.
        source: what is counted in it.
        bars: the same numbers, to be drawn.
        told: whether the sentence holds the numbers of the bars; otherwise their own words do.
    """

    mark: str
    words: Markup
    source: Markup
    bars: tuple[Bar, ...] = ()
    told: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody said, exactly; `language` is an IETF tag, or None where it is not known."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A quote with its number, from 1 in the order of the post."""

    number: int
    words: Words
    before: Words | None
    author: Markup
    source: Markup


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what came of it."""

    text: str
    count: Counted
    quotes: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its questions."""

    anchor: str
    heading: Markup
    date: date | None
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The post.

    Attributes:
        language: of everything but the quotes.
        introduction: the facilitators' own paragraphs before the days.
        closing: those at the end.
    """

    language: str
    title: str
    occasion: Markup
    introduction: tuple[str, ...]
    attendance: Counted
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    assurance: Markup

    @property
    def questions(self) -> tuple[Asked, ...]:
        """All questions in order."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def counts(self) -> tuple[Counted, ...]:
        """All that is counted, in the order of the marks."""
        return (self.attendance, *(question.count for question in self.questions))

    @property
    def quotes(self) -> tuple[Numbered, ...]:
        """All quotes, in the order of their numbers."""
        return tuple(quote for question in self.questions for quote in question.quotes)


def document(summary: Summary, language: str) -> Document:
    """Put a summary into words.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    _ = in_language(language)
    marks, numbers = count(), count(1)
    return Document(
        language=language,
        title=isolated(" ".join(summary.event.title.split())),
        occasion=sentences.occasion(summary.event, _),
        introduction=_paragraphs(summary.introduction),
        attendance=_attendance(summary.participation, _mark(next(marks)), _),
        sections=tuple(_sections(summary, marks, numbers, _)),
        closing=_paragraphs(summary.closing),
        assurance=sentences.assurance(_),
    )


def _attendance(participation: Participation, mark: str, _: Wording) -> Counted:
    words = sentences.attendance(participation, _)
    bar = _bar("", participation.answered, participation.joined, words)
    return Counted(mark, words, sources.of_participation(participation, _), (bar,))


def _sections(
    summary: Summary, marks: Iterator[int], numbers: Iterator[int], _: Wording
) -> Iterator[Section]:
    for day in summary.days:
        asked = [one for one in day.questions if one.asked]
        if asked:
            yield Section(
                anchor=f"tag-{day.number}",
                heading=sentences.day_heading(day, _),
                date=day.date,
                questions=tuple(_asked(one, summary, marks, numbers, _) for one in asked),
            )
    if summary.last.asked:
        last = _asked(summary.last, summary, marks, numbers, _)
        yield Section("was-bleibt", sentences.what_stays(_), None, (last,))


def _asked(
    question: QuestionSummary,
    summary: Summary,
    marks: Iterator[int],
    numbers: Iterator[int],
    _: Wording,
) -> Asked:
    return Asked(
        text=sentences.question_text(question, _),
        count=Counted(
            mark=_mark(next(marks)),
            words=sentences.count(question, _),
            source=sources.of_count(question, _),
            bars=tuple(_bars(question, _)),
            told=not (question.tallies and question.people),
        ),
        quotes=tuple(
            Numbered(
                number=next(numbers),
                words=_words(quote),
                before=_words(quote.before) if quote.before else None,
                author=sentences.author(quote, _),
                source=sources.of_quote(question, quote, summary, _),
            )
            for quote in question.quotes
        ),
    )


def _bars(question: QuestionSummary, _: Wording) -> Iterator[Bar]:
    if not question.people:
        return
    for choice in question.tallies:
        words = sentences.tally(choice, _)
        yield _bar(sentences.label(choice, _), choice.people, question.people, words)
    for theme in question.themes:
        words = sentences.in_people(theme.label, theme.people, _)
        yield _bar(theme.label, theme.people, question.people, words)
    if question.voices:
        rest, people = str(sentences.individual_voices(_).unescape()), len(question.voices)
        yield _bar(rest, people, question.people, sentences.in_people(rest, people, _), quiet=True)
    for mention in question.mentions:
        words = sentences.in_answers(mention.word, mention.people, _, question.people)
        marked = quoted(mention.word, None, _.language)
        yield _bar(marked, mention.people, question.people, words)


def _bar(label: str, people: int, of: int, words: Markup, *, quiet: bool = False) -> Bar:
    return Bar(" ".join(label.split()), people, round(100 * people / (of or 1)), words, quiet)


def _words(quote: Quote) -> Words:
    return Words(quote.text.strip(), spoken(quote.text, quote.language))


def _paragraphs(text: str) -> tuple[str, ...]:
    """A person's text, cut at its blank lines."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(part.strip() for part in unified.split("\n\n") if part.strip())


def _mark(number: int) -> str:
    """The letter for a place from 0: a to z, then aa, ab and so on."""
    before, letter = divmod(number, 26)
    return (_mark(before - 1) if before else "") + chr(ord("a") + letter)
