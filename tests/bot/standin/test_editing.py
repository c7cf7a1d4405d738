from typing import Any

import pytest

from bot.rehearsal.standin import Phone
from tests.bot.standin.calling import Api, Clock, bad, buttons

YES = buttons([{"text": "Ja", "callback_data": "ja"}])
SAME = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


async def edit(api: Api, ana: Phone, number: int, text: str, **more: Any) -> Any:
    return await api(
        "editMessageText", chat_id=ana.id, message_id=number, text=text, parse_mode="HTML", **more
    )


async def test_an_edit_replaces_the_text_and_takes_the_buttons_away(
    api: Api, ana: Phone, clock: Clock
) -> None:
    number = (await api.say(ana, "Vorher", reply_markup=YES))["message_id"]
    clock.forward(days=3)
    edited = await edit(api, ana, number, "<i>Nachher</i>")
    seen = ana.messages[-1]
    assert (seen.id, seen.text, seen.buttons, seen.edited) == (number, "Nachher", (), clock.moment)
    assert "reply_markup" not in edited
    assert edited["edit_date"] == int(clock.moment.timestamp())


async def test_an_edit_may_keep_the_buttons(api: Api, ana: Phone) -> None:
    number = (await api.say(ana, "Vorher", reply_markup=YES))["message_id"]
    await edit(api, ana, number, "Nachher", reply_markup=YES)
    assert ana.messages[-1].labels == [["Ja"]]


async def test_an_edit_has_to_change_something(api: Api, ana: Phone) -> None:
    number = (await api.say(ana, "Gleich", reply_markup=YES))["message_id"]
    assert await edit(api, ana, number, " Gleich ", reply_markup=YES) == bad(SAME)
    await edit(api, ana, number, "Gleich")
    assert (ana.messages[-1].buttons, ana.messages[-1].edited) == ((), None)


async def test_buttons_alone_may_change(api: Api, ana: Phone) -> None:
    number = (await api.say(ana, "Frage", reply_markup=YES))["message_id"]
    place: dict[str, Any] = {"chat_id": ana.id, "message_id": number}
    await api("editMessageReplyMarkup", **place)
    assert (ana.messages[-1].text, ana.messages[-1].buttons) == ("Frage", ())
    assert await api("editMessageReplyMarkup", **place) == bad(SAME)
    refusal = await api("editMessageReplyMarkup", **place, reply_markup={"force_reply": True})
    assert refusal == bad("inline keyboard expected")


@pytest.mark.parametrize(
    "markup", [{"force_reply": True}, {"remove_keyboard": True}, {"keyboard": [["A"]]}]
)
async def test_what_came_with_a_reply_keyboard_cannot_be_edited(
    api: Api, ana: Phone, markup: object
) -> None:
    number = (await api.say(ana, reply_markup=markup))["message_id"]
    assert await edit(api, ana, number, "Neu") == bad("message can't be edited")


async def test_only_own_messages_that_exist_can_be_edited(api: Api, ana: Phone) -> None:
    said = ana.say("Meins")
    assert await edit(api, ana, said.id, "Deins") == bad("message can't be edited")
    assert await edit(api, ana, 99, "Neu") == bad("message to edit not found")
    refusal = await api("editMessageText", chat_id=ana.id, text="x")
    assert refusal == bad("message identifier is not specified")


async def test_a_text_has_no_caption(api: Api, ana: Phone) -> None:
    number = (await api.say(ana))["message_id"]
    refusal = await api("editMessageCaption", chat_id=ana.id, message_id=number, caption="x")
    assert refusal == bad("there is no caption in the message to edit")


async def test_messages_can_be_deleted_for_48_hours(api: Api, ana: Phone, clock: Clock) -> None:
    old, young = [(await api.say(ana, text))["message_id"] for text in ("alt", "jung")]
    clock.forward(hours=47, minutes=59)
    assert await api("deleteMessage", chat_id=ana.id, message_id=young) is True
    clock.forward(minutes=1)
    refusal = await api("deleteMessage", chat_id=ana.id, message_id=old)
    assert refusal == bad("message can't be deleted for everyone")
    refusal = await api("deleteMessage", chat_id=ana.id, message_id=young)
    assert refusal == bad("message to delete not found")
    assert [seen.text for seen in ana.messages] == ["/start", "alt"]


async def test_a_reaction_is_one_known_emoji_or_none(api: Api, ana: Phone) -> None:
    said = ana.say("Gut")
    place: dict[str, Any] = {"chat_id": ana.id, "message_id": said.id}
    thumb, house = {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "🏠"}
    assert await api("setMessageReaction", **place, reaction=[thumb]) is True
    assert list(ana.messages[-1].reactions) == ["👍"]
    refusal = await api("setMessageReaction", **place, reaction=[house])
    assert refusal == bad("REACTION_INVALID")
    refusal = await api("setMessageReaction", **place, reaction=[thumb, thumb])
    assert refusal == bad("REACTIONS_TOO_MANY")
    refusal = await api("setMessageReaction", **place, reaction={"emoji": "👍"})
    assert refusal == bad("array expected as reaction")
    await api("setMessageReaction", **place)
    assert not ana.messages[-1].reactions
    refusal = await api("setMessageReaction", chat_id=ana.id, message_id=99, reaction=[thumb])
    assert refusal == bad("message to react not found")


async def test_what_a_person_removed_for_themselves_stays_for_the_bot(api: Api, ana: Phone) -> None:
    number = (await api.say(ana, "Weg"))["message_id"]
    ana.delete(ana.messages[-1])
    await edit(api, ana, number, "Immer noch weg")
    assert [seen.text for seen in ana.messages] == ["/start"]
