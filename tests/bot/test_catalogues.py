"""Every sentence of the bot in every language, and each as the house writes it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.bot.sentence_values import sentence_values

BOT = Path(str(files("bot")))
TEMPLATES = [("**.jinja", "jinja2.ext:babel_extract")]
KEYWORDS = {"_": None, "many": (1, 2)}
"""How a sentence is asked for: `_("…")` and `_.many("…", "…", n)`, with a Wording named `_`."""

TRANSLATED = ("de",)


def sentences(folder: Path = BOT) -> set[tuple[str, ...]]:
    """All sentences in the code of a folder: (sentence,) or (singular, plural)."""
    templates = extract_from_dir(folder, TEMPLATES, keywords=KEYWORDS)
    found = {_key(message) for _file, _line, message, _comments, _context in templates}
    for path in folder.rglob("*.py"):
        found |= set(_asked_for(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def _asked_for(module: ast.Module) -> Iterator[tuple[str, ...]]:
    """The sentences of Python code, by its syntax tree.

    Babel's own extractor reads tokens, and takes the Wording that is handed on within the
    arguments (`count=in_words(_, n)`) for the beginning of another sentence.
    """
    for node in ast.walk(module):
        match node:
            case ast.Call(ast.Name("_"), [ast.Constant(str() as sentence), *_rest]):
                yield (sentence,)
            case ast.Call(
                ast.Attribute(ast.Name("_"), "many"),
                [ast.Constant(str() as one), ast.Constant(str() as more), *_rest],
            ):
                yield (one, more)
            case ast.Call(ast.Name("_") | ast.Attribute(ast.Name("_"), "many")):
                pytest.fail(f"line {node.lineno}: a sentence that is no literal")


def all_sentences() -> set[tuple[str, ...]]:
    """What the code asks for in a language, and the sentences that it holds as values."""
    return sentences() | {(text,) for text in sentence_values()}


def catalogue(language: str) -> Catalog:
    with (BOT / "locales" / language / "LC_MESSAGES" / "nachklang.po").open("rb") as file:
        return read_po(file, locale=language)


def entries(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def pairs(language: str) -> list[tuple[str, str]]:
    """Each English form with the translation that stands for it."""
    found: list[tuple[str, str]] = []
    for message in entries(language):
        if isinstance(message.id, str):
            found.append((message.id, str(message.string)))
        else:
            found.extend(zip(message.id, message.string or (), strict=True))
    return found


def _key(message: str | Sequence[str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def tags(text: str) -> Counter[str]:
    return Counter(re.findall(r"</?[a-z-]+", text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_lacks_its_translation(language: str) -> None:
    assert all_sentences() - {_key(message.id) for message in entries(language)} == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    assert {_key(message.id) for message in entries(language)} - all_sentences() == set()
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_translated_twice(language: str) -> None:
    text = (BOT / "locales" / language / "LC_MESSAGES" / "nachklang.po").read_text("utf-8")
    ids = Counter(re.findall(r"^msgid (.+(?:\n\".*)*)", text, re.MULTILINE))
    assert [sentence for sentence, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_empty_or_unsure(language: str) -> None:
    assert [message.id for message in entries(language) if message.fuzzy] == []
    assert [english for english, translated in pairs(language) if not translated.strip()] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_fill_in_the_same_facts_with_the_same_marks(language: str) -> None:
    different = [
        (english, translated)
        for english, translated in pairs(language)
        if placeholders(english) != placeholders(translated) or tags(english) != tags(translated)
    ]
    assert different == []


def test_german_says_du_and_quotes_the_german_way() -> None:
    formal = re.compile(r"(?<=[a-zäöüß,;] )(Sie|Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer)\b")
    german = [translated for _, translated in pairs("de")]
    assert [text for text in german if formal.search(text)] == []
    assert [text for text in german if text.count("„") != text.count("“")] == []
    assert [text for text in german if set(text) & set("”\"'")] == []


def test_english_quotes_the_english_way() -> None:
    english = [form for sentence in all_sentences() for form in sentence]
    assert [text for text in english if text.count("“") != text.count("”")] == []
    assert [text for text in english if "„" in text or '"' in text] == []


def test_nobody_is_shouted_at() -> None:
    texts = [form for sentence in all_sentences() for form in sentence]
    texts += [translated for _, translated in pairs("de")]
    assert [text for text in texts if "!" in text.replace("`!`", "")] == []
