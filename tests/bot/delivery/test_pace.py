"""How fast messages leave, within what Telegram allows."""

from bot.rehearsal.standin import Limits
from storage.calls import Lane
from tests.bot.chatting import Chat
from tests.bot.delivery.post_office import post_office, texts


async def test_three_messages_for_each_of_sixty_people_meet_no_429_and_lose_no_time(
    chat: Chat,
) -> None:
    async with post_office(chat, limits=Limits()) as office:
        people = [office.person(f"Gast {number}") for number in range(60)]
        for text in ("eins", "zwei", "drei", "vier"):
            for phone in people:
                office.say(phone.id, text, lane=Lane.BROADCAST)
        await office.deliver()
        assert office.telegram.throttled == 0
        assert [texts(phone) for phone in people] == [["eins", "zwei", "drei", "vier"]] * 60
        assert max(office.times()) <= 240 / 30 + 2


async def test_a_reply_leaves_before_a_broadcast_that_is_under_way(chat: Chat) -> None:
    async with post_office(chat, limits=Limits()) as office:
        people = [office.person(f"Gast {number}") for number in range(60)]
        for phone in people:
            office.say(phone.id, "an alle", lane=Lane.BROADCAST)
        office.say(people[-1].id, "Antwort")
        await office.deliver()
        assert texts(people[-1]) == ["Antwort", "an alle"]


async def test_a_group_gets_a_long_post_in_order_and_within_its_minute(chat: Chat) -> None:
    async with post_office(chat, limits=Limits()) as office:
        jonna = office.person("Jonna")
        group = office.telegram.supergroup("Netzwerk", creator=jonna)
        group.add_bot(jonna)
        parts = [f"Teil {number}" for number in range(25)]
        for part in parts:
            office.say(group.id, part, repeatable=False)
        await office.deliver()
        assert [message.text for message in group.messages if message.from_bot] == parts
        assert office.telegram.throttled == 0
        assert max(office.times()) >= 60
