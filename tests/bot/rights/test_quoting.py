import pytest

from bot.messages import joining as messages
from flows.attribution import Attribution
from flows.workshop import Joining
from storage.participants import ConsentKind
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import LINK, consents, joined, published, quoting, texts
from tests.bot.sentences import allow, quotes


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def asked(chat: Chat, name: str = "Leo Lind") -> Human:
    """Somebody who has agreed and is asked how they may be quoted."""
    human = chat.person(50, name, "en")
    human.says(LINK)
    human.presses("I agree")
    return human


@pytest.mark.parametrize(
    ("label", "attribution", "settled"),
    [
        ("As “Leo Lind”", Attribution.FULL_NAME, "Suggestion: as “Leo Lind”"),
        ("As “Leo”", Attribution.FIRST_NAME, "Suggestion: as “Leo”"),
        ("Without a name", Attribution.UNNAMED, "Suggestion: without a name"),
        ("Do not quote", Attribution.NOT_QUOTED, "Do not quote"),
    ],
)
def test_four_ways_of_being_quoted(
    chat: Chat, workshop: Arranged, label: str, attribution: Attribution, settled: str
) -> None:
    leo = asked(chat)
    leo.presses(label)
    assert quoting(workshop.participant(leo)) == (attribution, None)
    assert texts(leo.sees())[-2] == f"✓ {settled}. Change: /privacy"
    given = consents(workshop, leo)[-1]
    assert (given.kind, given.version) == (ConsentKind.QUOTING, messages.VERSION)
    assert given.wording.startswith("Thank you. One more question: <b>How may I quote you?</b>")
    assert given.wording.endswith(f"\n\n{label}")


def test_who_has_one_name_is_not_asked_twice_for_it(chat: Chat, workshop: Arranged) -> None:
    oksana = asked(chat, "Oksana")
    assert oksana.last.labels == [
        ["As “Oksana”"],
        ["Without a name", "Do not quote"],
        ["Another name"],
    ]


def test_another_name_is_typed(chat: Chat, workshop: Arranged) -> None:
    leo = asked(chat)
    leo.presses("Another name")
    leo.says("  Leo   L. & Co ")
    assert quoting(workshop.participant(leo)) == (Attribution.FULL_NAME, "Leo L. & Co")
    assert workshop.participant(leo).state is Joining.JOINED
    assert texts(leo.sees())[-2] == "✓ Suggestion: as “Leo L. &amp; Co”. Change: /privacy"


def test_a_name_that_cannot_be_printed_is_asked_for_again(chat: Chat, workshop: Arranged) -> None:
    leo = asked(chat)
    leo.presses("Another name")
    for typed in ("x" * 61, "two\nlines"):
        leo.says(typed)
        assert leo.last.text == (
            "That is no name I can print. Type up to 60 characters on one line, "
            "for example: Amira H."
        )
    leo.says("x" * 60)
    assert quoting(workshop.participant(leo)) == (Attribution.FULL_NAME, "x" * 60)


def test_the_way_back_from_typing_a_name(chat: Chat, workshop: Arranged) -> None:
    leo = asked(chat)
    leo.presses("Another name")
    leo.presses("Back")
    leo.presses("Without a name")
    assert quoting(workshop.participant(leo)) == (Attribution.UNNAMED, None)
    leo.says("Just a word")
    assert quoting(workshop.participant(leo)) == (Attribution.UNNAMED, None)


def test_a_name_for_a_part_that_is_gone_is_no_name(chat: Chat, workshop: Arranged) -> None:
    leo = asked(chat)
    leo.presses("Another name")
    participant = workshop.participant(leo)
    with chat.begin() as step:
        step.work.participants.remove(participant.id)
    leo.says("Leo L.")
    assert leo.last.text.startswith("Hello. I am Nachklang")


def test_it_can_be_changed_at_any_time_and_each_choice_is_recorded(
    chat: Chat, workshop: Arranged
) -> None:
    leo = joined(chat)
    leo.says("/privacy")
    assert leo.last.text.endswith("<b>Quoting:</b> As “Leo”")
    leo.presses("Change quoting")
    assert leo.last.text.startswith("<b>How may I quote you?</b>")
    leo.presses("Do not quote")
    assert quoting(workshop.participant(leo)) == (Attribution.NOT_QUOTED, None)
    assert workshop.participant(leo).state is Joining.JOINED
    kinds = [(one.kind, one.withdrawn_at) for one in consents(workshop, leo)]
    assert kinds == [
        (ConsentKind.TAKING_PART, None),
        (ConsentKind.QUOTING, chat.now),
        (ConsentKind.QUOTING, None),
    ]


def test_a_change_after_publishing_is_told_to_the_facilitators_without_a_name(
    chat: Chat, workshop: Arranged
) -> None:
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    leo.says("Mostly listening.")
    allow(workshop)
    published(workshop)
    leo.says("/privacy")
    leo.presses("Change quoting")
    leo.presses("Do not quote")
    workshop.attends()
    assert workshop.jonna.last.text == (
        "<b>1 Zitat wurde zurückgezogen.</b> Der Beitrag ist schon geändert, die Dateien sind neu."
        "\nTag 1, Frage 1: ein Zitat weniger, hier steht jetzt keins\n"
        "Ihr müsst nichts tun."
    )


def test_another_wish_leaves_what_was_allowed_alone(chat: Chat, workshop: Arranged) -> None:
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    leo.says("Mostly listening.")
    allow(workshop)
    before = quotes(workshop)
    published(workshop)
    leo.says("/privacy")
    leo.presses("Change quoting")
    leo.presses("Without a name")
    assert leo.last.text == (
        "✓ Suggestion: without a name. Change: /privacy\n"
        "What you have already allowed stays as you allowed it: /answers"
    )
    assert (quotes(workshop), before[0].name) == (before, "Leo")
    assert workshop.jonna.sees() == []


def test_what_is_no_way_of_being_quoted_changes_nothing(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    leo.taps(leo.last.message_id, f"quote:{workshop.participant(leo).id}:loudly")
    assert quoting(workshop.participant(leo)) == (Attribution.FIRST_NAME, None)
    assert chat.toasts == [
        "This button no longer does anything. Nothing changes. What you can do: /help"
    ]
