"""Whether a text of a flow can be sent."""

import re
import unicodedata
from collections.abc import Iterator

from flows.form import PLACEHOLDERS, TextsForm
from flows.mistakes import shown

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def utf16_length(text: str) -> int:
    """How long Telegram finds a text: the Bot API counts UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def faults(text: str, form: TextsForm) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with one text, each with what would be right."""
    if not any(unicodedata.category(c)[0] in "LNPS" for c in text):
        yield "The text is empty.", "Write something, or take the whole entry out."
        return
    length = utf16_length(text)
    if length > form.limit:
        wrong = f"The text has {length:,} characters; {form.limit:,} fit."
        yield wrong, f"Make it shorter by {length - form.limit:,}."
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in text.replace("\n", "")):
        yield "The text holds an invisible character.", "Type it again without backslashes."
    if "\n" in text and not form.lines:
        yield "The text has several lines.", "Write it on one line."
    yield from _braces(text, form)


def _braces(text: str, form: TextsForm) -> Iterator[tuple[str, str]]:
    known = [f"{{{name}}}" for name in PLACEHOLDERS] if form.placeholders else []
    used = _BRACES.findall(text)
    for brace in dict.fromkeys(used):
        if not known:
            wrong = f"{shown(brace)} would not be filled in here."
            yield wrong, "Only `opening` and `closing` have placeholders; leave the braces out."
        elif brace not in known:
            right = f"Use only {', '.join(f'`{name}`' for name in known)}."
            yield f"{shown(brace)} is no placeholder.", right
        elif used.count(brace) > 1:
            yield f"{shown(brace)} stands there twice.", "Once is enough."
