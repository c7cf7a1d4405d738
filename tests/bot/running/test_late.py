"""Answers that come after closing: the person asks, the facilitators decide."""

import pytest

from bot.service import rounds
from flows.attribution import Attribution
from flows.workshop import Role
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat, Human

WORDS = "Ein fester Termin im Monat."


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


@pytest.fixture
def dilan(workshop: Arranged) -> Human:
    """Answers twenty minutes after day 1 has closed."""
    dilan = workshop.joins("Dilan Yavuz", Attribution.FIRST_NAME)
    workshop.wakes(at(30, "17:00"))
    workshop.wakes(at(30, "21:00"))
    workshop.chat.now = at(30, "21:20")
    dilan.says(WORDS)
    return dilan


def counted(workshop: Arranged) -> list[str]:
    with workshop.chat.begin() as step:
        return [one.text for one in step.work.summaries.answers(workshop.id)]


def test_facilitators_are_asked_without_the_words_and_read_them_on_request(
    workshop: Arranged, dilan: Human
) -> None:
    dilan.presses("Ja, bitte fragen")

    asked = workshop.jonna.last
    assert asked.text == "Eine Antwort kam nach Schluss: Tag 1, Frage 1, 21:20 Uhr."
    assert asked.labels == [["Ansehen"], ["Aufnehmen", "Nicht aufnehmen"]]
    workshop.jonna.presses("Ansehen")
    assert workshop.jonna.last.text == (
        f"Eine Antwort kam nach Schluss: Tag 1, Frage 1, 21:20 Uhr.\n"
        f"<blockquote>{WORDS}</blockquote>– Dilan"
    )
    assert counted(workshop) == []


def test_who_changes_an_answer_after_closing_reads_that_the_old_one_counts_until_then(
    workshop: Arranged,
) -> None:
    amira = workshop.joins("Amira Haddad")
    workshop.wakes(at(30, "17:00"))
    said = amira.says("Erst so.")
    workshop.wakes(at(30, "21:00"))
    amira.edits(said, "Dann so.")
    assert amira.last.text.partition("\n")[2] == (
        "Bis dahin gilt deine Antwort von vorher. Löschen kannst du sie mit /answers\n"
        "Soll ich die Moderation fragen, ob sie noch hineinkommt?"
    )


def test_an_included_answer_counts_and_its_author_hears_of_it(
    workshop: Arranged, dilan: Human
) -> None:
    tarek = workshop.has_role("Tarek Muster", Role.FACILITATOR, "en")
    dilan.presses("Ja, bitte fragen")

    workshop.jonna.presses("Aufnehmen")

    assert counted(workshop) == [WORDS]
    assert dilan.last.text == "Deine Antwort auf Frage 1 ist jetzt dabei."
    assert tarek.last.text == "✓ Day 1, question 1: the late answer is included."
    tarek.presses("Do not include")
    assert counted(workshop) == [WORDS]
    assert "decided already" in tarek.sees()[0].text


def test_in_a_round_that_is_open_again_the_next_question_follows_an_included_answer(
    workshop: Arranged, dilan: Human
) -> None:
    dilan.presses("Ja, bitte fragen")
    with workshop.chat.begin() as step:
        rounds.reopen(step, step.work.rounds.of(workshop.id)[0])

    workshop.jonna.presses("Aufnehmen")

    assert counted(workshop) == [WORDS]
    assert "Frage 2 von 5" in dilan.last.text


def test_an_answer_that_is_not_included_is_deleted_and_its_author_hears_of_it(
    workshop: Arranged, dilan: Human
) -> None:
    dilan.presses("Ja, bitte fragen")

    workshop.jonna.presses("Nicht aufnehmen")

    assert counted(workshop) == []
    assert dilan.last.text == (
        "Deine Antwort auf Frage 1 kam nach dem Schluss von Tag 1 und ist nicht dabei. "
        "Ich habe sie gelöscht."
    )
    assert workshop.jonna.last.text.startswith("✓ Tag 1, Frage 1: Die späte Antwort ist nicht")


@pytest.mark.parametrize("verb", ["lateread", "latein", "lateout"])
def test_nobody_decides_about_words_before_their_author_has_asked(
    workshop: Arranged, dilan: Human, verb: str
) -> None:
    with workshop.chat.begin() as step:
        (participant,) = step.work.participants.joined(workshop.id)
        (stored,) = step.work.sessions.of_participant(participant.id)
    number = workshop.jonna.last.message_id

    for place in (f"{stored.session.id}:1", f"{stored.session.id}:9", "99:1", "x:y", ""):
        workshop.jonna.taps(number, f"{verb}:{workshop.id}:{place}")

    assert counted(workshop) == []
    assert WORDS not in str(workshop.jonna.sees())
    with workshop.chat.begin() as step:
        (kept,) = step.work.sessions.of_participant(participant.id)
        assert len(kept.session.late) == 1


def test_late_words_that_are_changed_after_the_round_opened_again_stay_late(
    workshop: Arranged, dilan: Human
) -> None:
    closed = workshop.round(1)
    with workshop.chat.begin() as step:
        rounds.reopen(step, closed)

    with workshop.chat.begin() as step:
        person = step.work.people.by_chat(dilan.id)
        assert person is not None
        (stored,) = step.work.sessions.of_person(person.id)
    (late,) = stored.session.late
    dilan.edits(late.revision.parts[0].message_id, "Zwei feste Termine im Monat.")

    assert counted(workshop) == []
