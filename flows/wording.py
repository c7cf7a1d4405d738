"""Whether a text of a flow can be sent."""

import re
import unicodedata
from collections.abc import Iterator

from flows.form import PLACEHOLDERS, TextsForm
from flows.mistakes import plain
from flows.sentence import Sentence

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def utf16_length(text: str) -> int:
    """How long Telegram finds a text: the Bot API counts UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def faults(text: str, form: TextsForm) -> Iterator[tuple[Sentence, Sentence]]:
    """Everything that is wrong with one text, each with what would be right."""
    if not any(unicodedata.category(c)[0] in "LNPS" for c in text):
        right = Sentence("Write something, or take the whole entry out.")
        yield Sentence("The text is empty."), right
        return
    length = utf16_length(text)
    if length > form.limit:
        wrong = Sentence(
            "The text has {length} characters; {limit} fit.", length=length, limit=form.limit
        )
        yield wrong, Sentence("Make it shorter by {excess}.", excess=length - form.limit)
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in text.replace("\n", "")):
        wrong = Sentence("The text holds an invisible character.")
        yield wrong, Sentence("Type it again without backslashes.")
    if "\n" in text and not form.lines:
        yield Sentence("The text has several lines."), Sentence("Write it on one line.")
    yield from _braces(text, form)


def _braces(text: str, form: TextsForm) -> Iterator[tuple[Sentence, Sentence]]:
    known = [f"{{{name}}}" for name in PLACEHOLDERS] if form.placeholders else []
    used = _BRACES.findall(text)
    for brace in dict.fromkeys(used):
        written = plain(brace)
        if not known:
            wrong = Sentence("`{brace}` would not be filled in here.", brace=written)
            right = Sentence(
                "Only `opening` and `closing` have placeholders; leave the braces out."
            )
            yield wrong, right
        elif brace not in known:
            right = Sentence("Use only {known}.", known=", ".join(f"`{name}`" for name in known))
            yield Sentence("`{brace}` is no placeholder.", brace=written), right
        elif used.count(brace) > 1:
            wrong = Sentence("`{brace}` stands there twice.", brace=written)
            yield wrong, Sentence("Once is enough.")
