"""The post as a web page: one file that needs nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.messages.wording import Wording, in_language
from bot.post import sentences
from bot.post.typography import isolated
from flows.summary import QuestionSummary, Summary

_TEMPLATES = Environment(
    loader=PackageLoader("bot.post"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class _Bar:
    """One option of a question; `share` is the per cent of those who answered that chose it."""

    words: Markup
    share: int


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote with its number in the page; `language` only where it is known."""

    number: int
    text: str
    author: Markup
    source: Markup
    language: str | None


@dataclass(frozen=True, slots=True)
class _Question:
    """What the page shows of one question."""

    text: str
    count: Markup
    bars: tuple[_Bar, ...]
    quotes: tuple[_Quote, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with its questions; `date` as (machine's, people's) where the day has one."""

    anchor: str
    heading: Markup
    date: tuple[str, str] | None
    questions: tuple[_Question, ...]


def page(summary: Summary, language: str) -> str:
    """The post as one self-contained HTML document, without script and without outside requests.

    Each quote has a number that leads to the list of sources at the end, which says to which
    question it was the answer.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    _ = in_language(language)
    sections = tuple(_sections(summary, _))
    questions = [question for section in sections for question in section.questions]
    return _TEMPLATES.get_template("page.html.jinja").render(
        _=_,
        title=isolated(summary.event.title),
        occasion=sentences.occasion(summary.event, _),
        introduction=_paragraphs(summary.introduction),
        attendance=sentences.attendance(summary.participation, _),
        sections=sections,
        closing=_paragraphs(summary.closing),
        assurance=sentences.assurance(_),
        quotes=[quote for question in questions for quote in question.quotes],
    )


def _sections(summary: Summary, _: Wording) -> Iterator[_Section]:
    numbers = count(1)
    for day in summary.days:
        if day.questions:
            yield _Section(
                anchor=f"tag-{day.number}",
                heading=sentences.day_heading(day, _),
                date=_date(day.date, _),
                questions=tuple(_question(question, numbers, _) for question in day.questions),
            )
    last = _question(summary.last, numbers, _)
    yield _Section("was-bleibt", sentences.what_stays(_), None, (last,))


def _question(question: QuestionSummary, numbers: Iterator[int], _: Wording) -> _Question:
    return _Question(
        text=sentences.question_text(question, _),
        count=sentences.count(question, _),
        bars=tuple(
            _Bar(sentences.tally(choice, _), round(100 * choice.people / (question.people or 1)))
            for choice in question.tallies
        ),
        quotes=tuple(
            _Quote(
                number=next(numbers),
                text=quote.text.strip(),
                author=sentences.author(quote, _),
                source=sentences.source(question, quote, _),
                language=quote.language,
            )
            for quote in question.quotes
        ),
    )


def _date(day: date | None, _: Wording) -> tuple[str, str] | None:
    return None if day is None else (day.isoformat(), _.long_date(day))


def _paragraphs(text: str) -> list[str]:
    """A person's text, cut at its blank lines."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
