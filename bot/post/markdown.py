"""The post as a Markdown file (CommonMark), for websites and records."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from bot.messages.wording import Wording, in_language
from bot.post import sentences
from bot.post.typography import isolated
from flows.summary import QuestionSummary, Quote, Summary

_EATEN_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~$^#]")
_EATEN_AT_LINE_START = re.compile(r"^([+=:-])|^(\d+)([.)])")
_BLANK_LINES = re.compile(r"\n\s*\n")
_HARD_BREAK = "\\\n"


def markdown(summary: Summary, language: str) -> str:
    """The post as one Markdown document, ending in a line break.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    return "\n\n".join(_blocks(summary, in_language(language))) + "\n"


def _blocks(summary: Summary, _: Wording) -> Iterator[str]:
    yield f"# {_line(isolated(summary.event.title))}"
    yield _said(sentences.occasion(summary.event, _))
    if summary.introduction.strip():
        yield _escaped(summary.introduction.strip())
    yield _said(sentences.attendance(summary.participation, _))
    for day in summary.days:
        if day.questions:
            yield f"## {_said(sentences.day_heading(day, _))}"
        for question in day.questions:
            yield from _question(question, _)
    yield f"## {_said(sentences.what_stays(_))}"
    yield from _question(summary.last, _)
    if summary.closing.strip():
        yield _escaped(summary.closing.strip())
    yield f"*{_said(sentences.assurance(_))}*"


def _question(question: QuestionSummary, _: Wording) -> Iterator[str]:
    yield f"### {_line(sentences.question_text(question, _))}"
    yield _said(sentences.count(question, _))
    if question.tallies:
        yield "\n".join(f"- {_said(sentences.tally(choice, _))}" for choice in question.tallies)
    for quote in question.quotes:
        yield _quote(quote, _)


def _quote(quote: Quote, _: Wording) -> str:
    words = _escaped(isolated(quote.text.strip()))
    block = f"{words}\n\n– {_said(sentences.author(quote, _))}"
    return "\n".join(f"> {line}".rstrip() for line in block.split("\n"))


def _said(sentence: Markup) -> str:
    """One of the bot's sentences, which come as HTML, in one line."""
    return _line(sentence.unescape())


def _line(text: str) -> str:
    return _escaped(" ".join(text.splitlines()))


def _escaped(text: str) -> str:
    """Text in which nothing means anything to Markdown; its line breaks stay line breaks."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = (block.split("\n") for block in _BLANK_LINES.split(unified))
    return "\n\n".join(_HARD_BREAK.join(map(_escaped_line, block)) for block in blocks)


def _escaped_line(line: str) -> str:
    plain = _EATEN_ANYWHERE.sub(r"\\\g<0>", line.strip())
    return _EATEN_AT_LINE_START.sub(_behind_backslash, plain)


def _behind_backslash(found: re.Match[str]) -> str:
    """A sign gets one before it; a number that would begin a list, before its mark."""
    sign, number, mark = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{mark}"
