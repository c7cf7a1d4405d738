from hypothesis import given
from markdown_it import MarkdownIt

from bot.post.markdown import markdown
from flows.summary import Summary, compile_summary
from tests.bot.post.reading import read, without_space
from tests.bot.post.reviewed import REVIEWED, reviewed_summaries
from tests.bot.post.samples import (
    AMIRA,
    CLEAR,
    EVENT,
    MEANING,
    SUMMARY,
    UNHURRIED,
    allowed,
    flow_of,
    said,
)


def test_a_markdown_file() -> None:
    assert markdown(SUMMARY, "de") == (
        """\
# Netzwerkarbeit

Workshop am 30. und 31.\u00a0Januar 2027, Beispielhaus e.\u00a0V., Musterstadt

Es ging um erste Schritte.

5 Personen waren dabei, 4 haben geantwortet. \\[a\\]

## Tag 1: Woran wir anknüpfen

### Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?

3 Antworten. \\[b\\]

> Sich kennen, bevor man sich braucht.
>
> – Amira \\[1\\]

> For me it is mostly listening.
>
> – ohne Namen \\[2\\]

### Wie war der Tag?

3 Antworten. \\[c\\]

- Gut: 2 Personen
- Geht so: 1 Person
- Schlecht: 0 Personen

## Tag 2: Was wir gemeinsam tun

### Wie viel Mut hast du?

2 Antworten. \\[d\\]

- 1 (wenig): 0 Personen
- 2: 1 Person
- 3 (viel): 1 Person

## Was bleibt

### Was ist dir klar geworden?

1 Antwort. \\[e\\]

> Ein Anruf reicht.\\
> Mehr braucht es \\<nicht\\> \\& nie.
>
> – Grace Muster \\[3\\]

Wir brauchen keine Scheu zu haben.

*Gezählt sind Personen. Jedes Zitat hat die Person erlaubt, die es gesagt hat.*

## Quellen der Zitate

1. Tag 1, Frage 1, Antwort von Amira
2. Tag 1, Frage 1, Antwort ohne Namen
3. Tag 2, Frage 2, Antwort von Grace Muster

## Quellen der Zahlen

- \\[a\\] Gezählt sind alle, die dabei waren, und alle, die mindestens eine Frage \
beantwortet haben; zusammen gaben sie 9 Antworten.
- \\[b\\] Tag 1, Frage 1: 3 Antworten.
- \\[c\\] Tag 1, Frage 2: 3 Antworten. Gezählt ist, was die Personen ausgewählt haben.
- \\[d\\] Tag 2, Frage 1: 2 Antworten. Gezählt ist, was die Personen ausgewählt haben.
- \\[e\\] Tag 2, Frage 2: 1 Antwort.
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
> – Amira \\[1\\]
""" in markdown(summary, "de")


def test_a_day_whose_only_question_is_the_closing_one_has_no_heading() -> None:
    summary = compile_summary(EVENT, flow_of((MEANING,), (CLEAR,)), [], joined=1)
    assert "Tag 2:" not in markdown(summary, "de")


def test_what_was_said_at_the_start_stands_before_what_was_said_at_the_end() -> None:
    assert """
2 Antworten. „Anruf“: in 2 von 2 Antworten. \\[e\\]

> Am Anfang:
>
> Sich kennen, bevor man sich braucht.
>
> Am Ende:
>
> Ein Anruf reicht für den Anfang.
>
> – Amira \\[6\\]
""" in markdown(REVIEWED, "de")


@UNHURRIED
@given(reviewed_summaries())
def test_a_reader_of_the_rendered_file_sees_every_quote_as_it_was_said(summary: Summary) -> None:
    html = MarkdownIt("commonmark").render(markdown(summary, "de")).replace("<br />", "")
    seen = without_space(
        read(html, {"h1", "h2", "h3", "p", "blockquote", "ul", "ol", "li", "em"}).text
    )
    for quote in summary.quotes:
        plain = without_space(quote.text.replace("\x00", "\ufffd"))
        assert plain in seen.replace("\u2068", "").replace("\u2069", "") or plain in seen
