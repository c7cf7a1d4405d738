"""What members of a group do in it, and what the bot gets to see of that."""

import io
from typing import Any

import pytest
from PIL import Image

from bot.rehearsal.standin import Call, Group, NoSuchButton, Phone, StandIn
from bot.rehearsal.standin.samples import PICTURE, STICKER
from tests.bot.standin.calling import Api, bad, buttons


@pytest.fixture
def leo(standin: StandIn) -> Phone:
    return standin.person("Leo", "Lind")


@pytest.fixture
async def group(standin: StandIn, api: Api, ana: Phone) -> Group:
    """A group with the bot, which has read that it is there."""
    group = standin.group("Netzwerk", creator=ana)
    group.add_bot(ana)
    await api.updates()
    return group


async def kinds(api: Api) -> list[tuple[str, list[str]]]:
    """Of each update its kind, and what the message holds besides its frame."""
    frame = {"message_id", "date", "chat", "from", "entities", "reply_to_message"}
    found = []
    for update in await api.updates():
        (kind,) = update.keys() - {"update_id"}
        message: dict[str, Any] = update[kind]
        found.append((kind, sorted(message.keys() - frame)))
    return found


async def test_pictures_and_voices_reach_the_bot_only_where_it_helps_to_run_the_group(
    api: Api, ana: Phone, leo: Phone, group: Group
) -> None:
    app = group.by(leo)

    app.photo("Bild")
    assert await kinds(api) == []
    group.make_bot_admin(ana)
    await api.updates()
    for send in (app.photo, app.voice, app.sticker, app.location, app.contact):
        send()

    assert await kinds(api) == [
        ("message", ["photo"]),
        ("message", ["voice"]),
        ("message", ["sticker"]),
        ("message", ["location"]),
        ("message", ["contact"]),
    ]


async def test_a_message_is_changed_by_its_author_alone(
    api: Api, ana: Phone, leo: Phone, group: Group
) -> None:
    said = group.say(leo, "/help")
    changed = group.by(leo).edit(said, "/help bitte")
    with pytest.raises(ValueError, match="only its author"):
        group.by(ana).edit(changed, "/stop")

    assert [kind for kind, _ in await kinds(api)] == ["message", "edited_message"]
    assert [one.text for one in group.messages[-1:]] == ["/help bitte"]


async def test_a_message_is_deleted_for_everybody_by_its_author_or_who_made_the_group(
    api: Api, ana: Phone, leo: Phone, group: Group
) -> None:
    first, second, third = (group.say(who, "Hallo") for who in (leo, leo, ana))

    group.by(leo).delete(first)
    group.by(ana).delete(second)
    with pytest.raises(ValueError, match="only its author"):
        group.by(leo).delete(third)

    assert [one.id for one in group.messages if one.text] == [third.id]
    assert await api.updates() == []


async def test_a_button_in_a_group_is_pressed_there(
    api: Api, standin: StandIn, leo: Phone, group: Group
) -> None:
    rows = buttons(
        [{"text": "Ja", "callback_data": "ja"}], [{"text": "K", "copy_text": {"text": "x"}}]
    )
    await api("sendMessage", chat_id=group.id, text="Frage", reply_markup=rows)
    message = group.messages[-1]

    query = group.by(leo).press("Ja", message)
    group.by(leo).press("K", message)
    (update,) = await api.updates()

    found = update["callback_query"]
    assert (found["id"], found["data"], found["from"]) == (query, "ja", leo.person.user())
    assert found["message"]["chat"]["id"] == group.id
    assert leo.clipboard == "x"
    with pytest.raises(NoSuchButton):
        group.by(leo).press("Nein", message)


async def test_a_reply_to_the_bot_reaches_it_and_one_to_somebody_else_does_not(
    api: Api, leo: Phone, group: Group
) -> None:
    await api("sendMessage", chat_id=group.id, text="Frage")
    asked = group.messages[-1]

    said = group.by(leo).say("Antwort", reply_to=asked)
    group.by(leo).say("Und dazu", reply_to=said)

    assert await kinds(api) == [("message", ["text"])]


async def test_a_refusal_is_kept_with_what_telegram_says(api: Api, standin: StandIn) -> None:
    assert await api("sendMessage", chat_id=1, text="Hallo") == bad("chat not found")

    (call,) = standin.calls
    assert call == Call(
        "sendMessage",
        {"chat_id": 1, "text": "Hallo"},
        (),
        call.at,
        400,
        description="Bad Request: chat not found",
    )


async def test_what_people_send_without_a_file_is_whole_of_its_kind(
    standin: StandIn, ana: Phone
) -> None:
    photo = ana.photo().photo
    assert photo is not None
    assert standin.file(photo.id) == photo
    assert standin.file("file-999999") is None
    for content, shape in ((PICTURE, ("PNG", (96, 96))), (STICKER, ("WEBP", (1, 1)))):
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            assert (picture.format, picture.size) == shape


async def test_a_picture_of_somebody_s_own_is_kept_as_it_is(ana: Phone) -> None:
    sent = ana.photo("Bild", b"\xff\xd8\xff\xe0 and more").photo

    assert sent is not None
    assert (sent.mime, sent.content) == ("image/jpeg", b"\xff\xd8\xff\xe0 and more")


async def test_a_phone_in_another_language_tells_with_the_next_message(
    api: Api, ana: Phone
) -> None:
    ana.switch_language("uk")
    ana.say("Привіт")

    (update,) = await api.updates()
    assert update["message"]["from"]["language_code"] == "uk"
