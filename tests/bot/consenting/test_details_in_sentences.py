"""Details about other people in a sentence that its author writes anew."""

import re

import pytest

from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.details import Decision
from tests.bot.arranging import Arranged, at
from tests.bot.chatting import Human
from tests.bot.consenting.test_deciding import KNOWING, ask, printed, words_and_names
from tests.bot.rights.test_own_data import files
from tests.bot.sentences import is_asked, quotes

WRITTEN = "Ich frage immer Leo Lind, 030 23125 017."
ASKED = (
    "Bevor ich nach diesem Satz frage\n"
    "Ich frage immer Leo Lind, 030 23125 017.\n"
    "Darin stehen Angaben zu anderen Personen: Leo Lind und 030 23125 017.\n"
    "Ohne diese Angaben heißt es: „Ich frage immer L. L., […].“\n"
    "Solange du nichts wählst, zitiere ich den Satz nicht."
)


@pytest.fixture
def amira(workshop: Arranged) -> Human:
    """She is asked about her sentence, and is about to write it anew."""
    workshop.joins("Leo Lind")
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    workshop.wakes(at(30, "17:00"))
    amira.says(f"{KNOWING} Ich gehe auf Feste.")
    ask(workshop, KNOWING)
    amira.presses("Satz ändern")
    return amira


def text(human: Human) -> str:
    return re.sub(r"<[^>]+>", "", human.last.text)


def stored(workshop: Arranged) -> tuple[str, QuoteState, Decision | None]:
    (quote,) = quotes(workshop)
    return quote.words, quote.state, quote.details


def test_its_author_is_asked_about_them_first(workshop: Arranged, amira: Human) -> None:
    amira.says(WRITTEN)
    assert text(amira) == ASKED
    assert amira.last.labels == [["Alle ersetzen"], ["So lassen", "Neu schreiben"]]
    assert (printed(workshop), stored(workshop)) == (
        (),
        (WRITTEN, QuoteState.ASKED, Decision.OPEN),
    )


@pytest.mark.parametrize(
    ("sentence", "said", "way_out"),
    [
        ("Frag Leo Lind.", "Darin steht eine Angabe zu einer anderen Person: Leo Lind.", "„L. L.“"),
        ("Ruf 030 23125 017 an.", "Person: 030 23125 017.", "Nummer weglassen"),
    ],
)
def test_a_single_one_is_named(amira: Human, sentence: str, said: str, way_out: str) -> None:
    amira.says(sentence)
    assert said in text(amira)
    assert way_out in amira.last.labels[0][0]


@pytest.mark.parametrize("typed", ["Alle ersetzen", "1"])
def test_without_them_the_sentence_is_asked_about(
    workshop: Arranged, amira: Human, typed: str
) -> None:
    amira.says(WRITTEN)
    amira.says(typed)
    assert "<blockquote>Ich frage immer L. L., […].</blockquote>" in amira.last.text
    amira.presses("Ja, als „Amira“")
    assert words_and_names(workshop) == [("Ich frage immer L. L., […].", "Amira")]


def test_it_may_stay_as_it_is_and_still_needs_a_yes(workshop: Arranged, amira: Human) -> None:
    amira.says(WRITTEN)
    amira.presses("So lassen")
    assert (is_asked(amira), printed(workshop)) == (True, ())
    amira.presses("Ja, als „Amira“")
    assert words_and_names(workshop) == [(WRITTEN, "Amira")]


def test_what_was_kept_is_not_asked_about_again(workshop: Arranged, amira: Human) -> None:
    amira.says(WRITTEN)
    amira.presses("So lassen")
    amira.presses("Satz ändern")
    amira.says("Leo Lind weiß es.")
    assert is_asked(amira)
    amira.presses("Satz ändern")
    amira.says("Leo Lind weiß es: leo@beispiel.example")
    assert "leo@beispiel.example" in text(amira)
    assert stored(workshop)[2] is Decision.OPEN


def test_what_was_kept_in_the_answer_is_kept_in_the_sentence(
    workshop: Arranged, amira: Human
) -> None:
    amira.presses("Abbrechen")
    amira.presses("Nicht zitieren")
    workshop.wakes(at(31, "15:30"))
    amira.says("Leo Lind hilft allen.")
    amira.taps(amira.sees()[-2].message_id, amira.sees()[-2].button("So lassen")["callback_data"])
    workshop.wakes(at(31, "19:00"))
    ask(workshop, "Leo Lind hilft allen.")
    amira.presses("Satz ändern")
    amira.says("Leo Lind hilft.")
    assert is_asked(amira)


def test_it_can_be_written_once_more(workshop: Arranged, amira: Human) -> None:
    amira.says(WRITTEN)
    amira.presses("Neu schreiben")
    amira.says("Ich frage andere.")
    assert is_asked(amira)
    assert stored(workshop) == ("Ich frage andere.", QuoteState.ASKED, None)


def test_who_cancels_writing_is_asked_again(amira: Human) -> None:
    amira.says(WRITTEN)
    amira.presses("Neu schreiben")
    amira.presses("Abbrechen")
    assert text(amira) == ASKED


def test_a_yes_under_the_same_words_does_not_get_around_it(
    workshop: Arranged, amira: Human
) -> None:
    amira.says(WRITTEN)
    amira.presses("So lassen")
    yes = amira.last.button("Ja, als „Amira“")["callback_data"]
    amira.presses("Satz ändern")
    amira.says("Frag 030 99999 11.")
    amira.presses("Neu schreiben")
    amira.says(WRITTEN)
    amira.taps(amira.last.message_id, yes)
    assert (text(amira), printed(workshop)) == (ASKED, ())


def test_a_no_is_possible_all_the_time_and_a_later_yes_has_to_decide(
    workshop: Arranged, amira: Human
) -> None:
    amira.says(WRITTEN)
    amira.says("/answers")
    amira.presses("Frage 1")
    amira.presses("Nicht zitieren")
    assert stored(workshop) == (WRITTEN, QuoteState.DECLINED, Decision.OPEN)
    amira.presses("Doch zitieren")
    assert text(amira) == ASKED


def test_other_words_change_nothing_and_it_is_put_once_more(
    workshop: Arranged, amira: Human
) -> None:
    amira.says(WRITTEN)
    amira.says("ja")
    assert text(amira).startswith(
        "Das habe ich nicht gespeichert. Tippe auf einen Knopf oder schreib seine Nummer.\n\n"
    )
    assert stored(workshop) == (WRITTEN, QuoteState.ASKED, Decision.OPEN)


def test_a_button_under_other_words_only_shows_how_it_stands(
    workshop: Arranged, amira: Human
) -> None:
    amira.says(WRITTEN)
    (out,), (keep, _again) = amira.last.buttons
    amira.presses("Neu schreiben")
    amira.says("Frag 030 99999 11.")
    for button in (out, keep):
        amira.taps(amira.last.message_id, button["callback_data"])
        assert text(amira).startswith("Der Satz lautet inzwischen anders.")
    assert stored(workshop) == ("Frag 030 99999 11.", QuoteState.ASKED, Decision.OPEN)
    amira.taps(amira.last.message_id, "citeout:x")


def test_where_the_one_who_was_named_is_gone_nothing_is_left_to_decide(
    workshop: Arranged, amira: Human
) -> None:
    amira.says("Ich frage immer Leo Lind.")
    keep = amira.last.button("So lassen")["callback_data"]
    with workshop.chat.begin() as step:
        leo = next(one for one in step.work.participants.joined(workshop.id))
        step.work.people.erase(leo.person_id)
    amira.says("/next")
    assert is_asked(amira)
    amira.taps(amira.last.message_id, keep)
    assert is_asked(amira)
    assert stored(workshop)[2] is Decision.REPLACED


def test_my_data_says_what_was_decided(workshop: Arranged, amira: Human) -> None:
    amira.says(WRITTEN)
    amira.says("/mydata")
    page = files(workshop.chat)["mein-nachklang.html"]
    assert "Angaben zu anderen Personen darin: noch nicht entschieden" in page
