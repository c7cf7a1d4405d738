import re
from dataclasses import replace

import pypdfium2
from hypothesis import given, settings

from bot.post.pdf import pdf
from flows.ids import AnswerId
from flows.summary import Quote, Summary
from tests.bot.post.large import MANY, TWELVE
from tests.bot.post.reading import without_space
from tests.bot.post.reviewed import REVIEWED, reviewed_summaries
from tests.bot.post.samples import UNHURRIED


def opened(summary: Summary, language: str = "de") -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf(summary, language))


def pages(file: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in file]


def test_a_pdf_says_what_it_is_and_is_tagged_for_screen_readers() -> None:
    made = pdf(REVIEWED, "de")
    file = pypdfium2.PdfDocument(made)
    assert file.get_metadata_value("Title") == "Netzwerkarbeit"
    assert file.is_tagged()
    assert b"/Lang(de)" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_each_quote_is_marked_with_its_language() -> None:
    made = pdf(REVIEWED, "de")
    spoken = {one for one in ("ar", "de", "en", "fr", "uk") if f"/Lang({one})".encode() in made}
    assert spoken == {"ar", "de", "en", "uk"}


def test_its_pages_are_numbered_and_its_headings_can_be_jumped_to() -> None:
    file = opened(TWELVE)
    seen = pages(file)
    assert [re.findall(r"Seite (\d+) von (\d+)", page) for page in seen] == [
        [(str(number), str(len(seen)))] for number in range(1, len(seen) + 1)
    ]
    toc = [mark.get_title() for mark in file.get_toc() if mark.level == 0]
    assert toc == [
        "Tag 1: Woran wir anknüpfen",
        "Tag 2: Was wir gemeinsam tun",
        "Was bleibt",
        "Quellen",
    ]


def test_no_heading_stands_alone_at_the_end_of_a_page() -> None:
    questions = {without_space(one.question.text.in_language("de")) for one in MANY.questions}
    for page in pages(opened(MANY)):
        *lines, _number = [line for line in page.splitlines() if line.strip()]
        assert not any(question.endswith(without_space(lines[-1])) for question in questions)


def test_it_counts_themes_and_words_and_numbers_quotes_as_the_other_files_do() -> None:
    seen = "\n".join(pages(opened(REVIEWED)))
    flat = " ".join(seen.split())
    for sentence in (
        "6 Antworten. Vertrauen aufbauen: 3 Personen. Wissen, wer was macht: 1. Einzelne "
        "Stimmen: 1. „Weiß nicht“ oder Ähnliches: 1.",
        "2 Antworten. „Anruf“: in 2 von 2 Antworten.",
        "Am Anfang: Sich kennen, bevor man sich braucht. Am Ende: Ein Anruf reicht für den "
        "Anfang. – Amira",
        "4 Tag 1, Frage 1, Antwort von Оксана",
        "e Tag 2, Frage 2: 2 Antworten. Gezählt sind die Antworten, in denen genau dieses Wort "
        "steht. Niemand hat sie gedeutet.",
    ):
        assert sentence in flat


def test_markup_of_its_own_language_means_nothing_in_what_people_write() -> None:
    words = '#panic("x") *fett* $x^2$ <label> @ref [inhalt] \\ "gerade" -- ... // nein /* */'
    summary = replace(
        REVIEWED,
        introduction=words,
        last=replace(REVIEWED.last, quotes=(Quote(AnswerId(9), words, words),)),
    )
    assert " ".join("\n".join(pages(opened(summary))).split()).count(words) >= 3


@settings(UNHURRIED, max_examples=15)
@given(reviewed_summaries())
def test_any_words_give_a_pdf(summary: Summary) -> None:
    assert len(opened(summary, "en")) >= 1
