"""The post as a Markdown file (CommonMark), for websites and records."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.wording import Wording, in_language
from bot.post import sentences
from bot.post.document import Asked, Counted, Document, Numbered, Words, document
from flows.summary import Summary

_EATEN_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~$^#]")
_EATEN_AT_LINE_START = re.compile(r"^([+=:-])|^(\d+)([.)])")
_BLANK_LINES = re.compile(r"\n\s*\n")
_HARD_BREAK = "\\\n"


def markdown(summary: Summary, language: str) -> str:
    """The post as one Markdown document, ending in a line break.

    Quotes have numbers and counts have letters, as in all files; the sources stand at the end.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    return "\n\n".join(_blocks(document(summary, language), in_language(language))) + "\n"


def _blocks(post: Document, _: Wording) -> Iterator[str]:
    yield f"# {_line(post.title)}"
    yield _said(post.occasion)
    yield from map(_escaped, post.introduction)
    yield _counted(post.attendance)
    for section in post.sections:
        yield f"## {_said(section.heading)}"
        for question in section.questions:
            yield from _question(question, _)
    yield from map(_escaped, post.closing)
    yield f"*{_said(post.assurance)}*"
    if post.quotes:
        yield f"## {_said(_('Sources of the quotes'))}"
        yield "\n".join(f"{quote.number}. {_said(quote.source)}" for quote in post.quotes)
    yield f"## {_said(_('Sources of the numbers'))}"
    yield "\n".join(f"- {_marked(count.mark)} {_said(count.source)}" for count in post.counts)


def _question(question: Asked, _: Wording) -> Iterator[str]:
    yield f"### {_line(question.text)}"
    yield _counted(question.count)
    if not question.count.told:
        yield "\n".join(f"- {_said(bar.words)}" for bar in question.count.bars)
    for quote in question.quotes:
        yield _quote(quote, _)


def _counted(count: Counted) -> str:
    return f"{_said(count.words)} {_marked(count.mark)}"


def _quote(quote: Numbered, _: Wording) -> str:
    blocks = [_words(quote.words), f"– {_said(quote.author)} {_marked(quote.number)}"]
    if quote.before is not None:
        start, end = _said(sentences.at_the_start(_)), _said(sentences.at_the_end(_))
        blocks = [start, _words(quote.before), end, *blocks]
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def _words(words: Words) -> str:
    return _escaped(isolated(words.text))


def _marked(mark: object) -> str:
    return f"\\[{mark}\\]"


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
