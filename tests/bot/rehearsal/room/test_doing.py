"""What people can do with their phones in the room, and what their apps do not let them."""

import base64
import json

import pytest

from bot.rehearsal.room import Action, Impossible, decode
from bot.rehearsal.room.actions import (
    AddBot,
    Block,
    Delete,
    DeleteAccount,
    Edit,
    Found,
    MakeAdmin,
    Migrate,
    NextDue,
    OpenLink,
    PassOn,
    Press,
    RemoveBot,
    Say,
    SendContact,
    SendDocument,
    SendLocation,
    SendPhoto,
    SendSticker,
    SendVoice,
    Start,
    SwitchLanguage,
    Unblock,
)
from bot.rehearsal.standin.samples import PICTURE
from tests.bot.rehearsal.room.hands import hands

LEO, GROUP = 5_000_000_003, -2_000_000_008


async def test_a_link_is_opened_and_the_newest_one_is_offered() -> None:
    async with hands() as at:
        leo = at.person("Leo").id
        assert at.chat(leo).link is None
        await at.set_up()
        link = at.chat(leo).link
        assert link is not None
        assert "?start=p_" in link
        assert at.chat(at.jonna).link is None  # She shows it to others.

        await at.do(OpenLink(leo, link))

        assert at.has(leo, "joinyes:")
        assert at.chat(leo).link is None
        assert at.chat(at.person("Grace").id).link == link


async def test_a_message_is_replied_to_changed_and_removed() -> None:
    async with hands() as at:
        await at.say(at.jonna, "/help")
        help_, typed = at.newest(at.jonna), at.chat(at.jonna).messages[-2]

        await at.do(Say(at.jonna, "Danke", reply_to=help_.id))
        thanks = next(one for one in at.chat(at.jonna).messages if one.text == "Danke")
        assert thanks.reply_to == help_.id
        await at.do(Edit(at.jonna, thanks.id, "Danke dir"))
        await at.do(Delete(at.jonna, typed.id))
        await at.do(Delete(at.jonna, help_.id))

        left = {one.id: one.text for one in at.chat(at.jonna).messages}
        assert left[thanks.id] == "Danke dir"
        assert not left.keys() & {typed.id, help_.id}


async def test_whatever_is_sent_besides_words_can_be_seen_and_fetched() -> None:
    async with hands() as at:
        leo = at.person("Leo").id
        for action in (
            SendPhoto(leo, caption="Tafelbild"),
            SendPhoto(leo, b"\xff\xd8\xff and more"),
            SendVoice(leo),
            SendSticker(leo),
            SendLocation(leo),
            SendContact(leo),
        ):
            await at.room.act(action)

        first, second, voice, sticker, place, card = [
            one for one in at.chat(leo).messages if not one.from_bot
        ]
        assert first.photo is not None
        assert second.photo is not None
        found = at.room.file(first.photo.id)
        assert found is not None
        assert (first.caption, found.content) == ("Tafelbild", PICTURE)
        assert second.photo.content == b"\xff\xd8\xff and more"
        file = at.room.file(voice.extra["voice"]["file_id"])
        assert file is not None
        assert file.mime == "audio/ogg"
        assert [*sticker.extra, *place.extra, *card.extra] == ["sticker", "location", "contact"]
        assert at.room.file("nothing") is None


async def test_a_file_is_sent_with_its_name_and_the_bot_asks_for_words() -> None:
    async with hands() as at:
        await at.do(SendDocument(at.jonna, b"%PDF-1.7", "Plan.pdf", "Siehe Anhang"))
        sent, reply = at.chat(at.jonna).messages[-2:]

        assert sent.document is not None
        assert (sent.document.name, sent.document.content) == ("Plan.pdf", b"%PDF-1.7")
        assert sent.caption == "Siehe Anhang"
        assert reply.text == (
            "Das kann ich nicht auswerten und habe es nicht aufgehoben. "
            "Schreib deine Antwort bitte als Text. "
            "Die Worte darunter habe ich nicht gespeichert. "
            "Zum Kopieren halte den Finger auf sie."
        )

        await at.room.act(SendDocument(at.jonna))
        sample = next(one.document for one in reversed(at.chat(at.jonna).messages) if one.document)
        assert sample.name == "notizen.txt"
        with pytest.raises(Impossible, match="up to 10 MB"):
            await at.room.act(SendDocument(at.jonna, b" " * 10_000_001, "groß.bin"))
        with pytest.raises(Impossible, match="There is nothing in this file"):
            await at.room.act(SendDocument(at.jonna, b"", "leer.txt"))


async def test_a_text_that_is_forwarded_from_the_group_is_an_answer() -> None:
    async with hands() as at:
        await at.set_up()
        leo = at.person("Leo").id
        await at.all_answer()
        await at.do(NextDue())
        await at.do(Say(at.jonna, "Wir haben viel gelacht.", chat=GROUP))
        said = at.newest(GROUP)

        await at.do(PassOn(leo, said.id, chat=GROUP))

        forwarded = next(one for one in reversed(at.chat(leo).messages) if not one.from_bot)
        assert forwarded.text == "Wir haben viel gelacht."
        assert forwarded.forwarded_from == "Jonna Beispiel"
        assert at.look().crowd.answered[0].answers == 1
        with pytest.raises(Impossible, match="That message is gone"):
            await at.do(PassOn(leo, 999))


async def test_the_bot_is_blocked_and_let_in_again_by_start() -> None:
    async with hands() as at:
        await at.set_up()
        leo = at.person("Leo").id
        await at.do(Start(leo))
        await at.do(Block(leo))
        assert at.chat(leo).blocked
        with pytest.raises(
            Impossible, match=r"Leo Lind has blocked the bot\. Unblock it, or press"
        ):
            await at.do(Say(leo, "Hallo"))

        await at.do(Start(leo))
        assert not at.chat(leo).blocked
        await at.do(Block(leo))
        await at.do(Unblock(leo))
        assert not at.person("Leo").blocked


async def test_a_phone_gets_another_language_and_the_menu_with_it() -> None:
    async with hands() as at:
        await at.say(at.jonna, "/help")
        german = at.chat(at.jonna).commands
        await at.do(SwitchLanguage(at.jonna, "en"))

        assert at.person("Jonna").language == "en"
        assert [name for name, _ in at.chat(at.jonna).commands] == [name for name, _ in german]


async def test_a_button_that_is_gone_is_pressed_as_by_an_app_that_has_not_noticed() -> None:
    async with hands() as at:
        await at.say(at.jonna, "/new")
        message = at.newest(at.jonna)
        cancel = next(
            one.data for row in message.buttons for one in row if one.data == "new:cancel"
        )
        await at.do(Press(at.jonna, message.id, cancel))
        assert not at.newest(at.jonna).buttons

        await at.do(Press(at.jonna, message.id, cancel))

        assert at.chat(at.jonna).toasts == (
            "Dieser Knopf gilt nicht mehr. Es ändert sich nichts. Was geht: /help",
        )


async def test_the_bot_comes_into_a_group_by_the_button_that_leads_there() -> None:
    async with hands() as at:
        await at.set_up()
        await at.press(at.jonna, "dest:")
        message, button = next(
            (message, one)
            for message in reversed(at.chat(at.jonna).messages)
            for row in message.buttons
            for one in row
            if one.url and "startgroup=" in one.url
        )

        await at.do(Press(at.jonna, message.id, button.label))

        assert at.look().groups[0].bot == "member"
        assert any(one.from_bot for one in at.chat(at.group).messages)
        with pytest.raises(Impossible, match="Leo Lind has made no group"):
            await at.do(OpenLink(at.person("Leo").id, str(button.url)))


async def test_in_a_group_people_write_change_and_delete() -> None:
    async with hands() as at:
        leo = at.person("Leo").id
        await at.do(AddBot(at.group, at.jonna))
        await at.do(Say(leo, "Hallo zusammen", chat=at.group))
        said = at.newest(at.group)
        await at.do(Edit(leo, said.id, "Hallo", chat=at.group))
        await at.do(SendPhoto(at.jonna, chat=at.group))
        assert [one.formatted.text for one in at.chat(at.group).messages[-2:]] == ["Hallo", ""]

        await at.do(Delete(leo, said.id, chat=at.group))
        with pytest.raises(Impossible, match="Only its author, and who made the group"):
            await at.do(Delete(leo, at.newest(at.group).id, chat=at.group))
        assert at.newest(at.group).photo is not None


async def test_a_group_becomes_a_supergroup_and_keeps_its_old_name_for_actions() -> None:
    async with hands() as at:
        old = at.group
        await at.do(AddBot(old, at.jonna))
        await at.do(Migrate(old))

        (group,) = at.look().groups
        assert (group.kind, group.id != old) == ("supergroup", True)
        await at.do(MakeAdmin(old, at.jonna))
        assert at.look().groups[0].bot == "administrator"
        assert at.chat(old) == at.chat(group.id)
        await at.do(RemoveBot(group.id, at.jonna))
        assert at.look().groups[0].bot == "kicked"


async def test_a_channel_is_founded_and_the_bot_brought_in() -> None:
    async with hands() as at:
        await at.do(Found(at.jonna, "Neuigkeiten", "channel"))
        channel = at.look().groups[1]
        assert (channel.title, channel.kind, channel.bot) == ("Neuigkeiten", "channel", "")

        await at.do(AddBot(channel.id, at.jonna))
        await at.do(Say(at.jonna, "Guten Tag", chat=channel.id))

        assert at.look().groups[1].bot == "administrator"
        assert at.newest(channel.id).text == "Guten Tag"


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (Say(LEO, "  "), "There is nothing to send yet. Write something."),
        (Say(LEO, "a", chat=5), "There is no such group any more."),
        (Say(LEO, "a", reply_to=77), "That message is gone."),
        (Edit(LEO, 77, "a"), "That message is gone."),
        (Delete(LEO, 77), "That message is gone."),
        (Press(LEO, 77, "a", GROUP), "That button is gone."),
        (OpenLink(LEO, "https://example.org"), "That link does not lead to the bot."),
        (Block(LEO), "Leo Lind has no chat with the bot yet."),
        (Unblock(LEO), "Leo Lind has not blocked the bot."),
        (SwitchLanguage(LEO, "Deutsch!"), "That is no language."),
        (SendPhoto(LEO, b"GIRAFFE"), "That is no picture that Telegram knows."),
        (SendVoice(LEO, b"GIRAFFE"), "That is no voice message."),
        (RemoveBot(GROUP, LEO), "The bot is not in “Netzwerk Musterviertel”."),
        (MakeAdmin(GROUP, LEO), "The bot is not in “Netzwerk Musterviertel”."),
        (Migrate(LEO), "There is no such group any more."),
        (Found(LEO, " "), "A title has 1 to 128 characters."),
        (Found(LEO, "a", "club"), "Make a group, a supergroup or a channel."),
        (AddBot(GROUP, 3), "There is nobody with that phone any more."),
    ],
)
async def test_what_an_app_does_not_let_people_do_is_said_kindly(action: Action, why: str) -> None:
    async with hands() as at:
        assert (at.person("Leo").id, at.group) == (LEO, GROUP)
        with pytest.raises(Impossible) as impossible:
            await at.room.act(action)
        assert str(impossible.value).startswith(why)


async def test_who_has_deleted_their_account_does_nothing_more() -> None:
    async with hands() as at:
        leo = at.person("Leo").id
        await at.do(DeleteAccount(leo))
        with pytest.raises(Impossible, match="Leo Lind has deleted their account"):
            await at.do(Start(leo))


async def test_only_words_of_one_s_own_are_changed() -> None:
    async with hands() as at:
        await at.say(at.jonna, "/help")
        await at.do(SendSticker(at.jonna))
        sticker = [one for one in at.chat(at.jonna).messages if one.extra][-1]
        theirs = next(one for one in at.chat(at.jonna).messages if one.from_bot)
        with pytest.raises(Impossible, match="Only words can be changed"):
            await at.do(Edit(at.jonna, sticker.id, "Hallo"))
        with pytest.raises(Impossible, match="This one is not by Jonna Beispiel"):
            await at.do(Edit(at.jonna, theirs.id, "Hallo"))
        mine = next(one for one in at.chat(at.jonna).messages if one.text == "/help")
        with pytest.raises(Impossible, match="up to 4096 characters"):
            await at.do(Edit(at.jonna, mine.id, "a" * 4097))
        with pytest.raises(Impossible, match="up to 1024 characters"):
            await at.do(SendPhoto(at.jonna, caption="a" * 1025))
        with pytest.raises(Impossible, match="A message cannot be empty"):
            await at.do(Edit(at.jonna, mine.id, " "))


def test_an_action_is_read_from_json() -> None:
    photo = {"type": "SendPhoto", "person": 5, "content": base64.b64encode(PICTURE).decode()}
    assert decode(json.dumps(photo).encode()) == SendPhoto(5, PICTURE)
    assert decode(b'{"type":"Say","person":5,"text":"/new"}') == Say(5, "/new")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b'{"type":"Dance","person":5}',
        b'{"type":"Say","person":"5","text":"a"}',
        b'{"type":"Say","person":5,"text":"a","more":1}',
        b'{"type":"Say","text":"a"}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_what_is_no_action_is_refused(sent: bytes) -> None:
    with pytest.raises(Impossible, match=r"^The page asked for something that does not exist: "):
        decode(sent)
