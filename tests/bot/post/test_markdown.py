from hypothesis import given
from markdown_it import MarkdownIt

from bot.post.markdown import markdown
from flows.summary import Said, compile_summary
from tests.bot.post.reading import read, without_space
from tests.bot.post.samples import (
    AMIRA,
    CLEAR,
    EVENT,
    MEANING,
    SUMMARY,
    UNHURRIED,
    allowed,
    answers,
    compiled,
    flow_of,
    said,
)


def test_a_markdown_file() -> None:
    assert markdown(SUMMARY, "de") == (
        """\
# Netzwerkarbeit

Workshop am 30. und 31.\u00a0Januar 2027, Beispielhaus e.\u00a0V., Musterstadt

Es ging um erste Schritte.

5 Personen waren dabei, 4 haben geantwortet.

## Tag 1: Woran wir anknüpfen

### Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?

3 Antworten.

> Sich kennen, bevor man sich braucht.
>
> – Amira

> For me it is mostly listening.
>
> – ohne Namen

### Wie war der Tag?

3 Antworten.

- Gut: 2 Personen
- Geht so: 1 Person
- Schlecht: 0 Personen

## Tag 2: Was wir gemeinsam tun

### Wie viel Mut hast du?

2 Antworten.

- 1 (wenig): 0 Personen
- 2: 1 Person
- 3 (viel): 1 Person

## Was bleibt

### Was ist dir klar geworden?

1 Antwort.

> Ein Anruf reicht.\\
> Mehr braucht es \\<nicht\\> \\& nie.
>
> – Grace Muster

Wir brauchen keine Scheu zu haben.

*Gezählt sind Personen. Jedes Zitat hat die Person erlaubt, die es gesagt hat.*
"""
    )


def test_nothing_that_a_person_writes_means_anything_to_markdown() -> None:
    words = (
        "# Titel\n- Liste\n1. Zahl\n2) Zahl\n+ plus\n===\n    Code\n\n\n"
        "> Zitat *a* _b_ `c` [d](e) <f> &amp; |"
    )
    given = [said(1, AMIRA, MEANING, words)]
    flow = flow_of((MEANING,), (CLEAR,))
    summary = compile_summary(EVENT, flow, given, joined=1, quotes=allowed(given))
    assert """
> \\# Titel\\
> \\- Liste\\
> 1\\. Zahl\\
> 2\\) Zahl\\
> \\+ plus\\
> \\===\\
> Code
>
> \\> Zitat \\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\&amp; \\|
>
> – Amira
""" in markdown(summary, "de")


def test_a_day_whose_only_question_is_the_closing_one_has_no_heading() -> None:
    summary = compile_summary(EVENT, flow_of((MEANING,), (CLEAR,)), [], joined=1)
    assert "Tag 2" not in markdown(summary, "de")


@UNHURRIED
@given(answers())
def test_a_reader_of_the_rendered_file_sees_every_quote_as_it_was_said(given: list[Said]) -> None:
    summary = compiled(given)
    html = MarkdownIt("commonmark").render(markdown(summary, "de")).replace("<br />", "")
    seen = without_space(read(html, {"h1", "h2", "h3", "p", "blockquote", "ul", "li", "em"}).text)
    for quote in summary.quotes:
        plain = without_space(quote.text.replace("\x00", "\ufffd"))
        assert plain in seen.replace("\u2068", "").replace("\u2069", "") or plain in seen
