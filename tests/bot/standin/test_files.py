import io
import json

import aiohttp
import pytest

from bot.rehearsal.standin import Phone, StandIn
from bot.rehearsal.standin.samples import VOICE
from tests.bot.standin.calling import Api, Clock, Refusal, bad, buttons

PNG = b"\x89PNG\r\n\x1a\n and more"


def form(
    ana: Phone, name: str, content: bytes, file: str = "qr.png", **more: str
) -> aiohttp.FormData:
    body = aiohttp.FormData({"chat_id": str(ana.id), "parse_mode": "HTML"} | more)
    body.add_field(name, io.BytesIO(content), filename=file)
    return body


async def test_a_picture_has_a_caption_and_buttons(api: Api, ana: Phone) -> None:
    keyboard = json.dumps(buttons([{"text": "Mitmachen", "url": "https://t.me/x"}]))
    body = form(ana, "photo", PNG, caption="<b>Komm</b>", reply_markup=keyboard)
    sent = await api.post("sendPhoto", data=body)
    seen = ana.messages[-1]
    assert seen.photo is not None
    assert (seen.photo.content, seen.text, seen.caption, seen.html) == (
        PNG,
        "",
        "Komm",
        "<b>Komm</b>",
    )
    assert seen.labels == [["Mitmachen"]]
    assert sent["photo"][0]["file_size"] == len(PNG)
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_a_document_keeps_its_name(api: Api, ana: Phone) -> None:
    sent = await api.post("sendDocument", data=form(ana, "document", b"a;b", "daten.json"))
    document = ana.messages[-1].document
    assert document is not None
    assert (document.name, document.mime, document.content) == (
        "daten.json",
        "application/json",
        b"a;b",
    )
    assert sent["document"]["file_name"] == "daten.json"
    assert "caption" not in sent


async def test_a_file_may_be_attached_by_name_or_sent_again(api: Api, ana: Phone) -> None:
    body = form(ana, "beitrag", b"x", "beitrag.md", document="attach://beitrag")
    sent = await api.post("sendDocument", data=body)
    again = await api("sendDocument", chat_id=ana.id, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]


async def test_captions_are_edited_as_captions(api: Api, ana: Phone) -> None:
    number = (await api.post("sendPhoto", data=form(ana, "photo", PNG)))["message_id"]
    place = {"chat_id": ana.id, "message_id": number}
    assert (await api("editMessageCaption", **place, caption="Neu"))["caption"] == "Neu"
    refusal = await api("editMessageText", **place, text="Neu")
    assert refusal == bad("there is no text in the message to edit")
    refusal = await api("editMessageCaption", **place, caption="x" * 1025)
    assert refusal == bad("message caption is too long")


@pytest.mark.parametrize(
    ("document", "answer"),
    [
        ("", "there is no document in the request"),
        ("unknown", "wrong file identifier/HTTP URL specified"),
        ("https://example.org/a.pdf", "failed to get HTTP URL content"),
    ],
)
async def test_a_file_has_to_come_from_somewhere(
    api: Api, ana: Phone, document: str, answer: str
) -> None:
    assert await api("sendDocument", chat_id=ana.id, document=document) == bad(answer)


async def test_telegram_takes_no_such_file(api: Api, ana: Phone) -> None:
    empty = await api.post("sendDocument", data=form(ana, "document", b""))
    text = await api.post("sendPhoto", data=form(ana, "photo", b"text"))
    large = await api.post("sendPhoto", data=form(ana, "photo", PNG + bytes(10_000_000)))
    huge = await api.post("sendDocument", data=form(ana, "document", bytes(50_000_001)))
    assert [empty, text, large, huge] == [
        bad("file must be non-empty"),
        bad("IMAGE_PROCESS_FAILED"),
        bad("file is too big"),
        Refusal(413, "Request Entity Too Large"),
    ]


async def test_what_people_send_can_be_fetched_for_an_hour(
    api: Api, ana: Phone, standin: StandIn, clock: Clock
) -> None:
    file_id = ana.voice().extra["voice"]["file_id"]
    file = await api("getFile", file_id=file_id)
    base = f"{standin.url}/file/bot"
    path = file["file_path"]
    async with api.session.get(f"{base}{standin.token}/{path}") as answer:
        assert (await answer.read(), answer.content_type) == (VOICE, "audio/ogg")
    async with api.session.get(f"{base}1000:other/{path}") as answer:
        assert answer.status == 401
    clock.forward(hours=1, seconds=1)
    async with api.session.get(f"{base}{standin.token}/{path}") as answer:
        assert answer.status == 404


async def test_only_known_and_not_too_large_files_can_be_fetched(api: Api, ana: Phone) -> None:
    body = form(ana, "document", bytes(20_000_001), "a.bin")
    sent = await api.post("sendDocument", data=body)
    large = await api("getFile", file_id=sent["document"]["file_id"])
    assert [large, await api("getFile", file_id="x")] == [
        bad("file is too big"),
        bad("invalid file_id"),
    ]


async def edit_media(
    api: Api, ana: Phone, number: int, kind: str, content: bytes, name: str, **media: str
) -> object:
    described = {"type": kind, "media": "attach://neu"} | media
    fields = {"message_id": str(number), "media": json.dumps(described)}
    return await api.post("editMessageMedia", data=form(ana, "neu", content, name, **fields))


async def test_another_file_takes_the_place_of_one_with_its_caption(
    api: Api, ana: Phone, clock: Clock
) -> None:
    keyboard = json.dumps(buttons([{"text": "Mehr", "callback_data": "mehr"}]))
    old = form(ana, "document", b"alt", "alt.pdf", caption="Alt", reply_markup=keyboard)
    number = (await api.post("sendDocument", data=old))["message_id"]
    clock.forward(days=30)

    await edit_media(api, ana, number, "document", b"neu", "neu.pdf", caption="Neu")

    seen = ana.messages[-1]
    assert seen.document is not None
    assert (seen.id, seen.document.name, seen.document.content, seen.caption, seen.buttons) == (
        number,
        "neu.pdf",
        b"neu",
        "Neu",
        (),
    )
    assert seen.edited == clock.moment


async def test_the_same_file_with_the_same_caption_changes_nothing(api: Api, ana: Phone) -> None:
    number = (await api.post("sendPhoto", data=form(ana, "photo", PNG)))["message_id"]
    refusal = await edit_media(api, ana, number, "photo", PNG, "qr.png")
    assert refusal == bad(
        "message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )


async def test_what_is_put_in_place_of_a_picture_has_to_be_one(api: Api, ana: Phone) -> None:
    number = (await api.post("sendPhoto", data=form(ana, "photo", PNG)))["message_id"]
    refusal = await edit_media(api, ana, number, "photo", b"kein Bild", "qr.png")
    assert refusal == bad("IMAGE_PROCESS_FAILED")
    refusal = await edit_media(api, ana, number, "dance", PNG, "qr.png")
    assert refusal == bad("unsupported media type dance in the stand-in")
    assert await edit_media(api, ana, 99, "photo", PNG, "qr.png") == bad(
        "message to edit not found"
    )
