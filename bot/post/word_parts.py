"""What python-docx has no words for: languages, reading direction, bookmarks, links, page numbers.

The elements are those of WordprocessingML (ECMA-376, part 1, chapter 17).
"""

import unicodedata
from itertools import count, pairwise

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bot.messages.direction import bare
from bot.post.typography import printable, reads_from_right

MARK = "Mark"
"""The name of the style of links to sources."""

_STRONG = {"L": False, "R": True, "AL": True}


def speaks(document: Document, locale: str) -> None:
    """Make a language (`de-DE`) that of all text which says nothing else."""
    defaults = next(document.styles.element.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    if defaults is None:  # never so in the template that comes with the library
        raise LookupError("w:rPr")
    for known in defaults.findall(qn("w:lang")):
        defaults.remove(known)
    defaults.append(_element("w:lang", val=locale, eastAsia=locale, bidi="ar-SA"))
    document.core_properties.language = locale


def write(
    paragraph: Paragraph, text: str, language: str | None = None, *, turns: bool = False
) -> None:
    """Add a text: its lines, its language, and each direction in runs of its own.

    Args:
        paragraph: where to.
        text: the words.
        language: IETF tag, where it is another one than the document's.
        turns: whether the paragraph is to read as the text does, perhaps from right to left.
    """
    words = plain(text)
    from_right = turns and reads_from_right(words)
    if from_right:
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for part, backwards in _runs(words, base=from_right):
        properties = paragraph.add_run(part).element.get_or_add_rPr()
        if backwards:
            properties.append(OxmlElement("w:rtl"))
        if language is not None and language != "und":
            properties.append(_element("w:lang", **{"bidi" if backwards else "val": language}))


def plain(text: str) -> str:
    """Text without what XML cannot hold, and without marks of direction: runs have one each."""
    return printable(bare(text))


def mark(paragraph: Paragraph, text: str, *, leads_to: str, is_at: str) -> None:
    """Add a link to another place of the document, which can itself be led to.

    Args:
        paragraph: where to.
        text: what stands there.
        leads_to: the name of the other place.
        is_at: its own name; names consist of letters, digits and `_`.
    """
    number = str(next(_bookmarks(paragraph)))
    link = _element("w:hyperlink", anchor=leads_to)
    run = Run(OxmlElement("w:r"), paragraph)
    run.text = text
    run.style = MARK
    link.append(run.element)
    for part in (
        _element("w:bookmarkStart", id=number, name=is_at),
        link,
        _element("w:bookmarkEnd", id=number),
    ):
        paragraph.paragraph_format.element.append(part)


def number_of(paragraph: Paragraph, field: str) -> None:
    """Add a number that the word processor knows: `PAGE`, or `NUMPAGES`."""
    simple = _element("w:fldSimple", instr=field)
    run = Run(OxmlElement("w:r"), paragraph)
    run.text = "1"
    simple.append(run.element)
    paragraph.paragraph_format.element.append(simple)


def _runs(text: str, *, base: bool) -> list[tuple[str, bool]]:
    """The text in parts of one direction; what has none goes with both neighbours or the base."""
    strong = [
        (place, _STRONG[kind])
        for place, kind in enumerate(map(unicodedata.bidirectional, text))
        if kind in _STRONG
    ]
    around = [(-1, base), *strong, (len(text), base)]
    directions: list[bool] = []
    for (start, before), (end, after) in pairwise(around):
        directions += [before] * (start >= 0)
        directions += [before if before == after else base] * (end - start - 1)
    cuts = [0, *(n for n in range(1, len(text)) if directions[n] != directions[n - 1]), len(text)]
    return [(text[start:end], directions[start]) for start, end in pairwise(cuts) if start < end]


def _bookmarks(paragraph: Paragraph) -> "count[int]":
    """Numbers that no bookmark of the document has yet."""
    body = paragraph.part.element
    return count(sum(1 for _ in body.iter(qn("w:bookmarkStart"))))


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
