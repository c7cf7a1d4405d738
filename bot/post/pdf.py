"""The post as a PDF: A4, tagged for screen readers (PDF/UA-1), pages numbered, with its letters.

It is set by Typst from a template. What people wrote goes in as data, never as markup, so nothing
that they type can mean anything there.
"""

import json
from importlib.resources import files

import typst

from bot.messages.wording import Wording, in_language
from bot.post import sentences
from bot.post.document import Asked, Counted, Document, Numbered, Words, document
from bot.post.fonts import FALLBACKS, FOLDER, LAST_RESORT
from bot.post.typography import printable, reads_from_right
from flows.summary import Summary


def pdf(summary: Summary, language: str) -> bytes:
    """The post as a PDF document.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    post = document(summary, language)
    compiler = typst.Compiler(
        files("bot.post").joinpath("templates", "post.typ").read_bytes(),
        font_paths=typst.Fonts(
            # What no family of ours has, a family of the machine may have.
            include_system_fonts=True,
            include_embedded_fonts=False,
            font_paths=[FOLDER, *LAST_RESORT],
        ),
        sys_inputs={"post": json.dumps(_printable(_plain(post, in_language(language))))},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(made, bytes):  # only pictures come as a page each
        raise TypeError(type(made).__name__)
    return made


def _plain(post: Document, _: Wording) -> dict[str, object]:
    """The document as the template reads it: no HTML any more."""
    return {
        "language": post.language,
        "fonts": ["Noto Sans", *FALLBACKS, "Last Resort High-Efficiency"],
        # A document without a title is none to a screen reader.
        "title": post.title if post.title.strip() else post.occasion.unescape(),
        "occasion": post.occasion.unescape(),
        "introduction": [_own(paragraph) for paragraph in post.introduction],
        "attendance": _counted(post.attendance),
        "sections": [
            {
                "heading": section.heading.unescape(),
                "date": _.long_date(section.date) if section.date else None,
                "questions": [_asked(question) for question in section.questions],
            }
            for section in post.sections
        ],
        "closing": [_own(paragraph) for paragraph in post.closing],
        "assurance": post.assurance.unescape(),
        "quotes": [
            {"mark": str(quote.number), "source": quote.source.unescape()} for quote in post.quotes
        ],
        "counts": [{"mark": one.mark, "source": one.source.unescape()} for one in post.counts],
        "words": {
            "sources": _("Sources").unescape(),
            "quotes": _("Sources of the quotes").unescape(),
            "counts": _("Sources of the numbers").unescape(),
            "start": sentences.at_the_start(_).unescape(),
            "end": sentences.at_the_end(_).unescape(),
            "page": _("Page {page} of {pages}", page="{page}", pages="{pages}").unescape(),
        },
    }


def _printable(value: object) -> object:
    match value:
        case str():
            return printable(value)
        case list():
            return [_printable(one) for one in value]
        case dict():
            return {name: _printable(one) for name, one in value.items()}
        case _:
            return value


def _asked(question: Asked) -> dict[str, object]:
    return {
        "text": question.text,
        "count": _counted(question.count),
        "quotes": [_quote(quote) for quote in question.quotes],
    }


def _counted(count: Counted) -> dict[str, object]:
    return {
        "mark": count.mark,
        "words": count.words.unescape(),
        "told": count.told,
        "bars": [
            {
                "label": bar.label,
                "people": str(bar.people),
                "share": bar.share,
                "words": bar.words.unescape(),
                "quiet": bar.quiet,
            }
            for bar in count.bars
        ],
    }


def _quote(quote: Numbered) -> dict[str, object]:
    return {
        "mark": str(quote.number),
        "before": None if quote.before is None else _words(quote.before),
        "words": _words(quote.words),
        "author": quote.author.unescape(),
    }


def _own(paragraph: str) -> dict[str, object]:
    return _words(Words(paragraph, None))


def _words(words: Words) -> dict[str, object]:
    primary = (words.language or "").partition("-")[0]
    return {
        "text": words.text,
        # Typst knows languages of two or three letters.
        "language": primary if len(primary) in {2, 3} else None,
        "from-right": reads_from_right(words.text),
    }
