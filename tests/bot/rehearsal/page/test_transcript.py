"""The transcript: what people can keep of a run, in the language of the page."""

from bot.messages.wording import in_language
from bot.rehearsal.page.transcript import transcript
from bot.rehearsal.room.actions import AddBot, Edit, Say, SendDocument, SendPhoto, SendSticker
from bot.rehearsal.staging import ZONE
from tests.bot.rehearsal.room.hands import Hands, hands


def told(at: Hands, language: str, *chats: int) -> str:
    return transcript(at.look(*chats), in_language(language), ZONE)


async def test_it_holds_all_chats_in_which_something_stands_with_the_moments() -> None:
    async with hands() as at:
        leo = at.person("Leo").id
        assert told(at, "en", at.jonna, leo) == (
            "=== Jonna Beispiel\n"
            "\n"
            "Mon 25 Jan 2027 10:20  Jonna Beispiel:\n"
            "  /start own_rehearsal-000001\n"
            "\n"
            "Mon 25 Jan 2027 10:20  Nachklang:\n"
            "  Hallo Jonna. Du betreibst jetzt diesen Bot. Der Link ist damit verbraucht.\n"
            "  Leg jetzt einen Workshop an. Das dauert etwa zwei Minuten.\n"
            "  [Workshop anlegen]\n"
            "  [Hilfe] [English]\n"
        )


async def test_what_nobody_has_said_is_told_in_the_language_of_the_page() -> None:
    async with hands() as at:
        leo, group = at.person("Leo").id, at.group
        await at.do(AddBot(group, at.jonna))
        await at.do(Say(leo, "Guten Morgen", chat=group))
        said = at.newest(group)
        await at.do(Say(at.jonna, "Moin", chat=group, reply_to=said.id))
        await at.do(Edit(leo, said.id, "Guten Tag", chat=group))
        await at.do(SendSticker(leo, chat=group))
        await at.do(SendPhoto(leo, caption="Tafelbild", chat=group))
        await at.do(SendDocument(leo, b"x", "Plan.pdf", chat=group))

        assert told(at, "de", group) == (
            "=== Netzwerk Musterviertel\n"
            "\n"
            "Mo 25.01.2027 10:20  Jonna Beispiel:\n"
            "  <Jonna Beispiel fügt Nachklang hinzu>\n"
            "\n"
            "Mo 25.01.2027 10:20  Leo Lind (bearbeitet):\n"
            "  Guten Tag\n"
            "\n"
            "Mo 25.01.2027 10:20  Jonna Beispiel (Antwort an Leo Lind: „Guten Tag“):\n"
            "  Moin\n"
            "\n"
            "Mo 25.01.2027 10:20  Leo Lind:\n"
            "  <Sticker>\n"
            "\n"
            "Mo 25.01.2027 10:20  Leo Lind:\n"
            "  <Bild>\n"
            "  Tafelbild\n"
            "\n"
            "Mo 25.01.2027 10:20  Leo Lind:\n"
            "  <Plan.pdf>\n"
        )
