import io

import aiohttp
import pytest

from bot.rehearsal.standin import Button, Phone, StandIn, transcript
from tests.bot.standin.calling import Api, Refusal, bad, buttons, forbidden

UNREADABLE = "can't parse inline keyboard button: "


async def test_a_message_appears_as_people_see_it(api: Api, ana: Phone) -> None:
    keyboard = buttons([{"text": "Ja", "callback_data": "ja", "style": "primary"}])
    sent = await api.say(ana, "  <b>Tom &amp; Ana</b> ", reply_markup=keyboard)
    seen = ana.messages[-1]
    assert (seen.id, seen.from_bot, seen.html, seen.text, seen.buttons) == (
        sent["message_id"],
        True,
        "<b>Tom &amp; Ana</b>",
        "Tom & Ana",
        ((Button("Ja", data="ja", style="primary"),),),
    )
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 9}]


async def test_forms_and_the_query_carry_parameters_too(api: Api, ana: Phone) -> None:
    keyboard = '{"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}'
    form = {"chat_id": str(ana.id), "text": "Hallo", "reply_markup": keyboard}
    await api.post("SENDMESSAGE", data=form)
    await api.post(f"sendMessage?chat_id={ana.id}&text=Du")
    assert [(seen.text, seen.labels) for seen in ana.messages[1:]] == [
        ("Hallo", [["Ja"]]),
        ("Du", []),
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "message text is empty"),
        (" \n <b> </b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("1 < 2", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    ],
)
async def test_telegram_takes_no_such_text(api: Api, ana: Phone, text: str, answer: str) -> None:
    assert await api.say(ana, text) == bad(answer)
    assert len(ana.messages) == 1


async def test_length_counts_after_entities_are_parsed(api: Api, ana: Phone) -> None:
    await api.say(ana, f"<b>{'&lt;' * 4096}</b>")
    assert ana.messages[-1].text == "<" * 4096


async def test_without_a_parse_mode_nothing_is_parsed(api: Api, ana: Phone) -> None:
    bold = [{"type": "bold", "offset": 1, "length": 4}]
    await api("sendMessage", chat_id=ana.id, text=" a <b> ", entities=bold)
    assert (ana.messages[-1].text, ana.messages[-1].html) == ("a <b>", "a &lt;b&gt;")
    assert ana.messages[-1].formatted.entities == ({"type": "bold", "offset": 0, "length": 4},)


async def test_other_parse_modes_are_not_known(api: Api, ana: Phone) -> None:
    call = api("sendMessage", chat_id=ana.id, text="x", parse_mode="Markup")
    assert await call == bad("unsupported parse_mode")


@pytest.mark.parametrize(
    ("button", "answer"),
    [
        ({"text": "A"}, UNREADABLE + "Text buttons are unallowed in the inline keyboard"),
        ({"text": "A", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "A", "callback_data": "ä" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "A", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": "A", "callback_data": "a", "style": "red"},
            UNREADABLE + "Invalid button style specified",
        ),
        (
            {"text": "A", "url": "http://nowhere"},
            "inline keyboard button URL 'http://nowhere' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_telegram_takes_no_such_button(
    api: Api, ana: Phone, button: dict[str, object], answer: str
) -> None:
    assert await api.say(ana, reply_markup=buttons([button])) == bad(answer)


async def test_buttons_that_say_nothing_vanish(api: Api, ana: Phone) -> None:
    empty, ten = {"text": " ", "callback_data": "a"}, {"text": "A", "callback_data": "ä" * 32}
    await api.say(ana, reply_markup=buttons([empty], [empty, ten]))
    assert ana.messages[-1].labels == [["A"]]


@pytest.mark.parametrize(
    ("markup", "answer"),
    [
        ("{", "can't parse reply_markup JSON object"),
        ("[]", None),
        ("[1]", "object expected as reply_markup"),
        ({"inline_keyboard": [{}]}, "can't parse inline keyboard: array of arrays expected"),
        (
            {"inline_keyboard": [[{"text": "A", "callback_data": "a"}] * 101]},
            "REPLY_MARKUP_TOO_LONG",
        ),
    ],
)
async def test_a_keyboard_is_an_object_with_rows(
    api: Api, ana: Phone, markup: object, answer: str | None
) -> None:
    sent = await api.say(ana, reply_markup=markup)
    assert sent == bad(answer) if answer else sent["text"] == "Hallo"


async def test_a_reply_shows_what_it_answers(api: Api, ana: Phone) -> None:
    said = ana.say("Mir geht es gut.")
    reply = {"message_id": said.id}
    sent = await api.say(ana, "Danke.", reply_parameters=reply)
    assert sent["reply_to_message"]["text"] == "Mir geht es gut."
    assert ana.messages[-1].reply_to == said.id


async def test_a_reply_needs_its_message_unless_told_otherwise(api: Api, ana: Phone) -> None:
    reply = {"message_id": 99}
    refusal = await api.say(ana, reply_parameters=reply)
    assert refusal == bad("message to be replied not found")
    sent = await api.say(ana, reply_parameters=reply | {"allow_sending_without_reply": True})
    assert "reply_to_message" not in sent


async def test_numbers_run_through_all_private_chats(
    api: Api, ana: Phone, standin: StandIn
) -> None:
    leo = standin.person("Leo")
    first = leo.start()
    sent = [await api.say(phone) for phone in (ana, leo, ana)]
    numbers = [message["message_id"] for message in sent]
    assert numbers == [first.id + 1, first.id + 2, first.id + 3]


async def test_a_bot_cannot_write_first(api: Api, standin: StandIn, ana: Phone) -> None:
    leo, grace = standin.person("Leo"), standin.person("Grace")
    group = standin.group("Gruppe", creator=ana)
    group.add_bot(ana)
    group.say(grace, "/help")
    assert await api.say(leo) == bad("chat not found")
    assert await api.say(grace) == forbidden("bot can't initiate conversation with a user")
    assert await api("sendMessage", chat_id="@leo", text="x") == bad("chat not found")
    assert await api("sendMessage", text="x") == bad("chat_id is empty")


async def test_people_who_block_the_bot_or_are_gone_get_nothing(api: Api, ana: Phone) -> None:
    ana.block()
    assert await api.say(ana) == forbidden("bot was blocked by the user")
    ana.start()
    assert (await api.say(ana))["text"] == "Hallo"
    ana.delete_account()
    assert await api.say(ana) == forbidden("user is deactivated")
    with pytest.raises(ValueError, match="deleted"):
        ana.say("Hallo?")


async def test_an_action_has_to_be_one(api: Api, ana: Phone) -> None:
    assert await api("sendChatAction", chat_id=ana.id, action="typing") is True
    refusal = await api("sendChatAction", chat_id=ana.id, action="sleeping")
    assert refusal == bad("wrong parameter action in request")


async def test_only_the_own_token_and_known_methods_are_served(api: Api, standin: StandIn) -> None:
    assert await api.post("getMe", token="1000:other") == Refusal(401, "Unauthorized")
    assert await api("getMee") == Refusal(404, "Not Found")
    async with api.session.get(f"{standin.url}/elsewhere") as answer:
        assert answer.status == 404
    assert (await api("getMe"))["username"] == "nachklang_probe_bot"


@pytest.mark.parametrize(
    ("body", "answer"), [("{", "can't parse JSON object"), ("1", "object expected")]
)
async def test_a_body_of_json_is_an_object(api: Api, body: str, answer: str) -> None:
    headers = {"Content-Type": "application/json"}
    assert await api.post("getMe", data=body, headers=headers) == bad(answer)


async def test_too_large_a_body_is_refused(api: Api, ana: Phone) -> None:
    form = aiohttp.FormData({"chat_id": str(ana.id)})
    form.add_field("document", io.BytesIO(bytes(51_000_001)), filename="a.bin")
    assert await api.post("sendDocument", data=form) == Refusal(413, "Request Entity Too Large")


async def test_calls_are_remembered(api: Api, ana: Phone, standin: StandIn) -> None:
    await api.say(ana, "1")
    await api.say(ana, "")
    assert [(call.method, call.ok, call.error, call.heard) for call in standin.calls] == [
        ("sendMessage", True, None, True),
        ("sendMessage", False, 400, True),
    ]
    assert standin.calls[0].parameters["text"] == "1"
    assert "Hallo" not in transcript(ana)
