import pytest

from bot.rehearsal.standin import NoSuchButton, Phone, StandIn
from tests.bot.standin.calling import Api, Clock, bad, buttons

OLD = "query is too old and response timeout expired or query ID is invalid"
CHOICE = buttons(
    [{"text": "Ja", "callback_data": "ja"}, {"text": "Nein", "callback_data": "nein"}],
    [{"text": "Kopieren", "copy_text": {"text": "Inhalt"}}],
    [{"text": "Starten", "url": "https://t.me/nachklang_probe_bot?start=p_x"}],
    [{"text": "Gruppe", "url": "https://t.me/nachklang_probe_bot?startgroup=g_x"}],
)


async def test_start_brings_the_payload_of_a_link(api: Api, standin: StandIn) -> None:
    leo = standin.person("Leo", "Lind", language_code="en", username="leo")
    leo.open_link("https://t.me/Nachklang_probe_bot?start=p_x")
    (update,) = await api.updates()
    sender = {"id": leo.id, "first_name": "Leo", "last_name": "Lind", "username": "leo"}
    assert update["message"] == {
        "message_id": 1,
        "date": 1801324800,
        "chat": sender | {"type": "private"},
        "from": sender | {"is_bot": False, "language_code": "en"},
        "text": "/start p_x",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    assert leo.name == "Leo Lind"


@pytest.mark.parametrize(
    "link", ["https://t.me/other?start=x", "https://t.me/nachklang_probe_bot?startgroup=x"]
)
def test_a_link_elsewhere_is_not_opened(ana: Phone, link: str) -> None:
    with pytest.raises(ValueError, match="does not lead"):
        ana.open_link(link)


def test_a_payload_has_few_characters(ana: Phone) -> None:
    with pytest.raises(ValueError, match="payload"):
        ana.start("ä")


async def test_a_press_arrives_with_its_message_and_is_answered_once(api: Api, ana: Phone) -> None:
    sent = await api.say(ana, "Frage", reply_markup=CHOICE)
    query = ana.press("Ja")
    (update,) = await api.updates()
    assert update["callback_query"] == {
        "id": query,
        "from": ana.person.user(),
        "message": sent,
        "chat_instance": str(ana.id),
        "data": "ja",
    }
    answer = {"callback_query_id": query, "text": "Notiert"}
    assert await api("answerCallbackQuery", **answer) is True
    assert await api("answerCallbackQuery", **answer) == bad(OLD)
    assert ana.toasts == ["Notiert"]


async def test_a_press_waits_150_seconds_for_its_answer(api: Api, ana: Phone, clock: Clock) -> None:
    await api.say(ana, "Frage", reply_markup=CHOICE)
    slow, slower = ana.press("ja"), ana.press("nein")
    clock.forward(seconds=150)
    assert await api("answerCallbackQuery", callback_query_id=slow) is True
    clock.forward(seconds=1)
    assert await api("answerCallbackQuery", callback_query_id=slower) == bad(OLD)
    assert await api("answerCallbackQuery", callback_query_id="1") == bad(OLD)
    assert ana.toasts == []


async def test_a_toast_is_short(api: Api, ana: Phone) -> None:
    query = ana.press_stale("ja", 99)
    answer = await api("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert answer == bad("MESSAGE_TOO_LONG")


async def test_the_newest_message_with_a_button_is_meant(api: Api, ana: Phone) -> None:
    first = await api.say(ana, "1", reply_markup=CHOICE)
    second = await api.say(ana, "2", reply_markup=CHOICE)
    await api.say(ana, "3")
    ana.press("Ja")
    ana.press("Ja", ana.messages[1])
    pressed = [update["callback_query"]["message"] for update in await api.updates()]
    assert pressed == [second, first]


async def test_what_is_not_there_cannot_be_pressed(api: Api, ana: Phone) -> None:
    with pytest.raises(NoSuchButton, match=r"no button 'Ja'; there are \[\]"):
        ana.press("Ja")
    await api.say(ana, "Frage", reply_markup=CHOICE)
    with pytest.raises(NoSuchButton, match="there are \\['Ja', 'Nein', 'Kopieren',"):
        ana.press("Vielleicht")
    question = ana.messages[-1]
    ana.delete(question)
    with pytest.raises(NoSuchButton, match="gone"):
        ana.press("Ja", question)


async def test_an_old_app_may_press_what_is_gone(api: Api, ana: Phone) -> None:
    shown = await api.say(ana, "Frage")
    ana.press_stale("ja", shown["message_id"])
    await api("deleteMessage", chat_id=ana.id, message_id=shown["message_id"])
    ana.press_stale("ja", shown["message_id"])
    still, gone = [update["callback_query"]["message"] for update in await api.updates()]
    assert still == shown
    assert gone == {"chat": ana.person.chat(), "message_id": shown["message_id"], "date": 0}


async def test_other_buttons_copy_and_open(api: Api, ana: Phone) -> None:
    await api.say(ana, "Frage", reply_markup=CHOICE)
    for label in ("Kopieren", "Starten", "Gruppe"):
        assert ana.press(label) == ""
    assert ana.clipboard == "Inhalt"
    assert ana.messages[-1].text == "/start p_x"
    assert ana.opened == ["https://t.me/nachklang_probe_bot?startgroup=g_x"]


async def test_people_edit_what_they_said(api: Api, ana: Phone, clock: Clock) -> None:
    said = ana.say("Ja")
    clock.forward(seconds=5)
    ana.edit(said, " Nein ")
    _, update = await api.updates()
    assert update["edited_message"]["text"] == ana.messages[-1].text == "Nein"
    assert update["edited_message"]["edit_date"] == int(clock.moment.timestamp())
    assert update["edited_message"]["date"] == int(said.date.timestamp())


async def test_replies_bring_the_message_that_they_answer(api: Api, ana: Phone) -> None:
    await api.say(ana, "Frage")
    ana.say("Antwort", reply_to=ana.messages[-1])
    (update,) = await api.updates()
    assert update["message"]["reply_to_message"]["text"] == "Frage"


async def test_long_texts_come_in_parts(api: Api, ana: Phone) -> None:
    assert ana.say("😀" * 2049).text == "😀"
    assert [len(update["message"]["text"]) for update in await api.updates()] == [2048, 1]
    with pytest.raises(ValueError, match="nothing"):
        ana.say(" ")


async def test_people_send_all_kinds_of_things(api: Api, ana: Phone) -> None:
    for send in (ana.sticker, ana.voice, ana.location, ana.contact):
        send()
    ana.photo("Bild")
    kinds = [set(update["message"]) for update in await api.updates()]
    common = {"message_id", "date", "chat", "from"}
    assert [sorted(kind - common) for kind in kinds] == [
        ["sticker"],
        ["voice"],
        ["location"],
        ["contact"],
        ["caption", "photo"],
    ]


async def test_blocking_is_told_and_start_takes_it_back(api: Api, ana: Phone) -> None:
    ana.block()
    with pytest.raises(ValueError, match="blocked"):
        ana.say("Hallo?")
    ana.start()
    blocked, unblocked, _ = await api.updates()
    assert statuses(blocked) == ("member", "kicked")
    assert statuses(unblocked) == ("kicked", "member")


def statuses(update: dict[str, dict[str, dict[str, str]]]) -> tuple[str, str]:
    change = update["my_chat_member"]
    return change["old_chat_member"]["status"], change["new_chat_member"]["status"]
