from io import BytesIO

import docx as word
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings

from bot.post.docx import docx
from flows.summary import Summary
from tests.bot.post.large import TWELVE
from tests.bot.post.reading import without_space
from tests.bot.post.reviewed import REVIEWED, reviewed_summaries
from tests.bot.post.samples import UNHURRIED


def opened(summary: Summary, language: str = "de") -> Document:
    return word.Document(BytesIO(docx(summary, language)))


def seen(paragraph: Paragraph) -> tuple[str, str]:
    assert paragraph.style is not None
    return (str(paragraph.style.name), paragraph.text)


def test_a_word_file_has_real_headings_and_the_numbers_of_the_other_files() -> None:
    found = [seen(paragraph) for paragraph in opened(REVIEWED).paragraphs]
    assert found[:9] == [
        ("Title", "Netzwerkarbeit"),
        ("Subtitle", "Workshop am 30.\u00a0Januar 2027, Beispielhaus e.\u00a0V., Musterstadt"),
        ("Normal", "Es ging um erste Schritte."),
        ("Normal", "7 Personen waren dabei, 6 haben geantwortet. a"),
        ("Heading 1", "Tag 1: Woran wir anknüpfen"),
        ("Subtitle", "Samstag, 30.01.2027"),
        ("Heading 2", "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?"),
        (
            "Normal",
            "6 Antworten. Vertrauen aufbauen: 3 Personen. Wissen, wer was macht: 1. "
            "Einzelne Stimmen: 1. „Weiß nicht“ oder Ähnliches: 1. b",
        ),
        ("Quote", "Sich kennen, bevor man sich braucht."),
    ]
    pair = found.index(("Quote", "Am Anfang:"))
    assert found[pair + 1 : pair + 5] == [
        ("Quote", "Sich kennen, bevor man sich braucht."),
        ("Quote", "Am Ende:"),
        ("Quote", "Ein Anruf reicht für den Anfang."),
        ("Quote Author", "– Amira 6"),
    ]
    assert found[-14:-11] == [
        ("Heading 1", "Quellen"),
        ("Heading 2", "Quellen der Zitate"),
        ("Normal", "1 Tag 1, Frage 1, Antwort von Amira"),
    ]


def test_every_mark_leads_to_its_source_and_back() -> None:
    body = opened(TWELVE).element.body
    names = [found.get(qn("w:name")) for found in body.iter(qn("w:bookmarkStart"))]
    numbers = [found.get(qn("w:id")) for found in body.iter(qn("w:bookmarkStart"))]
    links = [found.get(qn("w:anchor")) for found in body.iter(qn("w:hyperlink"))]
    assert sorted(names) == sorted(links)
    assert len(set(names)) == len(names) == 2 * (len(TWELVE.quotes) + len(TWELVE.questions) + 1)
    assert len(set(numbers)) == len(numbers)


def test_a_word_file_knows_its_language_and_that_of_each_quote() -> None:
    file = opened(REVIEWED)
    assert (file.core_properties.language, file.core_properties.title) == (
        "de-DE",
        "Netzwerkarbeit",
    )
    spoken = {
        run.text: dict(language.items())
        for paragraph in file.paragraphs
        for run in paragraph.runs
        for language in run.element.iter(qn("w:lang"))
    }
    assert spoken == {
        "For me it is mostly listening.": {qn("w:val"): "en"},
        "Довіра росте повільно, тому починаємо з малого.": {qn("w:val"): "uk"},
        "الثقة أولا، ثم العمل معا.": {qn("w:bidi"): "ar"},
    }


def test_words_from_right_to_left_are_marked_so_and_the_german_around_them_is_not() -> None:
    file = opened(REVIEWED)
    quote = next(one for one in file.paragraphs if one.text.startswith("الثقة"))
    assert len(list(quote.paragraph_format.element.iter(qn("w:bidi")))) == 1
    source = next(one for one in file.paragraphs if one.text.startswith("5 Tag 1"))
    directions = [
        (run.text, next(run.element.iter(qn("w:rtl")), None) is not None) for run in source.runs
    ]
    assert directions == [(" Tag 1, Frage 1, Antwort von ", False), ("نور الهدى", True)]
    assert not list(source.paragraph_format.element.iter(qn("w:bidi")))


@settings(UNHURRIED, max_examples=15)
@given(reviewed_summaries())
def test_any_words_give_a_word_file_that_holds_every_quote(summary: Summary) -> None:
    text = without_space("".join(one.text for one in opened(summary, "en").paragraphs))
    for quote in summary.quotes:
        words = "".join(c for c in quote.text if c.isalnum())
        assert words in "".join(c for c in text if c.isalnum())
