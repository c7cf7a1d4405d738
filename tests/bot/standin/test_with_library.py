"""What the library that real bots use makes of the stand-in: it reads every shape strictly."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import (
    Bot,
    BotCommand,
    ChatMemberAdministrator,
    ChatMemberBanned,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    ReplyParameters,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, RetryAfter

from bot.rehearsal.standin import Fault, Phone, StandIn

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[Bot]:
    root = standin.url
    async with Bot(standin.token, f"{root}/bot", f"{root}/file/bot") as bot:
        yield bot


async def test_the_bot_knows_itself(bot: Bot) -> None:
    assert (bot.id, bot.username) == (1000, "nachklang_probe_bot")


async def test_updates_of_private_chats_have_the_real_shape(bot: Bot, ana: Phone) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])
    sent = await bot.send_message(ana.id, "<b>Frage</b>", "HTML", reply_markup=keyboard)
    ana.press("Ja")
    ana.press_stale("ja", 99)
    said = ana.say("/help", reply_to=ana.messages[-1])
    ana.edit(said, "Doch nicht")
    for send in (ana.sticker, ana.voice, ana.location, ana.contact):
        send()
    ana.photo("Bild")
    ana.block()
    updates = await bot.get_updates(timeout=1)
    press, stale, command, edited, sticker, voice, place, card, picture, blocked = updates
    assert all(not update.api_kwargs for update in updates)
    assert press.callback_query is not None
    assert press.callback_query.message == sent
    assert stale.callback_query is not None
    assert stale.callback_query.message is not None
    assert stale.callback_query.message.date == datetime.fromtimestamp(0, UTC)
    assert command.message is not None
    assert command.message.reply_to_message == sent
    assert [entity.type for entity in command.message.entities] == ["bot_command"]
    assert edited.edited_message is not None
    assert edited.edited_message.edit_date is not None
    shown = [update.message for update in (sticker, voice, place, card, picture)]
    assert all(message is not None and message.effective_attachment for message in shown)
    assert blocked.my_chat_member is not None
    assert isinstance(blocked.my_chat_member.new_chat_member, ChatMemberBanned)


async def test_updates_of_groups_have_the_real_shape(
    bot: Bot, ana: Phone, standin: StandIn
) -> None:
    group, channel = standin.group("Gruppe", creator=ana), standin.channel("Kanal", creator=ana)
    group.add_bot(ana, "g_x")
    old = group.id
    group.migrate()
    channel.add_bot(ana)
    channel.say(ana, "Beitrag")
    updates = await bot.get_updates()
    _, joined, started, gone, come, admin, post = updates
    assert joined.message is not None
    assert joined.message.new_chat_members == (bot.bot,)
    assert started.message is not None
    assert started.message.text == "/start@nachklang_probe_bot g_x"
    assert gone.message is not None
    assert gone.message.migrate_to_chat_id == group.id
    assert come.message is not None
    assert come.message.migrate_from_chat_id == old
    assert admin.my_chat_member is not None
    assert isinstance(admin.my_chat_member.new_chat_member, ChatMemberAdministrator)
    assert post.channel_post is not None
    assert post.channel_post.from_user is None
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(old, "x")
    assert migrated.value.new_chat_id == group.id
    assert (await bot.get_chat(group.id)).type == ChatType.SUPERGROUP
    assert [m.user.id for m in await bot.get_chat_administrators(group.id)] == [ana.id]
    assert await bot.leave_chat(group.id)


async def test_messages_come_back_as_they_were_sent(bot: Bot, ana: Phone) -> None:
    said = ana.say("Hallo")
    reply = ReplyParameters(said.id)
    picture = await bot.send_photo(ana.id, InputFile(PNG, "qr.png"), "Bild", reply_parameters=reply)
    assert (picture.caption, picture.reply_to_message and picture.reply_to_message.text) == (
        "Bild",
        "Hallo",
    )
    document = await bot.send_document(ana.id, b"x", filename="daten.json")
    assert document.document is not None
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"x"
    text = await bot.send_message(ana.id, "Vorher")
    edited = await text.edit_text("Nachher")
    assert not isinstance(edited, bool)
    assert edited.text == "Nachher"
    assert await text.delete()
    assert await bot.set_message_reaction(ana.id, said.id, "👍")
    assert await bot.set_my_commands([BotCommand("help", "Hilfe")])
    assert ana.commands == [("help", "Hilfe")]
    assert (await bot.get_webhook_info()).pending_update_count == 1


async def test_errors_are_the_library_s_own(
    bot: Bot, ana: Phone, standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # Otherwise the library warns of its own future.
    with pytest.raises(BadRequest, match="parse entities"):
        await bot.send_message(ana.id, "<", "HTML")
    standin.faults.next("sendMessage", Fault.throttled(3))
    with pytest.raises(RetryAfter):
        await bot.send_message(ana.id, "x")
    ana.block()
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(ana.id, "x")
    await bot.set_webhook("https://bot.example/hook")
    with pytest.raises(Conflict, match="webhook"):
        await bot.get_updates()
