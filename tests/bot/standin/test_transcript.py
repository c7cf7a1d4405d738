import io
import json

import aiohttp

from bot.rehearsal.standin import Phone, StandIn, transcript
from tests.bot.standin.calling import Api, buttons

MENU = buttons(
    [
        {"text": "Mitmachen", "callback_data": "a", "style": "primary"},
        {"text": "Später", "callback_data": "b"},
    ],
    [{"text": "Löschen", "callback_data": "c", "style": "danger"}],
    [{"text": "Gut", "callback_data": "d", "style": "success"}],
)


async def test_a_chat_reads_from_top_to_bottom(api: Api, ana: Phone) -> None:
    await api.say(ana, "<b>Frage 1</b>\n\nWie <i>war</i> es?", reply_markup=MENU)
    answer = ana.say("Erst allein, dann zu zweit, und am Ende mit allen zusammen.")
    ana.edit(answer, "Erst allein, dann zu zweit, und am Ende mit vielen zusammen.")
    thumb = [{"type": "emoji", "emoji": "👍"}]
    await api("setMessageReaction", chat_id=ana.id, message_id=answer.id, reaction=thumb)
    await api.say(ana, "Danke.", reply_parameters={"message_id": answer.id})
    ana.sticker()
    ana.photo()
    form = aiohttp.FormData({"chat_id": str(ana.id), "caption": "Alles"})
    form.add_field("document", io.BytesIO(b"x"), filename="daten.json")
    await api.post("sendDocument", data=form)
    assert transcript(ana) == (
        "Ana Muster:\n"
        "  /start\n"
        "Nachklang:\n"
        "  **Frage 1**\n"
        "\n"
        "  Wie _war_ es?\n"
        "  [Mitmachen]* [Später] / [Löschen]! / [Gut]+\n"
        "Ana Muster (edited):\n"
        "  Erst allein, dann zu zweit, und am Ende mit vielen zusammen.\n"
        "  reaction: 👍\n"
        "Nachklang (to Ana Muster: Erst allein, dann zu zweit, und am Ende…):\n"
        "  Danke.\n"
        "Ana Muster:\n"
        "  <sticker>\n"
        "Ana Muster:\n"
        "  <photo>\n"
        "Nachklang:\n"
        "  <document daten.json>\n"
        "  Alles\n"
    )


async def test_formatting_shows_where_it_is(api: Api, ana: Phone) -> None:
    html = (
        "😀 <b>Zwei <i>Dinge</i></b>:\n"
        "<blockquote>eins\nzwei 😀</blockquote>\n"
        '<a href="https://a.example">hier</a> <tg-time unix="7">17:00 Uhr</tg-time>\n'
        "<code>/x</code> <s>alt</s> <tg-spoiler>neu</tg-spoiler>"
    )
    await api.say(ana, html)
    assert transcript(ana).splitlines()[3:] == [
        "  😀 **Zwei _Dinge_**:",
        "  > eins",
        "  > zwei 😀",
        "  hier (https://a.example) 17:00 Uhr",
        "  `/x` ~alt~ ||neu||",
    ]


async def test_a_group_reads_likewise(api: Api, ana: Phone, standin: StandIn) -> None:
    group = standin.group("Netzwerk", creator=ana)
    group.add_bot(ana)
    await api("sendMessage", chat_id=group.id, text="Verbunden.", reply_markup=json.dumps({}))
    group.migrate()
    assert transcript(group) == (
        "Ana Muster:\n"
        "  <new_chat_members>\n"
        "Nachklang:\n"
        "  Verbunden.\n"
        "Ana Muster:\n"
        "  <migrate_to_chat_id>\n"
        "Ana Muster:\n"
        "  <migrate_from_chat_id>\n"
    )
