"""Facilitators let authors be asked, remind once, take sentences off."""

from dataclasses import replace

import pytest

from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.workshop import Reach
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat, Human
from tests.bot.sentences import allow, is_asked, propose, quotes, states

ASKED, PROPOSED = QuoteState.ASKED, QuoteState.PROPOSED


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


@pytest.fixture
def people(workshop: Arranged) -> tuple[Human, Human, Human]:
    """Amira has answered twice, Leo once, Dilan is not to be quoted."""
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    leo = workshop.joins("Leo Lind", Attribution.UNNAMED, language="en")
    dilan = workshop.joins("Dilan Yavuz", Attribution.NOT_QUOTED)
    workshop.wakes(at(30, "17:00"))
    amira.says("Sich kennen. Ich gehe auf Feste.")
    amira.says("Aus dem Nähprojekt.")
    leo.says("Mostly listening.")
    dilan.says("Geheim.")
    workshop.wakes(at(30, "21:00"))
    return amira, leo, dilan


def see_quotes(workshop: Arranged) -> None:
    workshop.jonna.says("/summary")
    workshop.jonna.presses("Zitate")


def test_without_a_sentence_it_says_where_they_come_from(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    workshop.jonna.says("/summary")
    assert "Zitate: noch keine ausgewählt" in workshop.jonna.last.text
    workshop.jonna.presses("Zitate")
    assert workshop.jonna.last.text == (
        "Noch ist kein Satz für den Beitrag ausgewählt. Wenn ein Tag geschlossen ist, schlage ich "
        "von selbst welche vor, und du kannst andere wählen."
    )
    assert workshop.jonna.last.labels == [["Übersicht"]]


def test_it_says_how_many_sentences_of_how_many_people_and_asks_them(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    amira, leo, dilan = people
    propose(workshop)
    workshop.jonna.says("/summary")
    assert "Zitate: 3 ausgewählt, noch niemand gefragt" in workshop.jonna.last.text
    workshop.jonna.presses("Zitate")
    assert workshop.jonna.last.text == (
        "<b>3 Sätze von 2 Personen</b> sollen in den Beitrag. Jede Person sieht ihren genauen Satz "
        "und entscheidet. Ohne Antwort erscheint er nicht."
    )
    assert workshop.jonna.last.labels == [
        ["Jetzt 2 Personen fragen"],
        ["Sätze ansehen"],
        ["Übersicht"],
    ]
    before = len(dilan.sees())

    workshop.jonna.presses("Jetzt 2 Personen fragen")

    assert workshop.jonna.last.text == (
        "✓ 2 Personen gefragt.\n<b>Zitate:</b> 0 erlaubt, 3 ohne Antwort"
    )
    assert workshop.jonna.last.labels == [
        ["Einmal erinnern", "Ohne die 3 weitermachen"],
        ["Sätze ansehen", "Aktualisieren"],
        ["Übersicht"],
    ]
    assert (is_asked(amira), is_asked(leo), len(dilan.sees())) == (True, True, before)
    assert states(workshop) == [ASKED] * 3


def test_pressing_twice_asks_once(workshop: Arranged, people: tuple[Human, ...]) -> None:
    amira, *_ = people
    propose(workshop)
    see_quotes(workshop)
    view = workshop.jonna.last
    data = view.button("Jetzt 2 Personen fragen")["callback_data"]
    workshop.jonna.taps(view.message_id, data)
    seen = len(amira.sees())
    workshop.jonna.taps(view.message_id, data)
    assert len(amira.sees()) == seen


def test_the_button_asks_as_many_as_it_says_or_nobody(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    propose(workshop, "Sich kennen.")
    see_quotes(workshop)
    propose(workshop)
    workshop.jonna.presses("Jetzt 1 Person fragen")
    assert workshop.jonna.last.text.startswith("Das hat sich inzwischen geändert.")
    assert states(workshop) == [PROPOSED] * 3


def test_new_sentences_are_asked_about_with_the_same_button_and_come_one_by_one(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    amira, leo, _ = people
    propose(workshop, "Sich kennen.")
    see_quotes(workshop)
    workshop.jonna.presses("Jetzt 1 Person fragen")
    workshop.chat.now = at(30, "21:30")
    propose(workshop, "Sich kennen.", "Aus dem Nähprojekt.", "Mostly listening.")
    see_quotes(workshop)
    assert "<b>Zitate:</b> 0 erlaubt, 1 ohne Antwort, 2 noch nicht gefragt" in (
        workshop.jonna.last.text
    )
    before = len(amira.sees())
    workshop.jonna.presses("Jetzt 2 Personen fragen")
    assert (len(amira.sees()), is_asked(leo)) == (before, True)
    amira.presses("Ja, als „Amira“")
    assert "Aus dem Nähprojekt." in amira.last.text
    assert is_asked(amira)


def test_who_cannot_be_written_to_or_has_left_is_not_asked(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    amira, leo, _ = people
    propose(workshop)
    gone = workshop.person(leo)
    with workshop.chat.begin() as step:
        step.work.people.save(replace(gone, reach=Reach.BLOCKED))
    amira.says("/leave")
    see_quotes(workshop)
    assert workshop.jonna.last.text == (
        "Noch ist kein Satz für den Beitrag ausgewählt. Wenn ein Tag geschlossen ist, schlage ich "
        "von selbst welche vor, und du kannst andere wählen.\n"
        "Nach 3 weiteren kann ich nicht fragen: Die Personen sind gegangen oder nicht erreichbar."
    )
    assert workshop.jonna.last.labels == [["Sätze ansehen"], ["Übersicht"]]


def test_who_is_not_to_be_quoted_is_dropped_and_never_asked(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    dilan = people[2]
    with workshop.chat.begin() as step:
        theirs = step.work.summaries.answers(workshop.id)[-1]
        step.work.quotes.propose(theirs.answer_id, "Geheim.")
    propose(workshop, "Sich kennen.")
    before = len(dilan.sees())
    see_quotes(workshop)
    assert "<b>1 Satz von 1 Person</b> soll in den Beitrag." in workshop.jonna.last.text
    workshop.jonna.presses("Jetzt 1 Person fragen")
    assert len(dilan.sees()) == before
    assert [one.words for one in quotes(workshop)] == ["Sich kennen."]


def test_each_sentence_is_reminded_of_once(workshop: Arranged, people: tuple[Human, ...]) -> None:
    amira, leo, _ = people
    propose(workshop)
    see_quotes(workshop)
    workshop.jonna.presses("Jetzt 2 Personen fragen")
    leo.presses("Yes, without a name")
    workshop.chat.now = at(31, "12:00")
    workshop.jonna.presses("Einmal erinnern")
    assert workshop.jonna.last.text == (
        "✓ 1 Person erinnert.\n<b>Zitate:</b> 1 erlaubt, 2 ohne Antwort"
    )
    assert workshop.jonna.last.labels[0] == ["Ohne die 2 weitermachen"]
    assert amira.last.text.startswith(
        "2 Sätze von dir warten auf deine Entscheidung. Noch einmal frage ich nicht.\n\n"
        "<b>Darf dieser Satz von dir in den Beitrag?</b> (1 von 2)"
    )
    before = len(amira.sees())
    workshop.jonna.taps(workshop.jonna.last.message_id, f"quoteremind:{workshop.id}")
    assert workshop.jonna.last.text.startswith("Niemand kann erinnert werden")
    assert len(amira.sees()) == before


def test_going_on_without_them_leads_to_the_last_check(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    workshop.connects()
    propose(workshop)
    see_quotes(workshop)
    workshop.jonna.presses("Jetzt 2 Personen fragen")
    workshop.jonna.presses("Ohne die 3 weitermachen")
    assert "<b>Zitate:</b> 0 erlaubt, 3 ohne Antwort (erscheinen nicht)" in (
        workshop.jonna.last.text
    )
    assert workshop.jonna.last.labels[0] == ["Veröffentlichen"]


def test_the_last_check_counts_what_does_not_appear(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    amira, *_ = people
    propose(workshop, "Sich kennen.")
    see_quotes(workshop)
    workshop.jonna.presses("Jetzt 1 Person fragen")
    amira.presses("Nicht zitieren")
    propose(workshop, "Mostly listening.")
    workshop.jonna.says("/summary")
    assert "Zitate: 0 erlaubt, 1 abgelehnt, 1 noch nicht gefragt" in workshop.jonna.last.text
    workshop.jonna.says("/publish")
    assert (
        "<b>Zitate:</b> 0 erlaubt, 1 abgelehnt, 1 noch nicht gefragt (erscheint nicht)"
    ) in workshop.jonna.last.text


def test_the_sentences_are_listed_with_their_place_and_taken_off_one_by_one(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    allow(workshop, "Aus dem Nähprojekt.")
    propose(workshop, "Aus dem Nähprojekt.", "Sich kennen.", "Mostly listening.")
    see_quotes(workshop)
    workshop.jonna.presses("Sätze ansehen")
    assert workshop.jonna.last.text == (
        "<b>Sätze für den Beitrag</b>\n"
        "3 Sätze\n"
        "\n"
        "1 Sich kennen. – <i>Amira</i>\n"
        "Tag 1, Frage 1 · noch nicht gefragt\n"
        "\n"
        "2 Mostly listening. – <i>ohne Namen</i>\n"
        "Tag 1, Frage 1 · noch nicht gefragt\n"
        "\n"
        "3 Aus dem Nähprojekt. – <i>Amira</i>\n"
        "Tag 1, Frage 2 · erlaubt"
    )
    assert workshop.jonna.last.labels == [
        ["1 herausnehmen", "2 herausnehmen"],
        ["3 herausnehmen"],
        ["Zurück"],
    ]
    workshop.jonna.presses("1 herausnehmen")
    assert "Sich kennen." not in workshop.jonna.last.text
    assert [one.words for one in quotes(workshop)] == ["Aus dem Nähprojekt.", "Mostly listening."]
    for _ in range(2):
        workshop.jonna.presses("1 herausnehmen")
    assert workshop.jonna.last.text == "Kein Satz ist für den Beitrag ausgewählt."
    workshop.jonna.presses("Zurück")
    assert workshop.jonna.last.text.startswith("Noch ist kein Satz")


def test_an_allowed_sentence_is_listed_with_the_name_that_was_allowed(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    amira, *_ = people
    allow(workshop, "Sich kennen.")
    amira.says("/privacy")
    amira.presses("Zitieren ändern")
    amira.presses("Anderer Name")
    amira.says("Mira H.")
    see_quotes(workshop)
    workshop.jonna.presses("Sätze ansehen")
    assert "1 Sich kennen. – <i>Amira</i>\nTag 1, Frage 1 · erlaubt" in workshop.jonna.last.text


def test_a_sentence_that_was_declined_is_not_shown_to_facilitators(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    amira, *_ = people
    propose(workshop)
    see_quotes(workshop)
    workshop.jonna.presses("Jetzt 2 Personen fragen")
    amira.presses("Nicht zitieren")
    workshop.jonna.presses("Sätze ansehen")
    assert "Sich kennen." not in workshop.jonna.last.text
    assert "gefragt, noch ohne Antwort" in workshop.jonna.last.text


def test_whose_sentence_is_taken_off_gets_the_next_one(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    amira, *_ = people
    propose(workshop)
    see_quotes(workshop)
    workshop.jonna.presses("Jetzt 2 Personen fragen")
    first = amira.last
    workshop.jonna.presses("Sätze ansehen")
    workshop.jonna.presses("1 herausnehmen")
    assert "Aus dem Nähprojekt." in amira.last.text
    number = amira.last.message_id
    amira.taps(first.message_id, first.buttons[0][0]["callback_data"])
    assert amira.sees()[-2].text == (
        "Dieser Satz soll nicht mehr in den Beitrag. Du musst nichts entscheiden."
    )
    assert amira.last.message_id == number


def test_many_sentences_come_in_pages(workshop: Arranged) -> None:
    people = [workshop.joins(f"Mensch {n}", Attribution.UNNAMED) for n in range(10)]
    workshop.wakes(at(30, "17:00"))
    for n, human in enumerate(people):
        human.says(f"Satz {n}.")
    propose(workshop)
    see_quotes(workshop)
    workshop.jonna.presses("Sätze ansehen")
    assert "1–8 von 10" in workshop.jonna.last.text
    workshop.jonna.presses("Weitere Sätze")
    assert "9–10 von 10" in workshop.jonna.last.text
    workshop.jonna.presses("9 herausnehmen")
    workshop.jonna.presses("9 herausnehmen")
    assert workshop.jonna.last.text.startswith("<b>Sätze für den Beitrag</b>\n8 Sätze")
    workshop.jonna.presses("8 herausnehmen")
    assert "7 Sätze" in workshop.jonna.last.text


def test_going_back_a_page(workshop: Arranged) -> None:
    people = [workshop.joins(f"Mensch {n}", Attribution.UNNAMED) for n in range(9)]
    workshop.wakes(at(30, "17:00"))
    for n, human in enumerate(people):
        human.says(f"Satz {n}.")
    propose(workshop)
    see_quotes(workshop)
    workshop.jonna.presses("Sätze ansehen")
    workshop.jonna.presses("Weitere Sätze")
    workshop.jonna.presses("Vorige Sätze")
    assert "1–8 von 9" in workshop.jonna.last.text


@pytest.mark.parametrize(
    "data", ["quotelist:{}:x", "quoteoff:{}:1", "quoteoff:{}:99:0", "quoteask:{}:1:x"]
)
def test_buttons_that_mean_nothing_change_nothing(
    workshop: Arranged, people: tuple[Human, ...], data: str
) -> None:
    propose(workshop)
    see_quotes(workshop)
    workshop.jonna.taps(workshop.jonna.last.message_id, data.format(workshop.id))
    assert states(workshop) == [PROPOSED] * 3


def test_sentences_of_another_workshop_are_out_of_reach(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    propose(workshop)
    other = arrange(workshop.chat, number=2)
    answer = quotes(workshop)[0].answer_id
    for verb in ("quoteoff:{}:{}:0", "quotelist:{}:0"):
        for number in (other.id, workshop.id):
            other.jonna.taps(other.jonna.says("x"), verb.format(number, answer))
    assert states(workshop) == [PROPOSED] * 3
    assert "Sich kennen" not in str(other.jonna.sees())


def test_a_left_out_answer_is_neither_asked_about_nor_quoted(
    workshop: Arranged, people: tuple[Human, ...]
) -> None:
    allow(workshop, "Aus dem Nähprojekt.")
    propose(workshop, "Aus dem Nähprojekt.", "Sich kennen.")
    with workshop.chat.begin() as step:
        for one in step.work.quotes.of(workshop.id):
            step.work.summaries.leave_out(one.answer_id, left_out=True)
    see_quotes(workshop)
    assert workshop.jonna.last.text.startswith("Noch ist kein Satz")
