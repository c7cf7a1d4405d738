import re
from collections import Counter

from hypothesis import given

from bot.post.page import fragment, page
from flows.summary import Summary, compile_summary
from tests.bot.post.reading import Reader, read, without_space
from tests.bot.post.reviewed import REVIEWED, reviewed_summaries
from tests.bot.post.samples import CLEAR, EVENT, MEANING, SUMMARY, UNHURRIED, flow_of


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
        "5 Personen waren dabei, 4 haben geantwortet. a",
        "Tag 1: Woran wir anknüpfen",
        "Samstag, 30.01.2027",
        "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?",
        "3 Antworten. b",
        "Sich kennen, bevor man sich braucht.",
        "Amira 1",
        "For me it is mostly listening.",
        "ohne Namen 2",
        "Wie war der Tag?",
        "3 Antworten. c",
        "Gut: 2 Personen",
        "Geht so: 1 Person",
        "Schlecht: 0 Personen",
        "Tag 2: Was wir gemeinsam tun",
        "Sonntag, 31.01.2027",
        "Wie viel Mut hast du?",
        "2 Antworten. d",
        "1 (wenig): 0 Personen",
        "2: 1 Person",
        "3 (viel): 1 Person",
        "Was bleibt",
        "Was ist dir klar geworden?",
        "1 Antwort. e",
        "Ein Anruf reicht.",
        "Mehr braucht es <nicht> & nie.",
        "Grace Muster 3",
        "Wir brauchen keine Scheu zu haben.",
        "Gezählt sind Personen. Jedes Zitat hat die Person erlaubt, die es gesagt hat.",
        "Quellen der Zitate",
        "Tag 1, Frage 1, Antwort von Amira ↑",
        "Tag 1, Frage 1, Antwort ohne Namen ↑",
        "Tag 2, Frage 2, Antwort von Grace Muster ↑",
        "Quellen der Zahlen",
        "Gezählt sind alle, die dabei waren, und alle, die mindestens eine Frage beantwortet "
        "haben; zusammen gaben sie 9 Antworten. ↑",
        "Tag 1, Frage 1: 3 Antworten. ↑",
        "Tag 1, Frage 2: 3 Antworten. Gezählt ist, was die Personen ausgewählt haben. ↑",
        "Tag 2, Frage 1: 2 Antworten. Gezählt ist, was die Personen ausgewählt haben. ↑",
        "Tag 2, Frage 2: 1 Antwort. ↑",
    ]


def test_the_page_of_a_reviewed_workshop_counts_themes_and_words() -> None:
    lines = visible(page(REVIEWED, "de"))
    start = lines.index("Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?")
    assert lines[start + 1 : start + 5] == [
        "6 Antworten. Vertrauen aufbauen: 3 Personen. Wissen, wer was macht: 1. "
        "Einzelne Stimmen: 1. „Weiß nicht“ oder Ähnliches: 1. b",
        "Vertrauen aufbauen 3",
        "Wissen, wer was macht 1",
        "Einzelne Stimmen 1",
    ]
    start = lines.index("Was ist dir klar geworden?")
    assert lines[start + 1 : start + 8] == [
        "2 Antworten. „Anruf“: in 2 von 2 Antworten. e",
        "„Anruf“ 2",
        "Am Anfang:",
        "Sich kennen, bevor man sich braucht.",
        "Am Ende:",
        "Ein Anruf reicht für den Anfang.",
        "Amira 6",
    ]
    assert "Tag 2, Frage 2, Antwort von Amira; am Anfang: Tag 1, Frage 1 ↑" in lines
    assert lines[-4:] == [
        "Tag 1, Frage 1: 6 Antworten. Die Moderation hat bestätigt, welche Antworten dasselbe "
        "sagen. Jede Person zählt in einem Thema einmal. ↑",
        "Tag 1, Frage 2: 2 Antworten. Gezählt ist, was die Personen ausgewählt haben. ↑",
        "Tag 2, Frage 1: 0 Antworten. ↑",
        "Tag 2, Frage 2: 2 Antworten. Gezählt sind die Antworten, in denen genau dieses Wort "
        "steht. Niemand hat sie gedeutet. ↑",
    ]


def test_numbers_that_stand_in_the_sentence_are_not_read_out_twice() -> None:
    lists = attributes(read(page(REVIEWED, "de")), "ul")
    assert lists == [
        {"class": "bars", "aria-hidden": "true"},
        {"class": "bars"},
        {"class": "bars", "aria-hidden": "true"},
    ]


def test_each_quote_and_each_count_leads_to_its_source_and_back() -> None:
    reader = read(page(SUMMARY, "de"))
    ids = {found["id"] for _, found in reader.tags if "id" in found}
    links = [found["href"] for found in attributes(reader, "a")]
    assert links == [
        "#inhalt",
        *("#quelle-a", "#quelle-b", "#quelle-1", "#quelle-2", "#quelle-c", "#quelle-d"),
        *("#quelle-e", "#quelle-3"),
        *("#zitat-1", "#zitat-2", "#zitat-3"),
        *("#zahl-a", "#zahl-b", "#zahl-c", "#zahl-d", "#zahl-e"),
    ]
    assert {str(link).removeprefix("#") for link in links} <= ids


def test_words_in_another_language_say_which_also_where_it_is_not_known() -> None:
    spoken = [
        found.get("lang")
        for found in attributes(read(page(REVIEWED, "de")), "p")
        if "dir" in found and "class" not in found
    ]
    assert spoken == [None, None, "en", "uk", "ar", None, None]


def test_bars_show_the_share_of_those_who_answered() -> None:
    bars = [
        found["width"]
        for found in attributes(read(page(SUMMARY, "de")), "rect")
        if found["class"] == "share"
    ]
    assert bars == ["80", "67", "33", "0", "0", "50", "50"]


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


def test_a_fragment_stands_in_a_page_that_is_there() -> None:
    html = fragment(REVIEWED, "de")
    reader = read(html)
    tags = {"div", "h2", "h3", "h4", "p", "a", "ul", "li", "blockquote", "em"}
    assert {tag for tag, _ in reader.tags} == tags
    assert {name for _, found in reader.tags for name in found} <= {
        *("lang", "dir", "id", "href", "aria-label"),
    }
    ids = {found["id"] for _, found in reader.tags if "id" in found}
    links = {str(found["href"]).removeprefix("#") for found in attributes(reader, "a")}
    assert ids == links
    assert all(str(name).startswith("nachklang-") for name in ids)


def test_a_fragment_keeps_the_lines_of_what_was_said() -> None:
    assert (
        '<p dir="auto">Ein Anruf reicht.<br>\nMehr braucht es &lt;nicht&gt; &amp; nie.</p>'
        in fragment(SUMMARY, "de")
    )


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
        for bar in ("accent", "rest"):
            assert contrast(colours[bar], colours["whole"]) >= 3


@UNHURRIED
@given(reviewed_summaries())
def test_any_words_give_well_formed_html_with_every_id_once(summary: Summary) -> None:
    for html in (page(summary, "de"), fragment(summary, "en")):
        reader = read(html)
        ids = Counter(found["id"] for _, found in reader.tags if "id" in found)
        assert set(ids.values()) == {1}
        for quote in summary.quotes:
            assert without_space(quote.text) in without_space(reader.text)
