"""The post as a Word file, with real headings, so that people can work on with it."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx as word
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from bot.messages.wording import Wording, in_language
from bot.post import sentences
from bot.post.document import Asked, Counted, Document, Numbered, Words, document
from bot.post.word_parts import MARK, mark, number_of, plain, speaks, write
from flows.summary import Summary

_INK, _ACCENT, _QUIET = (RGBColor.from_string(one) for one in ("22201C", "1D5F58", "5C574E"))
_FONT = "Calibri"
_EARLIEST = date(1980, 1, 1)
_SIZES = {"Title": 26, "Subtitle": 11, "Heading 1": 16, "Heading 2": 12, "Quote": 11}


def docx(summary: Summary, language: str) -> bytes:
    """The post as a Word document.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    _ = in_language(language)
    post = document(summary, language)
    file = word.Document()
    _prepare(file, post, _)
    _head(file, post)
    for section in post.sections:
        write(file.add_heading(level=1), section.heading.unescape())
        if section.date is not None:
            write(file.add_paragraph(style="Subtitle"), _.long_date(section.date))
        for question in section.questions:
            _question(file, question, _)
    for paragraph in post.closing:
        write(file.add_paragraph(), paragraph, turns=True)
    write(file.add_paragraph(style="Subtitle"), post.assurance.unescape())
    _sources(file, post, _)
    written = BytesIO()
    file.save(written)
    return _without_clock(written)


def _without_clock(written: BytesIO) -> bytes:
    """The same archive without the moment of writing: the same post is the same file."""
    still = BytesIO()
    with ZipFile(written) as read, ZipFile(still, "w", ZIP_DEFLATED) as kept:
        for name in read.namelist():
            kept.writestr(ZipInfo(name), read.read(name), ZIP_DEFLATED)
    return still.getvalue()


def _prepare(file: WordDocument, post: Document, _: Wording) -> None:
    """Everything around the text: language, facts about the file, styles, page numbers."""
    speaks(file, str(_.locale).replace("_", "-"))
    facts = file.core_properties
    facts.title, facts.author, facts.comments = plain(post.title)[:255], "", ""
    days = [section.date for section in post.sections if section.date is not None]
    # Not the moment of printing: the same post is the same file.
    facts.created = facts.modified = datetime.combine(max(days, default=_EARLIEST), time(), UTC)
    _styles(file)
    (section,) = file.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    cut = "\n"
    page = str(_("Page {page} of {pages}", page=f"{cut}PAGE{cut}", pages=f"{cut}NUMPAGES{cut}"))
    for part in page.split(cut):
        if part in {"PAGE", "NUMPAGES"}:
            number_of(footer, part)
        else:
            write(footer, part)


def _styles(file: WordDocument) -> None:
    """The template's own styles in the colours of the other forms, and one for marks."""
    for name, size in _SIZES.items():
        style = file.styles[name]
        if isinstance(style, ParagraphStyle):
            style.font.size = Pt(size)
            style.font.name = _FONT
            style.font.italic = False
            style.font.color.rgb = _QUIET if name == "Subtitle" else _INK
            style.paragraph_format.keep_with_next = name != "Quote"
            for fonts in style.element.iter(qn("w:rFonts")):
                for theme in [one for one in fonts.attrib if str(one).endswith("Theme")]:
                    del fonts.attrib[theme]
    for border in file.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    quote = file.styles["Quote"]
    if isinstance(quote, ParagraphStyle):
        quote.paragraph_format.left_indent = Mm(8)
        quote.paragraph_format.space_after = Pt(2)
        quote.paragraph_format.widow_control = True
    said_by = file.styles.add_style("Quote Author", WD_STYLE_TYPE.PARAGRAPH)
    said_by.base_style = quote
    said_by.font.color.rgb, said_by.font.size = _QUIET, Pt(10)
    said_by.paragraph_format.space_after = Pt(10)
    link = file.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.superscript = _ACCENT, True


def _head(file: WordDocument, post: Document) -> None:
    write(file.add_heading(level=0), post.title, turns=True)
    write(file.add_paragraph(style="Subtitle"), post.occasion.unescape())
    for paragraph in post.introduction:
        write(file.add_paragraph(), paragraph, turns=True)
    _counted(file, post.attendance)


def _question(file: WordDocument, question: Asked, _: Wording) -> None:
    write(file.add_heading(level=2), question.text)
    _counted(file, question.count)
    if not question.count.told:
        for bar in question.count.bars:
            write(file.add_paragraph(style="List Bullet"), bar.words.unescape())
    for quote in question.quotes:
        _quote(file, quote, _)


def _counted(file: WordDocument, count: Counted) -> None:
    paragraph = file.add_paragraph()
    write(paragraph, f"{count.words.unescape()} ")
    mark(paragraph, count.mark, leads_to=f"quelle_{count.mark}", is_at=f"stelle_{count.mark}")


def _quote(file: WordDocument, quote: Numbered, _: Wording) -> None:
    if quote.before is not None:
        write(file.add_paragraph(style="Quote"), sentences.at_the_start(_).unescape())
        _said(file, quote.before, _)
        write(file.add_paragraph(style="Quote"), sentences.at_the_end(_).unescape())
    _said(file, quote.words, _)
    author = file.add_paragraph(style="Quote Author")
    write(author, f"– {quote.author.unescape()} ")
    number = str(quote.number)
    mark(author, number, leads_to=f"quelle_{number}", is_at=f"stelle_{number}")


def _said(file: WordDocument, words: Words, _: Wording) -> None:
    paragraph = file.add_paragraph(style="Quote")
    paragraph.paragraph_format.keep_with_next = True
    other = None if words.language == _.language else words.language
    write(paragraph, words.text, other, turns=True)


def _sources(file: WordDocument, post: Document, _: Wording) -> None:
    write(file.add_heading(level=1), _("Sources").unescape())
    quotes = [(str(quote.number), quote.source.unescape()) for quote in post.quotes]
    counts = [(count.mark, count.source.unescape()) for count in post.counts]
    parts = ((_("Sources of the quotes"), quotes), (_("Sources of the numbers"), counts))
    for heading, sources in parts:
        if sources:
            write(file.add_heading(level=2), heading.unescape())
        for name, source in sources:
            paragraph = file.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            mark(paragraph, name, leads_to=f"stelle_{name}", is_at=f"quelle_{name}")
            write(paragraph, f" {source}")
