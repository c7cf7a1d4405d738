"""The whole workshop in English, with the flow for any workshop and its choices and scales."""

from collections.abc import Callable

from tests.journeys.played import Plays
from tests.journeys.settings import connect_token, set_up
from tests.journeys.stage import Stage


async def test_whole_workshop_in_english(plays: Plays, golden: Callable[[str, str], None]) -> None:
    golden("english", (await plays.once(play)).journal)


async def play(stage: Stage) -> None:
    """Set up, two days, and the post in the group."""
    grace = stage.person("Grace", "Muster", "en")
    invited = await set_up(stage, grace, "zwei-tage", "Together in the district", "30 Jan")
    await stage.says(grace, "/workshop")
    group = stage.group("District network", grace)
    group.add_bot(grace, connect_token(grace))
    await stage.settle()
    ana, ben = stage.person("Ana", "Lima", "en"), stage.person("Ben", "Okafor", "en")
    await invited.joins(stage, ana, "As “Ana Lima”")
    await invited.joins(stage, ben, "Without a name")
    await stage.says(ana, "/help", "/language")
    await stage.presses(ana, "English")

    await stage.says(grace, "/round 1")
    await stage.presses(grace, "Open now")
    for person, answers in (
        (ana, ("The walk through the district.", "1", "A list of names.", "More time to talk.")),
        (ben, ("Hearing the others.", "2", "Two phone numbers.", "/skip")),
    ):
        await stage.says(person, *answers)
    await stage.says(grace, "/status", "/close 1")
    await stage.presses(grace, "Close now")

    await stage.at("2027-01-31 18:30")
    await stage.says(ana, "Call Ben.", "4", "Nothing much.", "We are not alone.")
    await stage.says(ben, "Write to Ana.", "7", "5", "My language course.", "One call is enough.")
    await stage.says(grace, "/close 2")
    await stage.presses(grace, "Close now")

    await stage.says(grace, "/summary")
    await stage.presses(grace, "Quotes", "Ask 2 people now")
    await stage.presses(ana, "Yes, as “Ana Lima”")
    await stage.presses(ben, "Yes, as “Ben”", "Yes, without a name")

    await stage.says(grace, "/summary")
    await stage.presses(grace, "Introduction")
    await stage.says(grace, "Two days in the district, two evenings of questions.")
    await stage.says(grace, "/publish")
    await stage.presses(grace, "Publish")
    await stage.says(grace, "/workshop")

    assert any("Two days in the district" in message.text for message in group.messages)
