from dataclasses import replace

from hypothesis import given

from bot.post.charts import caption, charts
from bot.post.splitting import units
from flows.summary import Summary, Tally, Theme
from tests.bot.post.large import MANY, TWELVE
from tests.bot.post.reading import TELEGRAM_TAGS, read
from tests.bot.post.reviewed import REVIEWED, reviewed_summaries
from tests.bot.post.samples import UNHURRIED


def test_the_caption_says_in_words_what_the_picture_shows() -> None:
    assert (
        caption(REVIEWED, "de")
        == """\
<b>Netzwerkarbeit</b>
Workshop am 30. Januar 2027, Beispielhaus e. V., Musterstadt
7 Personen waren dabei, 6 haben geantwortet.
Die Zahlen sind Personen.
Tag 1, Frage 1 · Vertrauen aufbauen: 3; Wissen, wer was macht: 1; Einzelne Stimmen: 1
Tag 1, Frage 2 · Gut: 1; Geht so: 1; Schlecht: 0
Tag 2, Frage 2 · „Anruf“: 2"""
    )


def test_where_there_is_little_room_each_question_keeps_what_most_people_say() -> None:
    shown = charts(TWELVE, "de")
    assert not shown.complete
    assert {len(chart.bars) for chart in shown.charts} == {1, 2}
    assert [(bar.label, bar.people) for bar in shown.charts[1].bars] == [
        ("Vertrauen aufbauen", 4),
        ("Wissen, wer was macht", 3),
    ]
    assert caption(TWELVE, "de").endswith("\nAlles Weitere steht im Beitrag.")


def test_a_scale_is_shown_with_all_its_steps_where_it_has_room() -> None:
    question = REVIEWED.days[0].questions[1]
    steps = tuple(Tally(str(step), None, question.answers[: step - 3]) for step in range(1, 6))
    asked = replace(question, tallies=steps)
    day = replace(REVIEWED.days[0], questions=(asked,))
    shown = charts(replace(REVIEWED, days=(day,)), "de")
    assert [bar.label for bar in shown.charts[0].bars] == ["1", "2", "3", "4", "5"]
    assert shown.complete


def test_where_there_is_hardly_room_the_last_questions_are_left_to_the_post() -> None:
    long = "Wir 🙂 & alle " * 4
    days = tuple(
        replace(
            day,
            questions=tuple(
                replace(one, themes=(Theme(long, one.answers, confirmed=True),))
                for one in day.questions * 4
            ),
        )
        for day in MANY.days
    )
    crowded = replace(MANY, days=days)
    shown = charts(crowded, "de")
    assert 0 < len(shown.charts) < len(crowded.questions)
    assert [chart.place for chart in shown.charts][:2] == ["Tag 1, Frage 1", "Tag 1, Frage 2"]
    assert units(caption(crowded, "de")) <= 1024


def test_without_anything_to_count_the_picture_shows_who_took_part() -> None:
    empty = replace(
        REVIEWED, days=(), last=replace(REVIEWED.last, mentions=(), themes=(), voices=None)
    )
    assert caption(empty, "en") == (
        "<b>Netzwerkarbeit</b>\n"
        "Workshop on 30\u00a0January 2027, Beispielhaus e.\u00a0V., Musterstadt\n"
        "7 people took part, 6 answered."
    )


def test_a_host_that_would_fill_the_caption_is_left_to_the_post() -> None:
    long = replace(REVIEWED, event=replace(REVIEWED.event, host="&" * 200))
    assert units(caption(long, "de")) <= 1024
    assert caption(long, "de").splitlines() == [
        "<b>Netzwerkarbeit</b>",
        "7 Personen waren dabei, 6 haben geantwortet.",
        "Alles Weitere steht im Beitrag.",
    ]


@UNHURRIED
@given(reviewed_summaries())
def test_every_caption_is_valid_and_within_telegrams_limit(summary: Summary) -> None:
    for language in ("de", "en"):
        said = caption(summary, language)
        assert units(said) <= 1024
        read(said, TELEGRAM_TAGS)
