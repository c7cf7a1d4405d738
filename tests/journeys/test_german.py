"""The whole workshop in German, as the people of the guide see it."""

from collections.abc import Callable

from bot.rehearsal.standin import Group, Phone
from tests.journeys.played import Plays
from tests.journeys.settings import connect_token, link_in
from tests.journeys.stage import Stage

DAY_ONE = (
    "Sich kennen, bevor man sich braucht.",
    "Aus dem Nähprojekt kenne ich noch viele Leute.",
    "Keine Stelle kann Wohnung, Sprache und Arbeit allein lösen.",
    "Im Netzwerk rufe ich einfach an.",
    "Jemand muss sich kümmern und einladen.",
)
DAY_TWO = (
    "Wohnungssuche.",
    "Eine Liste mit allen Angeboten, die jemand pflegt.",
    "Zusammen Kaffee trinken und drei Namen mitnehmen.",
    "Wir planen in Schuljahren, das Amt in Haushaltsjahren.",
    "Ein Anruf reicht für den Anfang.",
)


async def test_whole_workshop_in_german(plays: Plays, golden: Callable[[str, str], None]) -> None:
    german = await plays.once(play)
    group, renate = german.told

    golden("german", german.journal)
    for chat in (group, renate):
        said = "".join(message.text for message in chat.messages)
        for kept in ("Zuhören.", DAY_TWO[0], "Aus dem Nähprojekt"):
            assert kept not in said
        assert "Ein Anruf genügt für den Anfang." in said
    assert [m.document.name for m in renate.messages if m.document] != []


async def play(stage: Stage) -> tuple[Group, Phone]:
    """Everything from the first start to the post; returns the group and the organiser."""
    jonna = stage.person("Jonna", "Beispiel")
    assert stage.app.owner_link is not None
    await stage.joins(jonna, stage.app.owner_link, "Workshop anlegen")
    await stage.presses(jonna, "Netzwerkarbeit", "„Netzwerkarbeit“ nehmen")
    await stage.says(
        jonna,
        "Beispielhaus e. V., Musterstadt",
        "Renate Probe, datenschutz@beispielhaus.example",
        "30.1.",
    )
    participants_link = link_in(jonna, "p")

    await stage.says(jonna, "/invite facilitator")
    tarek = stage.person("Tarek", "Muster")
    await stage.joins(tarek, link_in(jonna, "f"), "Annehmen")
    await stage.says(jonna, "/invite organiser")
    renate = stage.person("Renate", "Probe")
    await stage.joins(renate, link_in(jonna, "o"), "Annehmen")
    group = stage.group("Netzwerk Musterviertel", jonna)
    group.add_bot(jonna, connect_token(jonna))
    await stage.settle()

    amira = stage.person("Amira", "Haddad")
    await stage.joins(amira, participants_link, "Mehr zum Datenschutz", "Zurück")
    await stage.presses(amira, "Ich stimme zu", "Als „Amira“")
    leo = stage.person("Leo", "Lind")
    await stage.joins(leo, participants_link, "Ich stimme zu", "Ohne Namen")
    dilan = stage.person("Dilan", "Y.")
    await stage.joins(dilan, participants_link, "Ich stimme zu", "Nicht zitieren")

    await stage.at("2027-01-30 17:00")
    await stage.says(amira, *DAY_ONE)
    await stage.says(leo, "Ich frage zuerst: Wer arbeitet schon daran?", "/pause")
    await stage.at("2027-01-30 19:10")
    await stage.says(jonna, "/status")
    await stage.presses(jonna, "Wer fehlt?")
    await stage.at("2027-01-30 20:00")
    await stage.says(dilan, "Zuhören.", "/skip", "Ja.")
    await stage.at("2027-01-30 21:00")

    await stage.says(jonna, "/shift 30m")
    await stage.at("2027-01-31 16:00")
    await stage.says(amira, *DAY_TWO)
    await stage.says(leo, *DAY_TWO[:2], "/skip", "/skip", "Die anderen suchen auch Kontakte.")
    await stage.at("2027-01-31 19:30")

    await stage.says(jonna, "/summary")
    await stage.presses(jonna, "Einleitung")
    await stage.says(jonna, "Am 30. und 31. Januar ging es um erste Arbeitsbeziehungen.")
    await stage.says(jonna, "/summary")
    await stage.presses(jonna, "Schluss")
    await stage.says(jonna, "Es ist gut zu wissen, dass auch andere Kontakte suchen.")
    await allow_quotes(stage, jonna, amira, leo)
    await stage.says(jonna, "/publish")
    await stage.presses(jonna, "Vorschau")
    await stage.says(jonna, "/publish")
    await stage.presses(jonna, "Veröffentlichen")
    assert tarek.messages
    return group, renate


async def allow_quotes(stage: Stage, jonna: Phone, amira: Phone, leo: Phone) -> None:
    """Authors are asked for their sentences, one is written anew, one declined, one not decided."""
    await stage.at("2027-01-31 19:50")
    await stage.says(jonna, "/summary")
    await stage.presses(jonna, "Zitate", "Sätze ansehen", "Zurück", "Jetzt 2 Personen fragen")
    await stage.presses(amira, "Ja, als „Amira“")
    await stage.says(amira, "nein")
    await stage.presses(amira, "Nicht zitieren", "Satz ändern")
    await stage.says(amira, "Ein Anruf genügt für den Anfang.")
    await stage.presses(amira, "Ja, ohne Namen")
    await stage.at("2027-01-31 20:10")
    await stage.says(jonna, "/summary")
    await stage.presses(jonna, "Zitate", "Einmal erinnern")
    await stage.says(leo, "ja")
    await stage.presses(jonna, "Aktualisieren", "Ohne die 7 weitermachen")
    await stage.says(amira, "/answers")
    await stage.presses(amira, "Frage 1")
