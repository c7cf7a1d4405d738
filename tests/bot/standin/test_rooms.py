from typing import Any

import pytest

from bot.rehearsal.standin import Group, Phone, StandIn, Standing
from tests.bot.standin.calling import Api, Refusal, bad, forbidden


@pytest.fixture
def group(standin: StandIn, ana: Phone) -> Group:
    return standin.group("Netzwerk", creator=ana)


def kinds(updates: list[dict[str, Any]]) -> list[str]:
    """What each update brings: a text, or the kind of a service message or change."""
    found = []
    for update in updates:
        message = update.get("message") or update.get("channel_post") or {}
        common = {"message_id", "date", "chat", "from", "sender_chat", "entities"}
        other = sorted(message.keys() - common) or sorted(update.keys() - {"update_id"})
        found.append(message.get("text") or other[0])
    return found


async def test_a_link_brings_the_bot_and_its_payload_into_a_group(
    api: Api, ana: Phone, group: Group
) -> None:
    assert await api("getChat", chat_id=group.id) == bad("chat not found")
    group.add_bot(ana, "g_x")
    updates = await api.updates()
    assert kinds(updates) == [
        "my_chat_member",
        "new_chat_members",
        "/start@nachklang_probe_bot g_x",
    ]
    change = updates[0]["my_chat_member"]
    assert change["chat"] == {"id": group.id, "type": "group", "title": "Netzwerk"}
    assert change["old_chat_member"]["status"] == "left"
    assert change["new_chat_member"]["status"] == "member"
    assert updates[2]["message"]["from"] == ana.person.user()


async def test_in_a_group_the_bot_reads_only_what_is_meant_for_it(
    api: Api, ana: Phone, group: Group
) -> None:
    group.say(ana, "/vorher")
    group.add_bot(ana)
    sent = await api("sendMessage", chat_id=group.id, text="Hallo zusammen")
    assert sent["message_id"] == group.messages[-1].id
    bots = group.messages[-1]
    own = group.say(ana, "Wer bist du?")
    group.say(ana, "Doch", reply_to=own)
    group.say(ana, "Danke", reply_to=bots)
    group.say(ana, "/help@other_bot")
    group.say(ana, "/help@nachklang_probe_bot")
    group.make_bot_admin(ana)
    group.say(ana, "Jetzt alles")
    assert kinds(await api.updates())[2:] == [
        "Danke",
        "/help@nachklang_probe_bot",
        "my_chat_member",
        "Jetzt alles",
    ]


async def test_a_bot_that_was_removed_cannot_write(
    api: Api, ana: Phone, group: Group, standin: StandIn
) -> None:
    super_, channel = standin.supergroup("S", creator=ana), standin.channel("K", creator=ana)
    group.add_bot(ana)
    super_.add_bot(ana)
    channel.add_bot(ana)
    await api.updates()
    rooms = (group, super_, channel)
    for room in rooms:
        room.remove_bot(ana)
    refusals = [await api("sendMessage", chat_id=room.id, text="x") for room in rooms]
    assert refusals == [
        forbidden("bot was kicked from the group chat"),
        forbidden("bot was kicked from the supergroup chat"),
        forbidden("bot was kicked from the channel chat"),
    ]
    assert [list(room.messages[-1].extra) for room in rooms[:2]] == [["left_chat_member"]] * 2
    assert channel.messages == []
    group.say(ana, "/help")
    channel.say(ana, "/help")
    assert kinds(await api.updates()) == ["my_chat_member"] * 3


async def test_a_bot_may_leave(api: Api, ana: Phone, group: Group) -> None:
    group.add_bot(ana)
    await api.updates()
    assert await api("leaveChat", chat_id=group.id) is True
    assert kinds(await api.updates()) == ["my_chat_member"]
    assert list(group.messages[-1].extra) == ["left_chat_member"]
    refusal = forbidden("bot is not a member of the group chat")
    assert await api("leaveChat", chat_id=group.id) == refusal
    assert await api("getChat", chat_id=group.id) == refusal
    answer = await api("leaveChat", chat_id=ana.id)
    assert answer == bad("chat member status can't be changed in private chats")


async def test_leaving_a_channel_says_nothing_there(api: Api, ana: Phone, standin: StandIn) -> None:
    channel = standin.channel("Aktuell", creator=ana)
    channel.add_bot(ana)
    await api("leaveChat", chat_id=channel.id)
    assert channel.messages == []


async def test_a_group_that_grows_gets_another_id(api: Api, ana: Phone, group: Group) -> None:
    group.add_bot(ana)
    await api("sendMessage", chat_id=group.id, text="vorher")
    await api.updates()
    old = group.id
    group.migrate()
    gone, come = [update["message"] for update in await api.updates()]
    assert (gone["chat"]["id"], gone["migrate_to_chat_id"]) == (old, group.id)
    assert (come["chat"]["id"], come["migrate_from_chat_id"]) == (group.id, old)
    assert come["chat"]["type"] == "supergroup"
    assert await api("sendMessage", chat_id=old, text="x") == Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": group.id},
    )
    sent = await api("sendMessage", chat_id=group.id, text="nachher")
    assert (come["message_id"], sent["message_id"]) == (1, 2)
    texts = [message.text for message in group.messages if message.text]
    assert (texts, group.title) == (["vorher", "nachher"], "Netzwerk")


async def test_posts_in_a_channel_have_no_author(api: Api, ana: Phone, standin: StandIn) -> None:
    channel = standin.channel("Aktuell", creator=ana)
    channel.say(ana, "vorher")
    channel.add_bot(ana)
    channel.say(ana, "/connect g_x")
    change, post = await api.updates()
    assert change["my_chat_member"]["new_chat_member"]["can_post_messages"] is True
    assert "from" not in post["channel_post"]
    assert post["channel_post"]["sender_chat"] == {
        "id": channel.id,
        "type": "channel",
        "title": "Aktuell",
    }
    sent = await api("sendMessage", chat_id=channel.id, text="Beitrag")
    assert (sent["message_id"], "from" in sent) == (3, False)


async def test_posting_in_a_channel_takes_a_right(api: Api, ana: Phone, standin: StandIn) -> None:
    channel = standin.channel("Aktuell", creator=ana)
    channel.add_bot(ana, may_post=False)
    refusal = await api("sendMessage", chat_id=channel.id, text="x")
    assert refusal == bad("need administrator rights in the channel chat")


async def test_a_bot_cannot_delete_what_others_wrote_in_a_group(
    api: Api, ana: Phone, group: Group
) -> None:
    group.add_bot(ana)
    said = group.say(ana, "Hallo")
    refusal = await api("deleteMessage", chat_id=group.id, message_id=said.id)
    assert refusal == bad("message can't be deleted")


async def test_the_bot_learns_who_is_what(
    api: Api, ana: Phone, group: Group, standin: StandIn
) -> None:
    leo, grace = standin.person("Leo"), standin.person("Grace")
    group.join(leo)
    group.join(grace, Standing.ADMINISTRATOR)
    group.add_bot(ana)
    me = (await api("getMe"))["id"]
    users = [ana.id, leo.id, grace.id, standin.person("Fremd").id, me]
    statuses = [
        (await api("getChatMember", chat_id=group.id, user_id=user))["status"] for user in users
    ]
    assert statuses == ["creator", "member", "administrator", "left", "member"]
    leading = await api("getChatAdministrators", chat_id=group.id)
    assert [member["user"]["id"] for member in leading] == [ana.id, grace.id]
    group.make_bot_admin(ana)
    leading = await api("getChatAdministrators", chat_id=group.id)
    assert [member["user"]["id"] for member in leading] == [ana.id, grace.id, me]


async def test_who_is_unknown_has_no_standing(api: Api, ana: Phone, group: Group) -> None:
    group.add_bot(ana)
    unknown = await api("getChatMember", chat_id=group.id, user_id=1)
    missing = await api("getChatMember", chat_id=group.id)
    private = await api("getChatMember", chat_id=ana.id, user_id=1)
    assert [unknown, missing, private] == [
        bad("user not found"),
        bad("invalid user_id specified"),
        bad("user not found"),
    ]
    own = await api("getChatMember", chat_id=ana.id, user_id=ana.id)
    assert own == {"status": "member", "user": ana.person.user()}
    refusal = await api("getChatAdministrators", chat_id=ana.id)
    assert refusal == bad("there are no administrators in the private chat")
