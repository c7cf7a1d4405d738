"""A printer without heavy libraries: its files hold all that a real one's could show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.post.markdown import markdown
from bot.post.page import page
from bot.service.printing import Form
from flows.summary import Summary
from flows.summary_copy import dumped

PNG = b"\x89PNG\r\n\x1a\n"


def printed(summary: Summary, language: str) -> Mapping[Form, bytes]:
    """All forms of a summary."""
    everything = dumped(summary).encode()
    return {
        Form.PICTURE: PNG + everything,
        Form.HTML: page(summary, language).encode(),
        Form.FRAGMENT: b"<!-- fragment -->" + page(summary, language).encode(),
        Form.MARKDOWN: markdown(summary, language).encode(),
        Form.PDF: b"%PDF-" + everything,
        Form.DOCX: b"PK" + everything,
    }


@dataclass(slots=True)
class FakePrinter:
    """Makes files at once, unless it is broken; counts how often it was asked."""

    broken: bool = False
    asked: list[Summary] = field(default_factory=list)

    async def print(
        self, summary: Summary, language: str, forms: frozenset[Form]
    ) -> Mapping[Form, bytes]:
        """All files in these forms."""
        self.asked.append(summary)
        if self.broken:
            raise RuntimeError("out of paper")
        return {
            form: content for form, content in printed(summary, language).items() if form in forms
        }
