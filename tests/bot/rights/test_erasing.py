from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.messages.message import Message
from bot.service import erasing, keeping
from bot.service.step import Step
from flows.workshop import Joining, Role
from storage.inbox import Arrival
from storage.tables import metadata
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import LINK, consents, joined, published, texts
from tests.bot.sentences import allow

GOODBYE = "Deleted. You will get no more messages from me. Thank you for your time."


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def answering(workshop: Arranged) -> Human:
    workshop.wakes(at(30, "17:00"))
    leo = joined(workshop.chat)
    leo.says("Mostly listening.")
    return leo


def opened(chat: Chat) -> Iterator[bytes]:
    """Every stored value that can be anybody's, as plain bytes where it is not sealed."""
    with chat.engine.begin() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    yield value if isinstance(value, bytes) else str(value).encode()


def test_it_says_what_goes_what_stays_and_asks_once(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/forgetme")
    assert (
        leo.last.text
        == """\
<b>Delete everything?</b>
This deletes: your name, your answer and all consents, in all workshops. Nobody can bring it back.

What I cannot delete:
• this chat and Telegram's own servers: please clear the chat yourself
• copies that others made, such as screenshots
• backups: they disappear after 30 days and are no longer used for you

Only stop, without deleting: /leave"""
    )
    assert leo.last.button("Delete everything")["style"] == "danger"
    leo.presses("Cancel")
    assert leo.last.text == "Nothing deleted."
    assert workshop.participant(leo).state is Joining.JOINED


def test_nothing_of_the_person_is_left_once_the_goodbye_is_sent(
    chat: Chat, workshop: Arranged
) -> None:
    leo = answering(workshop)
    with chat.begin() as step:
        step.work.inbox.add([Arrival(7, leo.id, {"text": "old"})], chat.now)
        step.work.inbox.done(7)
    leo.says("/forgetme")
    leo.presses("Delete everything")
    assert leo.last.text == GOODBYE
    (asked,) = (one for one in leo.sees() if one.text.startswith("<b>Delete everything?"))
    assert asked.buttons == ()
    with chat.begin() as step:
        assert step.work.people.by_chat(leo.id) is None
        assert step.work.summaries.answers(workshop.id) == ()
        assert step.work.participants.joined(workshop.id) == ()
        assert step.work.traces.said(leo.id) == ()
        assert step.work.outbox.states("farewell:") == []
    assert [value for value in opened(chat) if value == str(leo.id).encode()] == []


def test_the_goodbye_goes_even_where_it_cannot_be_delivered(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    person = workshop.person(leo)
    with chat.engine.begin() as connection:
        step = Step(chat.work(connection), "update:1000", "bot")
        erasing.erase(step, person, None)
        assert step.erased
        goodbye, menu = step.work.outbox.claim(chat.now, most=9, resting=())
        assert (goodbye.draft.chat, menu.draft.method) == (leo.id, "deleteMyCommands")
        step.work.outbox.sent(menu.id, None, chat.now)
        step.work.outbox.retry(goodbye.id, chat.now, "429")
        assert [one.state for one in step.work.outbox.states("farewell:")] == ["retry"]
        step.work.outbox.failed(goodbye.id, "403")
        assert step.work.outbox.states("farewell:") == []


def test_nothing_is_left_of_the_menu_of_somebody_who_was_erased(
    chat: Chat, workshop: Arranged
) -> None:
    leo = joined(chat)
    leo.says("/language")
    leo.presses("Deutsch")
    person = workshop.person(leo)
    with chat.begin() as step:
        assert step.work.outbox.states(f"menu:{person.id}:") != []
        erasing.erase(step, person, None)
    with chat.begin() as step:
        assert step.work.outbox.states("menu:") == []


def test_deleting_a_workshop_erases_what_was_said_to_its_people(
    chat: Chat, workshop: Arranged
) -> None:
    leo = joined(chat)
    jonna = workshop.person(workshop.jonna)
    with chat.engine.begin() as connection:
        step = Step(chat.work(connection), "update:1000", "bot")
        keeping.delete(step, step.work.workshops.get(workshop.id), jonna)
        assert step.erased
        assert step.work.traces.said(leo.id) == ()


def test_what_somebody_writes_after_asking_to_be_forgotten_is_a_new_beginning(
    chat: Chat, workshop: Arranged
) -> None:
    leo = joined(chat)
    with chat.begin() as step:
        step.work.inbox.add([Arrival(8, leo.id, {"text": LINK})], chat.now)
    leo.says("/forgetme")
    leo.presses("Delete everything")
    with chat.begin() as step:
        assert [arrival.update_id for arrival in step.work.inbox.next(9)] == [8]


def test_the_same_person_can_come_back_as_somebody_new(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    leo.says("/forgetme")
    leo.presses("Delete everything")
    leo.says(LINK)
    assert leo.last.labels[0] == ["I agree", "No, thanks"]
    leo.presses("I agree")
    leo.presses("Without a name")
    assert [one.kind for one in consents(workshop, leo)] == ["taking_part", "quoting"]
    assert "Question 1 of 5" in leo.last.text


def test_copies_of_words_in_the_teams_chats_go_too(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    jonna = workshop.jonna
    with chat.begin() as step:
        step.say(jonna.id, Message("Leo: Mostly listening."))
    leo.says("/forgetme")
    leo.presses("Delete everything")
    with chat.begin() as step:
        assert step.work.traces.said(jonna.id) == ()


def test_a_published_post_is_changed_before_the_last_words(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    allow(workshop)
    published(workshop)
    leo.says("/forgetme")
    assert "1 post is already published: I take your quote out of it." in (
        leo.last.text.splitlines()
    )
    leo.presses("Delete everything")
    assert leo.last.text.startswith("<b>Delete everything?</b>")
    workshop.attends()
    assert leo.last.text == (
        "Deleted. Your quote is no longer in the post, and the numbers have been recalculated.\n"
        "I am asking the organisers to take the passages out of copies too. "
        "I cannot check whether that works everywhere."
    )
    assert workshop.jonna.last.text.startswith("<b>1 Zitat wurde zurückgezogen.</b>")
    assert "Leo" not in str(workshop.jonna.sees())


def test_the_last_facilitator_has_to_hand_over_first(chat: Chat, workshop: Arranged) -> None:
    jonna = workshop.jonna
    jonna.says("/forgetme")
    assert jonna.last.text == (
        "Nur du moderierst „Netzwerkarbeit“.\n"
        "Noch ist nichts gelöscht. Die Menschen darin stünden sonst allein da.\n"
        "Gib zuerst ab: /invite facilitator, oder lösche den Workshop: /delete\n"
        "Schreib danach noch einmal /forgetme."
    )
    jonna.taps(jonna.last.message_id, "forgetyes")
    assert jonna.last.text.startswith("Nur du moderierst")
    workshop.has_role("Tarek Muster", Role.FACILITATOR)
    jonna.says("/forgetme")
    jonna.presses("Alles löschen")
    assert jonna.last.text == "Gelöscht. Von mir kommt keine Nachricht mehr. Danke für deine Zeit."
    with chat.begin() as step:
        assert step.work.people.by_chat(jonna.id) is None
        assert step.work.workshops.find(workshop.id) is not None


def test_the_last_owner_is_warned(chat: Chat, workshop: Arranged) -> None:
    leo = joined(chat)
    person = workshop.person(leo)
    with chat.begin() as step:
        step.work.people.save(replace(person, owner=True))
    leo.says("/forgetme")
    assert (
        "You run this bot, and nobody else does: then a new owner has to be named on the machine "
        "that it runs on."
    ) in leo.last.text.splitlines()


def test_of_strangers_there_is_nothing_to_delete(chat: Chat, workshop: Arranged) -> None:
    sam = chat.person(99, "Sam", "en")
    sam.says("/forgetme")
    assert texts(sam.sees()) == ["You take part in nothing, so I keep nothing about you."]
