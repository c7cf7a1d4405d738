"""Facilitators do not want a sentence any more that its author was asked about."""

from dataclasses import replace

import pytest

from bot.service import asking, publishing, unwanting
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.ids import AnswerId
from flows.workshop import Reach
from tests.bot.arranging import Arranged, at, known
from tests.bot.chatting import Human
from tests.bot.consenting.test_deciding import KNOWING, ask
from tests.bot.sentences import is_asked, states

OVER = "Dieser Satz soll nicht mehr in den Beitrag. Du musst nichts entscheiden."
CALL = "Ein Anruf reicht."


@pytest.fixture
def amira(workshop: Arranged) -> Human:
    """She has given two answers."""
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    workshop.wakes(at(30, "17:00"))
    amira.says(f"{KNOWING} Ich gehe auf Feste.")
    amira.says(CALL)
    return amira


def take_off(workshop: Arranged, number: int = 1) -> None:
    workshop.jonna.presses("Sätze ansehen")
    workshop.jonna.presses(f"{number} herausnehmen")


def first(workshop: Arranged) -> AnswerId:
    with workshop.chat.begin() as step:
        return step.work.summaries.answers(workshop.id)[0].answer_id


def voice(workshop: Arranged, verb: str) -> None:
    """Jonna presses a button under the first answer, which is an individual voice."""
    data = f"{verb}:{workshop.id}:{first(workshop)}"
    workshop.jonna.taps(workshop.jonna.last.message_id, data)


def under_answer(amira: Human) -> tuple[str, list[str]]:
    amira.says("/answers")
    amira.presses("Frage 1")
    return amira.last.text.splitlines()[-1], amira.last.labels[0]


def test_the_open_question_says_that_it_is_over(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    number = amira.last.message_id
    take_off(workshop)
    assert (amira.last.message_id, amira.last.text, amira.last.labels) == (number, OVER, [])
    assert under_answer(amira)[1] == ["Löschen"]


def test_a_question_that_was_put_again_or_written_anew_is_over_too(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Satz ändern")
    amira.says("Kennen ist alles.")
    assert is_asked(amira)
    amira.says("/next")
    shown = [seen.message_id for seen in amira.sees() if "Kennen ist alles." in seen.text]
    take_off(workshop)
    over = [seen.message_id for seen in amira.sees() if seen.text == OVER]
    assert set(shown) <= set(over)


def test_an_answer_that_shows_its_sentence_is_left_alone(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    under_answer(amira)
    take_off(workshop)
    assert amira.last.labels[0] == ["Entscheiden", "Nicht zitieren"]
    amira.presses("Entscheiden")
    assert amira.last.text == OVER


def test_a_question_that_has_not_left_yet_never_leaves(workshop: Arranged, amira: Human) -> None:
    workshop.wakes(at(30, "21:00"))
    with workshop.chat.begin() as step:
        step.work.quotes.propose(step.work.summaries.answers(workshop.id)[0].answer_id, KNOWING)
    here, number = workshop.workshop, first(workshop)
    with workshop.chat.begin() as step:
        asking.ask(step, here)
        unwanting.unwanted(step, number)
        assert not step.work.outbox.states("quote:")
    assert not is_asked(amira)


def test_who_has_blocked_the_bot_is_not_written_to(workshop: Arranged, amira: Human) -> None:
    ask(workshop, KNOWING)
    with workshop.chat.begin() as step:
        person = known(step.work.people.by_chat(amira.id))
        step.work.people.save(replace(person, reach=Reach.BLOCKED))
    take_off(workshop)
    assert (is_asked(amira), states(workshop)) == (True, [])


def test_another_quote_for_an_individual_voice_ends_the_question(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    voice(workshop, "voq")
    assert (amira.last.text, states(workshop)) == (OVER, [])


def test_a_left_out_answer_ends_the_question_and_can_be_asked_about_later(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    voice(workshop, "voo")
    assert (amira.last.text, states(workshop)) == (OVER, [QuoteState.PROPOSED])
    voice(workshop, "vob")
    workshop.chat.now = at(30, "21:30")
    workshop.jonna.says("/summary")
    workshop.jonna.presses("Zitate")
    workshop.jonna.presses("Jetzt 1 Person fragen")
    assert is_asked(amira)


def test_what_was_allowed_and_is_left_out_is_not_said_to_be_quoted(
    workshop: Arranged, amira: Human
) -> None:
    ask(workshop, KNOWING)
    amira.presses("Ja, als „Amira“")
    before = amira.last
    voice(workshop, "voo")
    assert amira.last == before
    kept = "Das hast du erlaubt. So, wie es jetzt steht, kommt es nicht in den Beitrag"
    assert under_answer(amira) == (f"{kept}: „{KNOWING}“", ["Nicht zitieren"])
    voice(workshop, "vob")
    assert under_answer(amira)[0] == f"Im Beitrag zitiert als „Amira“: „{KNOWING}“"


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("Ja, als „Amira“", f"Im veröffentlichten Beitrag zitiert als „Amira“: „{KNOWING}“"),
        ("Ja, ohne Namen", f"Im veröffentlichten Beitrag zitiert ohne Namen: „{KNOWING}“"),
    ],
)
def test_what_a_post_still_has_can_be_taken_out_of_it(
    workshop: Arranged, amira: Human, way: str, said: str
) -> None:
    ask(workshop, KNOWING)
    amira.presses(way)
    here = workshop.workshop
    with workshop.chat.begin() as step:
        publishing.publish(step, here)
    workshop.attends()
    voice(workshop, "voq")
    assert under_answer(amira) == (said, ["Nicht zitieren"])
    amira.presses("Nicht zitieren")
    assert amira.last.text == (
        "✓ Ich nehme den Satz aus dem Beitrag. Deine Antwort zählt weiter. Wo ich den Beitrag "
        "nicht ändern kann, bitte ich die Moderation, sich darum zu kümmern."
    )
    workshop.attends()
    assert workshop.jonna.last.text.startswith("<b>1 Zitat wurde zurückgezogen.</b>")
    assert under_answer(amira)[1] == ["Löschen"]


@pytest.mark.parametrize("data", ["citegone:x", "citegone:999:1", "citegone:1:3"])
def test_a_button_that_names_no_answer_takes_nothing_back(
    workshop: Arranged, amira: Human, data: str
) -> None:
    amira.taps(amira.last.message_id, data)
    assert workshop.chat.toasts == [
        "Dieser Knopf gilt nicht mehr. Es ändert sich nichts. Was geht: /help"
    ]
