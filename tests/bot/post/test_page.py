import re
from collections import Counter

from hypothesis import given

from bot.post.page import page
from flows.summary import Said, compile_summary
from tests.bot.post.reading import Reader, read
from tests.bot.post.samples import (
    CLEAR,
    EVENT,
    MEANING,
    SUMMARY,
    UNHURRIED,
    answers,
    compiled,
    flow_of,
)


def attributes(reader: Reader, tag: str) -> list[dict[str, str | None]]:
    return [found for name, found in reader.tags if name == tag]


def visible(html: str) -> list[str]:
    return [line.strip() for line in read(html).text.split("\n") if line.strip()]


def test_the_page_reads_like_the_post() -> None:
    occasion = "Workshop am 30. und 31.\u00a0Januar 2027, Beispielhaus e.\u00a0V., Musterstadt"
    assert visible(page(SUMMARY, "de")) == [
        f"Netzwerkarbeit – {occasion}",
        "Zum Inhalt springen",
        "Netzwerkarbeit",
        occasion,
        "Es ging um erste Schritte.",
        "5 Personen waren dabei, 4 haben geantwortet.",
        "Tag 1: Woran wir anknüpfen",
        "Samstag, 30.01.2027",
        "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?",
        "3 Antworten.",
        "Sich kennen, bevor man sich braucht.",
        "Amira 1",
        "For me it is mostly listening.",
        "ohne Namen 2",
        "Wie war der Tag?",
        "3 Antworten.",
        "Gut: 2 Personen",
        "Geht so: 1 Person",
        "Schlecht: 0 Personen",
        "Tag 2: Was wir gemeinsam tun",
        "Sonntag, 31.01.2027",
        "Wie viel Mut hast du?",
        "2 Antworten.",
        "1 (wenig): 0 Personen",
        "2: 1 Person",
        "3 (viel): 1 Person",
        "Was bleibt",
        "Was ist dir klar geworden?",
        "1 Antwort.",
        "Ein Anruf reicht.",
        "Mehr braucht es <nicht> & nie.",
        "Grace Muster 3",
        "Wir brauchen keine Scheu zu haben.",
        "Gezählt sind Personen. Jedes Zitat hat die Person erlaubt, die es gesagt hat.",
        "Quellen der Zitate",
        "Tag 1, Frage 1, Antwort von Amira ↑",
        "Tag 1, Frage 1, Antwort ohne Namen ↑",
        "Tag 2, Frage 2, Antwort von Grace Muster ↑",
    ]


def test_each_quote_leads_to_its_source_and_back() -> None:
    reader = read(page(SUMMARY, "de"))
    ids = {found["id"] for _, found in reader.tags if "id" in found}
    links = [found["href"] for found in attributes(reader, "a")]
    assert links == [
        "#inhalt",
        *("#quelle-1", "#quelle-2", "#quelle-3"),
        *("#zitat-1", "#zitat-2", "#zitat-3"),
    ]
    assert {str(link).removeprefix("#") for link in links} <= ids


def test_a_quote_in_another_language_says_which() -> None:
    quotes = attributes(read(page(SUMMARY, "de")), "blockquote")
    assert quotes == [{"id": "zitat-1"}, {"id": "zitat-2", "lang": "en"}, {"id": "zitat-3"}]


def test_bars_show_the_share_of_those_who_answered() -> None:
    bars = [
        found["width"]
        for found in attributes(read(page(SUMMARY, "de")), "rect")
        if found["class"] == "share"
    ]
    assert bars == ["67", "33", "0", "0", "50", "50"]


def test_an_english_page_is_marked_as_english() -> None:
    reader = read(page(SUMMARY, "en"))
    assert attributes(reader, "html") == [{"lang": "en"}]
    assert "Skip to the content" in reader.text


def test_the_page_needs_nothing_from_outside_and_runs_nothing() -> None:
    html = page(SUMMARY, "de")
    assert not re.search(r"https?:|//|@import|url\(|<script|<img|<link|\son\w+=|srcset", html)


def test_a_page_without_answers_has_no_list_of_sources() -> None:
    summary = compile_summary(EVENT, flow_of((MEANING,), (CLEAR,)), [], joined=0)
    lines = visible(page(summary, "de"))
    assert "Quellen der Zitate" not in lines
    assert "Tag 2: Was wir gemeinsam tun" not in lines


def luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_is_readable_in_the_light_in_the_dark_and_on_paper() -> None:
    # WCAG 2.2, success criteria 1.4.3 (4.5 to 1 for text) and 1.4.11 (3 to 1 for charts).
    palettes = [
        dict(re.findall(r"--(\w+): #([0-9a-f]+);", block))
        for block in re.findall(r":root \{(.*?)\}", page(SUMMARY, "de"), re.DOTALL)
    ]
    assert len(palettes) == 3
    for colours in palettes:
        for text in ("ink", "quiet", "accent"):
            assert contrast(colours[text], colours["paper"]) >= 4.5
            assert contrast(colours[text], colours["card"]) >= 4.5
        assert contrast(colours["accent"], colours["whole"]) >= 3


@UNHURRIED
@given(answers())
def test_any_words_give_a_well_formed_page_with_every_id_once(given: list[Said]) -> None:
    reader = read(page(compiled(given), "de"))
    ids = Counter(found["id"] for _, found in reader.tags if "id" in found)
    assert set(ids.values()) == {1}
