"""Sentences of answers whose authors have still to decide about details of other people."""

import pytest

from flows.attribution import Attribution
from flows.consent import QuoteState
from tests.bot.arranging import GROUP, Arranged, at
from tests.bot.chatting import Human
from tests.bot.consenting.test_deciding import words_and_names
from tests.bot.rights.setting import published
from tests.bot.sentences import allow, is_asked, propose, states

SAID = "Ich frage immer Leo Lind. Sich kennen hilft."


@pytest.fixture
def amira(workshop: Arranged) -> Human:
    """Her answer names Leo; she has not decided about that."""
    workshop.joins("Leo Lind")
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    workshop.wakes(at(30, "17:00"))
    amira.says(SAID)
    return amira


def test_such_a_sentence_waits_and_its_author_is_not_asked(
    workshop: Arranged, amira: Human
) -> None:
    workshop.wakes(at(30, "21:00"))
    propose(workshop)
    jonna = workshop.jonna
    jonna.says("/summary")
    jonna.presses("Zitate")
    assert jonna.last.text == (
        "1 Satz wartet: Die Person hat noch nicht über Angaben zu anderen in der Antwort "
        "entschieden."
    )
    assert jonna.last.labels == [["Sätze ansehen"], ["Übersicht"]]

    amira.presses("So lassen")
    jonna.says("/summary")
    jonna.presses("Zitate")
    jonna.presses("Jetzt 1 Person fragen")

    assert is_asked(amira)


@pytest.fixture
def asked(workshop: Arranged, amira: Human) -> Human:
    """She is asked about another sentence, and then names Leo in that answer, too."""
    said = amira.says("Auch das noch.")
    workshop.chat.now = at(30, "18:00")
    propose(workshop, "Auch das noch.")
    workshop.jonna.says("/summary")
    workshop.jonna.presses("Zitate")
    workshop.jonna.presses("Jetzt 1 Person fragen")
    amira.edits(said, "Auch das noch. Leo Lind sagt es auch.")
    return amira


def test_a_yes_does_not_count_before_the_details_are_decided_about(
    workshop: Arranged, asked: Human
) -> None:
    asked.presses("Ja, als „Amira“")

    assert workshop.chat.toasts[-1] == (
        "Noch nicht erlaubt: In deiner Antwort steht etwas über eine andere Person. Wähle zuerst "
        "unten, was daraus wird. Tippe dann noch einmal."
    )
    assert asked.last.text.startswith("In deiner Antwort steht ein Name: Leo Lind.")
    assert states(workshop) == [QuoteState.ASKED]

    asked.presses("„L. L.“ schreiben")
    asked.presses("Ja, als „Amira“")

    assert words_and_names(workshop) == [("Auch das noch.", "Amira")]


def test_a_sentence_in_words_of_its_authors_own_does_not_wait_for_the_answer(
    workshop: Arranged, asked: Human
) -> None:
    asked.presses("Satz ändern")
    asked.says("Ein Anruf reicht.")
    asked.presses("Ja, als „Amira“")
    assert words_and_names(workshop) == [("Ein Anruf reicht.", "Amira")]


def test_what_is_replaced_in_the_answer_leaves_the_post_that_has_it(
    workshop: Arranged, amira: Human
) -> None:
    said = amira.says("Grace Muster hilft.")
    workshop.chat.now = at(30, "18:00")
    allow(workshop, "Grace Muster hilft.")
    published(workshop)
    workshop.joins("Grace Muster")
    amira.edits(said, "Grace Muster hilft. Immer.")
    assert "Grace Muster hilft." in posted(workshop)

    amira.presses("„G. M.“ schreiben")
    workshop.attends()

    assert "Grace Muster" not in posted(workshop)
    assert amira.last.text == (
        "Der Satz, den du erlaubt hattest, steht nicht mehr in deiner Antwort. "
        "Er wird nicht zitiert."
    )


def posted(workshop: Arranged) -> str:
    return "\n".join(seen.text for seen in workshop.chat.look(GROUP))
