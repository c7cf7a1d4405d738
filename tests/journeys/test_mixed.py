"""German and English people in one workshop, and everything that goes another way than planned."""

from collections.abc import Callable

from tests.journeys.played import Plays
from tests.journeys.settings import set_up
from tests.journeys.stage import Stage


async def test_people_do_what_people_do(plays: Plays, golden: Callable[[str, str], None]) -> None:
    golden("mixed", (await plays.once(play_mixed)).journal)


async def play_mixed(stage: Stage) -> None:
    """One workshop, up to its end."""
    jonna = stage.person("Jonna", "Beispiel")
    invited = await set_up(stage, jonna, "netzwerkarbeit", "Netzwerkarbeit", "30.1.")
    amira = stage.person("Amira", "Haddad")
    leo = stage.person("Leo", "Lind", "en")
    sam = stage.person("Sam", "Beck")
    oksana = stage.person("Oksana", "Kovalenko", "uk")
    stranger = stage.person("Eve", "Fremd")
    stage.languages[oksana.id] = "en"
    await invited.joins(stage, amira, "Als „Amira“")
    await invited.joins(stage, leo, "As “Leo Lind”")
    await invited.joins(stage, sam, "Ohne Namen")
    await invited.joins(stage, oksana, "Without a name")
    await stage.joins(stranger, f"{invited.link}x")
    await stage.says(stranger, "Hallo?", "/publish")

    await stage.at("2027-01-30 17:00")
    first = amira.say("Ich gehe auf Stadtteilfeste.")
    amira.say("Und ich schreibe mir auf, wer was anbietet.")
    await stage.settle()
    amira.edit(first, "Ich gehe auf Feste im Stadtteil.")
    await stage.settle()
    sam.block()
    await stage.settle()
    asked = leo.messages[-1]
    await stage.says(leo, "I ask who works on it already.", "/skip")
    leo.say("And I listen first.", reply_to=asked)
    await stage.settle()
    await stage.presses(leo, "Keep both")
    leo.sticker()
    await stage.settle()
    leo.voice()
    await stage.settle()
    leo.press_stale("skip:1:1", asked.id)
    await stage.settle()
    await stage.says(leo, "/back", "/nxet", "/publish")
    await stage.presses(amira, "Überspringen")
    await stage.says(amira, "/answers")
    await stage.presses(amira, "Frage 1", "Ändern")
    await stage.says(amira, "Ich höre zu.", "/pause")

    await stage.at("2027-01-30 20:00")
    await stage.says(oksana, "One person who keeps the list.", "/language")
    await stage.presses(oksana, "Deutsch")
    await stage.says(jonna, "/status")
    await stage.presses(jonna, "Wer fehlt?")
    await stage.at("2027-01-30 21:00")
    await stage.at("2027-01-30 21:20")
    await stage.says(oksana, "Und ein fester Termin im Monat.")
    await stage.presses(oksana, "Ja, bitte fragen")
    await stage.presses(jonna, "Ansehen", "Aufnehmen")
    sam.unblock()
    sam.start()
    await stage.settle()
    await stage.says(oksana, "/mydata", "/forgetme")
    await stage.presses(oksana, "Alles löschen")
    await stage.says(sam, "/leave")
    await stage.says(jonna, "/status", "/delete")


async def test_two_workshops_at_once(plays: Plays, golden: Callable[[str, str], None]) -> None:
    golden("two-workshops", (await plays.once(play_two)).journal)


async def play_two(stage: Stage) -> None:
    """Two workshops on the same evening."""
    jonna = stage.person("Jonna", "Beispiel")
    network = await set_up(stage, jonna, "netzwerkarbeit", "Netzwerkarbeit", "30.1.")
    parents = await set_up(stage, jonna, "zwei-tage", "Elterncafé", "30.1.")
    oksana = stage.person("Oksana", "Kovalenko")
    leo = stage.person("Leo", "Lind")
    await network.joins(stage, oksana, "Als „Oksana“")
    await parents.joins(stage, oksana, "Ohne Namen")
    await parents.joins(stage, leo, "Als „Leo“")
    await stage.says(jonna, "/workshops")

    await stage.at("2027-01-30 19:00")
    await stage.says(oksana, "Dass alle zu Wort gekommen sind.")
    await stage.presses(oksana, "Elterncafé, Frage 1")
    oksana.say("Ich frage, wen die anderen kennen.", reply_to=oksana.messages[1])
    await stage.settle()
    await stage.says(oksana, "Hm.")
    await stage.presses(oksana, "Zu keiner, löschen")
    await stage.says(leo, "Die Ruhe.")
    await stage.says(oksana, "/answers", "/next")
    await stage.says(jonna, "/status")
