"""What a reader sees of HTML, and whether it is well formed."""

from html.parser import HTMLParser

VOID = {"meta", "br"}
TELEGRAM_TAGS = {"b", "i", "blockquote", "a", "code"}


class Reader(HTMLParser):
    """Collects the visible text; fails where tags are not closed in order."""

    def __init__(self, only: set[str] | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.only = only
        self.text = ""
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert self.only is None or tag in self.only
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def read(html: str, only: set[str] | None = None) -> Reader:
    reader = Reader(only)
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def without_space(text: str) -> str:
    return "".join(text.split())
