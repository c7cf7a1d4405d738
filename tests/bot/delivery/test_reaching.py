"""Who cannot be reached, what happens to what was meant for them, and that others go on."""

from collections.abc import Callable

import pytest

from bot.messages.message import Message
from bot.rehearsal.standin import Fault, Phone
from bot.service.step import Step
from flows.ids import ChatId, WorkshopId
from flows.workshop import Destination, Reach, Role
from storage.calls import Draft, Known
from tests.bot.arranging import arrange
from tests.bot.chatting import BOT, Chat
from tests.bot.delivery.post_office import PostOffice, post_office, texts


def reach(office: PostOffice, phone: Phone) -> Reach:
    with office.chat.engine.begin() as connection:
        person = office.chat.work(connection).people.by_chat(ChatId(phone.id))
    assert person is not None
    return person.reach


@pytest.mark.parametrize(
    ("leaves", "expected", "problem"),
    [
        (Phone.block, Reach.BLOCKED, "blocked"),
        (Phone.delete_account, Reach.DEACTIVATED, "deactivated"),
    ],
)
async def test_what_was_planned_for_somebody_who_is_gone_is_dropped_and_others_go_on(
    chat: Chat, leaves: Callable[[Phone], None], expected: Reach, problem: str
) -> None:
    async with post_office(chat) as office:
        amira, leo = office.person("Amira"), office.person("Leo")
        leaves(amira)
        keys = [office.say(amira.id, text) for text in ("eins", "zwei", "drei")]
        office.say(leo.id, "eins")
        await office.deliver()
        assert texts(leo) == ["eins"]
        assert reach(office, amira) is expected
        assert reach(office, leo) is Reach.REACHABLE
        gone = [Known(key, ChatId(amira.id), "failed", None, problem) for key in keys]
        assert [office.state(key) for key in keys] == gone
        assert len(office.times()) == 2


@pytest.mark.parametrize(
    ("code", "description", "problem"),
    [
        (403, "Forbidden: bot can't initiate conversation with a user", "never_started"),
        (400, "Bad Request: chat not found", "chat_gone"),
        (403, "Forbidden: bot was kicked from the group chat", "kicked"),
        (403, "Forbidden: bot is not a member of the channel chat", "kicked"),
        (400, "Bad Request: not enough rights to send text messages to the chat", "no_rights"),
        (403, "Forbidden: something new", "no_rights"),
        (
            400,
            "Bad Request: can't parse entities: Unsupported",
            "Bad Request: can't parse entities",
        ),
        (413, "Request Entity Too Large", "Request Entity Too Large"),
    ],
)
async def test_telegrams_reasons_are_told_apart_and_people_stay_reachable(
    chat: Chat, code: int, description: str, problem: str
) -> None:
    async with post_office(chat) as office:
        amira = office.person("Amira")
        office.telegram.faults.next("sendMessage", Fault.rejected(code, description))
        key = office.say(amira.id, "eins")
        office.say(amira.id, "zwei")
        await office.deliver()
        known = office.state(key)
        assert (known.state, known.problem) == ("failed", problem)
        assert texts(amira) == ["zwei"]
        assert reach(office, amira) is Reach.REACHABLE


async def test_a_group_that_became_a_supergroup_gets_its_post_under_its_new_id(chat: Chat) -> None:
    arranged = arrange(chat)
    async with post_office(chat) as office:
        jonna = office.person("Jonna")
        group = office.telegram.group("Netzwerk Musterviertel", creator=jonna)
        group.add_bot(jonna)
        old = ChatId(group.id)
        with chat.engine.begin() as connection:
            here = Destination(arranged.id, old, "group", "Netzwerk Musterviertel")
            chat.work(connection).destinations.connect(here, chat.now)
        group.migrate()
        parts = [office.say(old, text, repeatable=False) for text in ("Teil 1", "Teil 2")]
        await office.deliver()
        posted = [message.text for message in group.messages if message.from_bot]
        assert posted == ["Teil 1", "Teil 2"]
        new = ChatId(group.id)
        assert [office.state(key).chat for key in parts] == [new, new]
        with chat.engine.begin() as connection:
            (known,) = chat.work(connection).destinations.of(arranged.id)
        assert known.chat == new != old


def say_of(office: PostOffice, workshop: WorkshopId, phone: Phone, html: str) -> None:
    with office.chat.engine.begin() as connection:
        step = Step(office.chat.work(connection), f"test:{phone.id}", BOT)
        step.say(ChatId(phone.id), Message(html), workshop_id=workshop)


async def test_facilitators_learn_whom_a_message_of_their_workshop_did_not_reach(
    chat: Chat,
) -> None:
    arranged = arrange(chat)
    async with post_office(chat) as office:
        amira, tarek = office.person("Amira"), office.telegram.person("Tarek")
        tarek.start()
        facilitates(office, arranged.id, tarek)
        say_of(office, arranged.id, amira, "1 < 2")
        await office.deliver()
        assert texts(amira) == []
        assert len(texts(tarek)) == 1
        assert "Amira" in texts(tarek)[0]


def facilitates(office: PostOffice, workshop: WorkshopId, phone: Phone) -> None:
    with office.chat.engine.begin() as connection:
        work = office.chat.work(connection)
        person = work.people.add(ChatId(phone.id), "Tarek", "de", office.clock.now())
        work.teams.add(workshop, person.id, Role.FACILITATOR, office.clock.now())


async def test_a_change_to_a_message_of_before_is_not_made_under_the_new_id(chat: Chat) -> None:
    async with post_office(chat) as office:
        jonna = office.person("Jonna")
        group = office.telegram.group("Netzwerk Musterviertel", creator=jonna)
        group.add_bot(jonna)
        old = ChatId(group.id)
        said = office.say(old, "Vorher", repeatable=False)
        await office.deliver()
        number = office.state(said).message_id
        group.migrate()
        for key in ("first", "second"):
            body = {"message_id": number, "text": "Nachher"}
            office.plan(Draft(key, old, "editMessageText", body))
        await office.deliver()
        known = [office.state(key) for key in ("first", "second")]
        assert [(one.state, one.problem, one.chat) for one in known] == [
            ("failed", "migrated", old)
        ] * 2
        assert "Nachher" not in str([message.text for message in group.messages])
