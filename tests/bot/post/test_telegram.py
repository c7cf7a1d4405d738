from dataclasses import replace

from hypothesis import given

from bot.post.splitting import units
from bot.post.telegram import post_parts
from flows.ids import QuestionId
from flows.script import Question
from flows.summary import Said, compile_summary
from tests.bot.post.reading import TELEGRAM_TAGS, read
from tests.bot.post.reviewed import REVIEWED
from tests.bot.post.samples import (
    AMIRA,
    ANSWERS,
    CLEAR,
    COURAGE,
    DILAN,
    EVENT,
    FLOW,
    GRACE,
    MEANING,
    MOOD,
    SUMMARY,
    UNHURRIED,
    allowed,
    answers,
    compiled,
    flow_of,
    said,
    texts,
)


def test_a_german_post() -> None:
    assert post_parts(SUMMARY, "de") == (
        """\
<b>Netzwerkarbeit</b>
Workshop am 30. und 31.\u00a0Januar 2027, Beispielhaus e.\u00a0V., Musterstadt

Es ging um erste Schritte.

5 Personen waren dabei, 4 haben geantwortet.

<b>Tag 1: Woran wir anknüpfen</b>

<b>Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?</b>
3 Antworten.
<blockquote expandable>„Sich kennen, bevor man sich braucht.“ – <i>Amira</i>
“For me it is mostly listening.” – <i>ohne Namen</i></blockquote>

<b>Wie war der Tag?</b>
3 Antworten.
Gut: 2 Personen ▇▇
Geht so: 1 Person ▇
Schlecht: 0 Personen

<b>Tag 2: Was wir gemeinsam tun</b>

<b>Wie viel Mut hast du?</b>
2 Antworten.
1 (wenig): 0 Personen
2: 1 Person ▇
3 (viel): 1 Person ▇

<b>Was bleibt</b>

<b>Was ist dir klar geworden?</b>
1 Antwort.
<blockquote expandable>„Ein Anruf reicht.
Mehr braucht es &lt;nicht&gt; &amp; nie.“ – <i>Grace Muster</i></blockquote>

Wir brauchen keine Scheu zu haben.

<i>Gezählt sind Personen. Jedes Zitat hat die Person erlaubt, die es gesagt hat.</i>""",
    )


def test_an_english_post_of_a_workshop_of_which_little_is_known() -> None:
    event = replace(EVENT, host=None, place=None, dates=(None, None))
    flow = flow_of((MEANING,), (CLEAR,))
    given = [said(1, DILAN, MEANING, "Nur für euch."), said(2, AMIRA, CLEAR, "Ja.")]
    assert post_parts(
        compile_summary(event, flow, given, joined=1, quotes=allowed(given)), "en"
    ) == (
        """\
<b>Netzwerkarbeit</b>
Workshop

1 person took part, 2 answered.

<b>Day 1: What we build on</b>

<b>What does networking mean to us, and how do we go about it?</b>
1 answer, not quoted.

<b>What stays</b>

<b>What has become clear to you?</b>
1 answer.
<blockquote expandable>“Ja.” – <i>Amira</i></blockquote>

<i>Counts are people. Every quote was allowed by the person who said it.</i>""",
    )


def test_a_question_that_nobody_answered_says_so() -> None:
    (post,) = post_parts(compiled([]), "de")
    assert post.count("Keine Antworten.") == 4


def test_of_a_day_that_is_still_open_nobody_has_answered_yet() -> None:
    post = compile_summary(EVENT, FLOW, [], joined=3, open_days=[2])
    (shown,) = post_parts(post, "en")
    assert (shown.count("No answers."), shown.count("Nobody has answered yet.")) == (2, 2)


def test_the_post_of_a_reviewed_workshop_counts_themes_and_words() -> None:
    (post,) = post_parts(REVIEWED, "de")
    assert (
        """\
6 Antworten. Vertrauen aufbauen: 3 Personen. Wissen, wer was macht: 1. Einzelne Stimmen: 1. \
„Weiß nicht“ oder Ähnliches: 1.
<blockquote expandable>„Sich kennen, bevor man sich braucht.“ – <i>Amira</i>
"""
        in post
    )
    assert (
        """
2 Antworten. „Anruf“: in 2 von 2 Antworten.
<blockquote expandable>Am Anfang: „Sich kennen, bevor man sich braucht.“
Am Ende: „Ein Anruf reicht für den Anfang.“ – <i>Amira</i></blockquote>
"""
        in post
    )


def test_words_from_right_to_left_do_not_disturb_the_line() -> None:
    amira = (AMIRA[0], "أميرة", AMIRA[2])
    given = [said(1, amira, MEANING, "شبكة")]
    (post,) = post_parts(compiled(given), "de")
    assert "„\u2068شبكة\u2069“ – <i>\u2068أميرة\u2069</i>" in post


def test_bars_of_many_people_stay_short_and_show_the_single_one() -> None:
    many = [said(n, (AMIRA[0], "A", AMIRA[2]), MOOD, "", "gut") for n in range(1, 49)]
    few = [said(n, (GRACE[0], "G", GRACE[2]), MOOD, "", "mittel") for n in range(50, 52)]
    (post,) = post_parts(compiled([*many, *few]), "de")
    assert f"Gut: 48 Personen {'▇' * 12}\nGeht so: 2 Personen ▇\nSchlecht: 0 Personen\n" in post


def test_a_post_that_is_too_long_is_cut_between_the_days() -> None:
    long = [
        said(1, AMIRA, MEANING, "eins " * 500),
        said(2, AMIRA, COURAGE, "", "1"),
        said(3, AMIRA, CLEAR, "zwei " * 300),
    ]
    first, second = post_parts(compiled(long), "de")
    assert first.startswith("<b>Netzwerkarbeit</b>")
    assert second.startswith("<b>Was bleibt</b>")
    assert "<b>Tag 2: Was wir gemeinsam tun</b>" in first


def test_a_day_that_is_too_long_is_cut_between_its_questions() -> None:
    why = Question(id=QuestionId("warum"), text=texts("Warum?", "Why?"))
    flow = flow_of((MEANING, why, MOOD), (CLEAR,))
    long = [said(1, AMIRA, MEANING, "eins " * 500), said(2, AMIRA, why, "zwei " * 500)]
    first, second = post_parts(
        compile_summary(EVENT, flow, long, joined=2, quotes=allowed(long)), "de"
    )
    assert first.startswith("<b>Netzwerkarbeit</b>")
    assert first.count("eins") == 500
    assert second.startswith("<b>Warum?</b>")


def test_an_introduction_of_some_length_stands_before_a_long_day_as_a_message_of_its_own() -> None:
    flow = flow_of((MEANING,), (CLEAR,))
    long = [said(1, AMIRA, MEANING, "eins " * 1000)]
    summary = compile_summary(
        EVENT, flow, long, joined=2, quotes=allowed(long), introduction="Es ging los. " * 60
    )
    head, day, *_ = post_parts(summary, "de")
    assert head.endswith("1 hat geantwortet.")
    assert day.startswith("<b>Tag 1: Woran wir anknüpfen</b>")


@UNHURRIED
@given(answers())
def test_every_message_is_valid_and_within_telegrams_limit(given: list[Said]) -> None:
    for language in ("de", "en"):
        for part in post_parts(compiled([*given, *ANSWERS]), language):
            assert units(part) <= 4096
            read(part, TELEGRAM_TAGS)
