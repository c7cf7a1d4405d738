"""How fast messages leave, within what Telegram allows."""

from dataclasses import replace

import pytest

from bot.rehearsal.standin import Limits, StandIn
from flows.ids import ChatId
from storage.calls import Draft, Lane
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


@pytest.mark.parametrize("commit_seconds", [0.001, 0.002, 0.004])
async def test_a_slow_disk_costs_a_crowd_next_to_no_time(chat: Chat, commit_seconds: float) -> None:
    async with post_office(chat, limits=Limits(), commit_seconds=commit_seconds) as office:
        for number in range(240):
            office.say(office.person(f"Gast {number}").id, "an alle", lane=Lane.BROADCAST)
        await office.deliver()
        assert office.telegram.throttled == 0
        assert max(office.times()) <= 240 / 30 + 1


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


@pytest.mark.parametrize(("per_second", "marked"), [(100, True), (30, False)])
async def test_only_what_is_faster_than_free_is_paid_for_and_only_broadcasts(
    chat: Chat, per_second: int, marked: bool
) -> None:
    async with post_office(chat, per_second=per_second) as office:
        amira, leo = office.person("Amira"), office.person("Leo")
        office.say(amira.id, "an alle", lane=Lane.BROADCAST)
        office.say(leo.id, "Antwort")
        await office.deliver()
        assert paid(office.telegram) == {"an alle": marked, "Antwort": False}


async def test_a_thousand_a_second_reach_a_crowd_at_once(chat: Chat) -> None:
    async with post_office(chat, per_second=1000) as office:
        people = [office.person(f"Gast {number}") for number in range(100)]
        for phone in people:
            office.say(phone.id, "an alle", lane=Lane.BROADCAST)
        await office.deliver()
        assert max(office.times()) <= 0.2


def paid(telegram: StandIn) -> dict[object, bool]:
    sent = [call.parameters for call in telegram.calls if call.method == "sendMessage"]
    return {body["text"]: bool(body.get("allow_paid_broadcast")) for body in sent}


async def test_niceties_that_come_too_late_are_dropped(chat: Chat) -> None:
    async with post_office(chat, limits=Limits()) as office:
        people = [office.person(f"Gast {number}") for number in range(60)]
        for number, phone in enumerate(people):
            body = {"message_id": 1, "reaction": []}
            draft = Draft(f"nicety:{number}", ChatId(phone.id), "setMessageReaction", body)
            office.plan(replace(draft, lane=Lane.NICETY))
        await office.clock.sleep(90)
        office.say(people[0].id, "Antwort")
        await office.deliver()
        assert [call.method for call in office.telegram.calls] == ["sendMessage"]
        assert {office.state(f"nicety:{number}").state for number in range(60)} == {"failed"}
