"""The forms in which a post goes out as a file or a picture."""

from enum import StrEnum
from typing import assert_never

from bot.post.markdown import markdown
from bot.post.page import fragment, page
from flows.summary import Summary


class Form(StrEnum):
    """A form of the post; the value is what it is called between processes."""

    PICTURE = "picture"
    HTML = "html"
    FRAGMENT = "fragment"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"

    @property
    def ending(self) -> str:
        """What stands behind the name of the file: `.pdf`; for the fragment `-fragment.html`."""
        endings = {Form.PICTURE: ".png", Form.MARKDOWN: ".md", Form.FRAGMENT: "-fragment.html"}
        return endings.get(self, f".{self}")


def made(form: Form, summary: Summary, language: str) -> bytes:
    """The post in one form.

    A picture, a PDF and a Word file load libraries that fill tens of megabytes: this is for a
    process that ends soon.

    Args:
        form: which one.
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    match form:
        case Form.HTML:
            return page(summary, language).encode()
        case Form.FRAGMENT:
            return fragment(summary, language).encode()
        case Form.MARKDOWN:
            return markdown(summary, language).encode()
        case Form.PICTURE:
            from bot.post.picture import picture  # noqa: PLC0415 - a large library

            return picture(summary, language)
        case Form.PDF:
            from bot.post.pdf import pdf  # noqa: PLC0415 - a large library

            return pdf(summary, language)
        case Form.DOCX:
            from bot.post.docx import docx  # noqa: PLC0415 - a large library

            return docx(summary, language)
        case _:
            assert_never(form)
