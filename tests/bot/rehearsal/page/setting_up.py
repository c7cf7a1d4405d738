"""Setting a workshop up at the page."""

from tests.bot.rehearsal.page.visitor import GROUP, Visitor


async def ready_to_join(visitor: Visitor) -> None:
    """Set a workshop up by typing `/new` and what is asked for, and connect the group."""
    jonna = visitor.chat("Jonna Beispiel")
    await jonna.write("/new")
    await jonna.press("Zwei Tage")
    await jonna.press("„Zwei Tage“ nehmen")
    await jonna.shows("Wer lädt ein, und wo?")
    await jonna.write("Beispielhaus e. V., Musterstadt")
    await jonna.shows("Wer beantwortet Fragen zum Datenschutz?")
    await jonna.write("Renate Probe, datenschutz@beispielhaus.example")
    await jonna.shows("Wann ist Tag 1?")
    await jonna.write("30.1.")
    await jonna.shows("Einladung für Teilnehmende")
    await jonna.press("Ziel verbinden")
    await jonna.press("Gruppe wählen")
    await visitor.agree("Öffnen")
    await visitor.chat(GROUP).shows("mit dem Workshop Zwei Tage verbunden")
