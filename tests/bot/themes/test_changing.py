"""Facilitators change themes; each change can be undone, and has to be confirmed again."""

from dataclasses import replace

import pytest

from bot.service import asking, taking_back
from flows.attribution import Attribution
from flows.consent import QuoteState
from tests.bot.arranging import Arranged, at
from tests.bot.themes.by_word import group_all
from tests.bot.themes.day_one import QUESTION, DayOne, answer_day_one

AMIRA = "Vertrauen wächst. Es braucht Zeit."
LEO = "Vertrauen und Tee."
DILAN = "Vertrauen, nur unter uns."
OKSANA, GRACE, SAM = "Listen teilen.", "Listen pflegen.", "Fahrradwerkstatt."


@pytest.fixture
def trust(day: DayOne) -> DayOne:
    """Jonna looks at the first theme, which she has confirmed before."""
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Stimmt")
    theme = day.themes["Vertrauen"]
    day.jonna.taps(day.jonna.last.message_id, f"th:{day.workshop.id}:{theme.id}:0")
    return day


def confirmed(day: DayOne) -> list[str]:
    return [label for label, theme in day.themes.items() if theme.confirmed_at is not None]


def voices(day: DayOne) -> None:
    """Look at the individual voices of the first question."""
    day.jonna.taps(day.jonna.last.message_id, f"vo:{day.workshop.id}:1:0")


def move(day: DayOne, theme: str) -> None:
    """Move the first answer that is shown into a theme."""
    for label in ("Antwort verschieben", "Antwort 1", theme):
        day.jonna.presses(label)


def test_a_theme_gets_the_name_that_is_typed(trust: DayOne) -> None:
    number = trust.jonna.last.message_id
    trust.jonna.presses("Umbenennen")
    assert trust.jonna.last.text == (
        "Tag 1, Frage 1, Thema 1 von 2\n<b>Vertrauen</b>\n\n"
        "Antworte auf diese Nachricht mit dem neuen Namen, höchstens 60 Zeichen."
    )
    trust.jonna.says("Vertrauen  <aufbauen>", reply_to=number)

    assert trust.jonna.last.message_id == number
    assert trust.jonna.last.text.startswith(
        "Umbenannt: <b>Vertrauen &lt;aufbauen&gt;</b>\n\nTag 1, Frage 1, Thema 1 von 2\n"
    )
    theme = trust.themes["Vertrauen <aufbauen>"]
    assert (theme.label_typed, theme.confirmed_at, trust.touched) == (True, None, True)


@pytest.mark.parametrize("name", ["Fragt Grace Muster", "Oksanas Liste", "Ruft an: 030 23125 017"])
def test_a_name_that_gives_somebody_away_is_taken_and_remarked_upon(
    trust: DayOne, name: str
) -> None:
    trust.jonna.presses("Umbenennen")
    trust.jonna.says(name)
    assert trust.jonna.last.text.startswith(
        f"Umbenannt: <b>{name}</b>\n"
        "Dieser Name verrät vielleicht, wer jemand ist oder wie man die Person erreicht. "
        "Bestätigt steht er im Beitrag. Wenn das nicht gemeint ist, tippe auf „Umbenennen“.\n\n"
    )


def test_a_name_that_another_theme_has_leads_to_merging(trust: DayOne) -> None:
    trust.jonna.presses("Umbenennen")
    trust.jonna.says("listen")
    assert trust.jonna.last.text.startswith(
        "Umbenannt: <b>listen</b>\n"
        "Ein anderes Thema dieser Frage heißt genauso. Wenn beide dasselbe sagen, tippe auf "
        "„Zusammenlegen“.\n\n"
    )


def test_a_name_that_does_not_fit_is_asked_for_again(trust: DayOne) -> None:
    trust.jonna.presses("Umbenennen")
    trust.jonna.says("a" * 61)
    assert trust.jonna.last.text == (
        "Das sind 61 Zeichen, Platz ist für 60. Bitte schick den Namen noch einmal, etwas kürzer."
    )
    trust.jonna.says("   ")
    assert trust.jonna.last.text == (
        "Das ist noch kein Name. Bitte tippe einen, höchstens 60 Zeichen."
    )
    trust.jonna.says("Vertrauen aufbauen")

    assert "Vertrauen aufbauen" in trust.themes


def test_going_back_ends_the_wait_for_a_name(trust: DayOne) -> None:
    trust.jonna.presses("Umbenennen")
    trust.jonna.presses("Zurück")
    trust.jonna.says("Vertrauen aufbauen")

    assert "Vertrauen" in trust.themes


def test_another_answer_speaks_for_the_theme_if_it_may_be_quoted(trust: DayOne) -> None:
    trust.jonna.presses("Anderes Zitat")
    assert trust.jonna.last.text.startswith("Welche Antwort soll das Zitat sein?\n\nTag 1")
    assert trust.jonna.last.labels == [["Antwort 1", "Antwort 2"], ["Kein Zitat"], ["Zurück"]]
    trust.jonna.presses("Antwort 2")

    assert trust.jonna.last.text.startswith("Antwort 2 ist jetzt das Zitat.\n\n")
    assert trust.jonna.last.text.endswith("\n\nZitat: Antwort 2")
    assert trust.quoted == [LEO, OKSANA, SAM]
    assert confirmed(trust) == ["Vertrauen"]


def test_a_theme_can_do_without_a_quote(trust: DayOne) -> None:
    trust.jonna.presses("Anderes Zitat")
    trust.jonna.presses("Kein Zitat")

    assert trust.jonna.last.text.startswith("Jetzt ohne Zitat.\n\n")
    assert trust.jonna.last.text.endswith("\n\nZitat: keins")
    assert trust.quoted == [OKSANA, SAM]


def test_a_quote_that_its_author_declined_is_marked(trust: DayOne) -> None:
    amira = trust.answers[AMIRA]
    with trust.workshop.chat.begin() as step:
        quote = next(one for one in step.work.quotes.of(trust.workshop.id))
        assert quote.answer_id == amira
        step.work.quotes.save(replace(quote, state=QuoteState.DECLINED))
    trust.jonna.presses("Anderes Zitat")
    trust.jonna.presses("Zurück")

    assert trust.jonna.last.text.endswith("Zitat: Antwort 1, aber die Person hat abgelehnt")


def test_an_answer_goes_to_another_theme_and_comes_back(trust: DayOne) -> None:
    trust.jonna.presses("Antwort verschieben")
    trust.jonna.presses("Antwort 2")
    assert trust.jonna.last.text == (
        "Wohin gehört diese Antwort?\n\nVertrauen und Tee. – <i>ohne Namen</i>"
    )
    assert trust.jonna.last.labels == [["Listen"], ["Neues Thema", "Einzelne Stimme"], ["Zurück"]]
    trust.jonna.presses("Listen")

    assert trust.jonna.last.text.startswith("Die Antwort ist jetzt beim Thema <b>Listen</b>.\n\n")
    assert trust.members == {"Vertrauen": [AMIRA, DILAN], "Listen": [LEO, OKSANA, GRACE]}
    assert confirmed(trust) == []
    trust.jonna.presses("Rückgängig")
    assert trust.jonna.last.text.startswith("Zurückgenommen.\n\nTag 1, Frage 1, Thema 1 von 2")
    assert trust.members == {"Vertrauen": [AMIRA, LEO, DILAN], "Listen": [OKSANA, GRACE]}


def test_an_answer_can_become_an_individual_voice(trust: DayOne) -> None:
    trust.jonna.presses("Antwort verschieben")
    trust.jonna.presses("Antwort 1")
    trust.jonna.presses("Einzelne Stimme")

    assert trust.jonna.last.text.startswith("Die Antwort ist jetzt eine einzelne Stimme.\n\n")
    assert trust.members["Vertrauen"] == [LEO, DILAN]
    assert trust.themes["Vertrauen"].quote is None
    assert trust.quoted == ["Vertrauen wächst.", OKSANA, SAM]


def test_an_answer_can_begin_a_new_theme_which_needs_a_name(trust: DayOne) -> None:
    trust.jonna.presses("Antwort verschieben")
    trust.jonna.presses("Antwort 2")
    trust.jonna.presses("Neues Thema")
    assert trust.jonna.last.text == (
        "Das ist ein neues Thema. Gib ihm einen Namen: Tippe auf „Umbenennen“.\n\n"
        "Tag 1, Frage 1, Thema 3 von 3\n<b>(noch ohne Namen)</b>\n1 Person. Stimmt das?\n\n"
        "1 Vertrauen und Tee. – <i>ohne Namen</i>\n\nZitat: keins"
    )
    trust.jonna.presses("Stimmt")
    assert trust.workshop.chat.toasts == [
        "Gib dem Thema zuerst einen Namen: Tippe auf „Umbenennen“."
    ]
    trust.jonna.presses("Umbenennen")
    trust.jonna.says("Tee")
    trust.jonna.presses("Stimmt")

    assert trust.members["Tee"] == [LEO]
    assert confirmed(trust) == ["Tee"]


def test_a_new_theme_that_is_undone_leaves_nothing(trust: DayOne) -> None:
    trust.jonna.presses("Antwort verschieben")
    trust.jonna.presses("Antwort 2")
    trust.jonna.presses("Neues Thema")
    trust.jonna.presses("Rückgängig")

    assert trust.members == {"Vertrauen": [AMIRA, LEO, DILAN], "Listen": [OKSANA, GRACE]}


def test_an_answer_that_is_left_out_is_in_no_theme_and_no_quote(trust: DayOne) -> None:
    trust.jonna.presses("Antwort weglassen")
    trust.jonna.presses("Antwort 1")
    assert trust.jonna.last.text.startswith(
        "Die Antwort ist weggelassen. Sie steht bei den einzelnen Stimmen und lässt sich "
        "zurückholen.\n\n"
    )
    assert trust.members["Vertrauen"] == [LEO, DILAN]
    assert trust.quoted == [OKSANA, SAM]
    trust.jonna.presses("Rückgängig")

    assert trust.members["Vertrauen"] == [AMIRA, LEO, DILAN]
    assert trust.quoted == ["Vertrauen wächst.", OKSANA, SAM]
    assert trust.jonna.last.text.endswith("Zitat: Antwort 1: „Vertrauen wächst.“")


def test_an_answer_that_two_themes_hold_leaves_both_and_comes_back_to_both(trust: DayOne) -> None:
    jonna, answer = trust.workshop.person(trust.jonna).id, trust.answers[AMIRA]
    lists = trust.themes["Listen"]
    with trust.workshop.chat.begin() as step:
        both = replace(lists, answers=(answer, *lists.answers))
        step.work.themes.save(trust.workshop.id, both, "moved", jonna, step.work.now)

    trust.jonna.presses("Antwort weglassen")
    trust.jonna.presses("Antwort 1")
    assert trust.members == {"Vertrauen": [LEO, DILAN], "Listen": [OKSANA, GRACE]}
    trust.jonna.presses("Rückgängig")

    assert trust.members == {
        "Vertrauen": [AMIRA, LEO, DILAN],
        "Listen": [AMIRA, OKSANA, GRACE],
    }


def test_two_themes_become_one_and_two_again(trust: DayOne) -> None:
    trust.jonna.presses("Zusammenlegen")
    assert trust.jonna.last.labels == [["Listen"], ["Zurück"]]
    trust.jonna.presses("Listen")

    assert trust.jonna.last.text.startswith(
        "Zusammengelegt mit <b>Listen</b>.\n\nTag 1, Frage 1, Thema 1 von 1\n<b>Vertrauen</b>\n"
    )
    assert trust.members == {"Vertrauen": [AMIRA, LEO, DILAN, OKSANA, GRACE]}
    assert trust.quoted == ["Vertrauen wächst.", SAM]
    trust.jonna.presses("Rückgängig")
    assert trust.members == {"Vertrauen": [AMIRA, LEO, DILAN], "Listen": [OKSANA, GRACE]}
    assert trust.quoted == ["Vertrauen wächst.", OKSANA, SAM]


def test_a_question_with_one_theme_has_none_to_merge(trust: DayOne) -> None:
    trust.jonna.presses("Zusammenlegen")
    trust.jonna.presses("Listen")
    trust.jonna.presses("Zusammenlegen")

    assert trust.workshop.chat.toasts == ["Zu dieser Frage gibt es kein anderes Thema."]


def test_a_dissolved_theme_leaves_individual_voices_and_can_come_back(trust: DayOne) -> None:
    trust.jonna.presses("Auflösen")
    assert trust.jonna.last.text.startswith(
        "Aufgelöst: <b>Vertrauen</b>. Seine 3 Antworten sind jetzt einzelne Stimmen.\n\n"
        "Tag 1, Frage 1\n<b>Einzelne Stimmen</b>\n4 Personen.\n"
    )
    assert list(trust.members) == ["Listen"]
    trust.jonna.presses("Rückgängig")

    assert trust.members["Vertrauen"] == [AMIRA, LEO, DILAN]


def test_the_last_answer_of_a_theme_leaves_the_voices_to_look_at(trust: DayOne) -> None:
    listen = trust.themes["Listen"]
    trust.jonna.taps(trust.jonna.last.message_id, f"th:{trust.workshop.id}:{listen.id}:0")
    for _ in range(2):
        trust.jonna.presses("Antwort verschieben")
        trust.jonna.presses("Antwort 1")
        trust.jonna.presses("Vertrauen")

    assert "<b>Einzelne Stimmen</b>" in trust.jonna.last.text
    assert list(trust.members) == ["Vertrauen"]


def test_a_voice_goes_into_a_theme_and_speaks_for_it_where_nothing_else_does(
    trust: DayOne,
) -> None:
    trust.jonna.presses("Anderes Zitat")
    trust.jonna.presses("Kein Zitat")
    voices(trust)
    trust.jonna.presses("Antwort verschieben")
    trust.jonna.presses("Antwort 1")
    assert trust.jonna.last.labels == [["Vertrauen"], ["Listen"], ["Neues Thema"], ["Zurück"]]
    trust.jonna.presses("Vertrauen")

    assert trust.jonna.last.text.startswith("Die Antwort ist jetzt beim Thema <b>Vertrauen</b>.")
    assert trust.members["Vertrauen"] == [AMIRA, LEO, DILAN, SAM]
    assert trust.themes["Vertrauen"].quote == trust.answers[SAM]
    trust.jonna.presses("Rückgängig")
    assert trust.members["Vertrauen"] == [AMIRA, LEO, DILAN]


def test_a_voice_is_wanted_as_a_quote_or_not_any_more(trust: DayOne) -> None:
    voices(trust)
    trust.jonna.presses("Zitieren oder nicht")
    trust.jonna.presses("Antwort 1")
    assert "1 Fahrradwerkstatt. – <i>Sam</i>\n" in trust.jonna.last.text
    assert SAM not in trust.quoted
    trust.jonna.presses("Zitieren oder nicht")
    trust.jonna.presses("Antwort 1")

    assert "1 Fahrradwerkstatt. – <i>Sam</i> (als Zitat vorgesehen)" in trust.jonna.last.text
    assert SAM in trust.quoted


def test_a_voice_is_left_out_and_taken_back_in(trust: DayOne) -> None:
    voices(trust)
    trust.jonna.presses("Antwort weglassen")
    trust.jonna.presses("Antwort 1")
    assert "1 weggelassen: <s>Fahrradwerkstatt. – <i>Sam</i></s>" in trust.jonna.last.text
    assert "Keine." in trust.jonna.last.text
    assert SAM not in trust.quoted
    trust.jonna.presses("Antwort zurückholen")
    trust.jonna.presses("Antwort 1")

    assert "1 Fahrradwerkstatt. – <i>Sam</i> (als Zitat vorgesehen)" in trust.jonna.last.text
    assert SAM in trust.quoted


def test_undoing_a_move_brings_the_quote_of_a_voice_back(trust: DayOne) -> None:
    voices(trust)
    move(trust, "Vertrauen")
    assert trust.quoted == ["Vertrauen wächst.", OKSANA]
    trust.jonna.presses("Rückgängig")

    assert trust.quoted == ["Vertrauen wächst.", OKSANA, SAM]


def test_undoing_a_move_brings_back_the_quote_of_the_theme_it_came_from(trust: DayOne) -> None:
    move(trust, "Listen")
    assert trust.quoted == [OKSANA, SAM]
    trust.jonna.presses("Rückgängig")

    assert trust.quoted == ["Vertrauen wächst.", OKSANA, SAM]
    assert trust.jonna.last.text.endswith("Zitat: Antwort 1: „Vertrauen wächst.“")


def test_undoing_brings_no_quote_back_that_was_not_wanted_before(trust: DayOne) -> None:
    voices(trust)
    move(trust, "Vertrauen")
    theme = trust.themes["Vertrauen"]
    trust.jonna.taps(trust.jonna.last.message_id, f"th:{trust.workshop.id}:{theme.id}:0")
    trust.jonna.presses("Antwort verschieben")
    trust.jonna.presses("Antwort 4")
    trust.jonna.presses("Einzelne Stimme")
    voices(trust)
    move(trust, "Vertrauen")
    trust.jonna.presses("Rückgängig")

    assert trust.members["Vertrauen"] == [AMIRA, LEO, DILAN]
    assert trust.quoted == ["Vertrauen wächst.", OKSANA]


def test_taking_an_answer_back_in_brings_no_quote_back_whose_author_did_not_want_one(
    trust: DayOne,
) -> None:
    voices(trust)
    trust.jonna.presses("Antwort weglassen")
    trust.jonna.presses("Antwort 1")
    for way in ("Nicht zitieren", "Ohne Namen"):
        trust.people["Sam Berger"].says("/privacy")
        trust.people["Sam Berger"].presses("Zitieren ändern")
        trust.people["Sam Berger"].presses(way)
    trust.jonna.presses("Antwort zurückholen")
    trust.jonna.presses("Antwort 1")

    assert "1 Fahrradwerkstatt. – <i>ohne Namen</i>\n" in trust.jonna.last.text
    assert trust.quoted == ["Vertrauen wächst.", OKSANA]


def test_undoing_brings_no_quote_back_that_its_author_took_out_of_a_post(trust: DayOne) -> None:
    voices(trust)
    move(trust, "Vertrauen")
    sam, answer = trust.workshop.participant(trust.people["Sam Berger"]), trust.answers[SAM]
    with trust.workshop.chat.begin() as step:
        taking_back.take_back(step, sam, [answer])
    trust.jonna.presses("Rückgängig")

    assert trust.members["Vertrauen"] == [AMIRA, LEO, DILAN]
    assert trust.quoted == ["Vertrauen wächst.", OKSANA]


def test_undoing_another_name_brings_no_quote_back_that_was_taken_off(trust: DayOne) -> None:
    answer = trust.answers[AMIRA]
    trust.jonna.presses("Umbenennen")
    trust.jonna.says("Zutrauen")
    theme = trust.themes["Zutrauen"]
    with trust.workshop.chat.begin() as step:
        workshop = step.work.workshops.get(trust.workshop.id)
        assert asking.take_off(step, workshop, answer)
    press = f"thundo:{trust.workshop.id}:{theme.id}:{theme.version}"
    trust.jonna.taps(trust.jonna.last.message_id, press)

    assert list(trust.members) == ["Vertrauen", "Listen"]
    assert trust.quoted == [OKSANA, SAM]


def test_what_was_set_aside_is_taken_back(trust: DayOne) -> None:
    voices(trust)
    trust.jonna.presses("Antwort zurückholen")
    trust.jonna.presses("Antwort 2")

    assert trust.jonna.last.text.endswith("2 weiß nicht – <i>Kim</i>")
    assert "2 Personen." in trust.jonna.last.text


def test_who_may_not_be_quoted_is_not_offered_as_a_quote(workshop: Arranged) -> None:
    day = answer_day_one(workshop, {"Dilan": ("Geheim.", Attribution.NOT_QUOTED)})
    group_all(workshop.chat)
    day.jonna.presses("Themen ansehen")
    day.jonna.presses("Zitieren oder nicht")
    assert day.jonna.last.labels == [["Zurück"]]
    answer = day.answers["Geheim."]
    day.jonna.taps(day.jonna.last.message_id, f"voq:{workshop.id}:{answer}")

    assert day.quoted == []


def test_answers_that_come_after_facilitators_began_are_new_to_them(trust: DayOne) -> None:
    late = trust.workshop.joins("Nele Neu")
    trust.jonna.taps(
        trust.jonna.last.message_id, f"reopen:{trust.workshop.id}:{trust.workshop.round(1).id}"
    )
    late.says("Vertrauen, viel davon.")
    trust.workshop.wakes(at(31, "00:00"))
    trust.jonna.says("/summary")
    assert "Tag 1: 1 von 2 Themen bestätigt, 1 neue Antwort\n" in trust.jonna.last.text

    voices(trust)
    assert "2 Vertrauen, viel davon. – <i>Nele</i> (neu)" in trust.jonna.last.text
    trust.jonna.presses("Neue gesehen")
    assert "(neu)" not in trust.jonna.last.text
    assert trust.members["Vertrauen"] == [AMIRA, LEO, DILAN]
    with trust.workshop.chat.begin() as step:
        assert step.work.themes.groupings(trust.workshop.id)[QUESTION].touched
