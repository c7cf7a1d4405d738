"""A table of answers comes into the chat of who asked for it, from the whole program."""

import asyncio
from pathlib import Path

from tests.journeys.settings import set_up
from tests.journeys.stage import open_stage
from tests.patience import PATIENCE


async def test_a_facilitator_gets_the_answers_as_two_files(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        jonna = stage.person("Jonna", "Beispiel")
        invited = await set_up(stage, jonna, "netzwerkarbeit", "Netzwerkarbeit", "30.1.")
        amira = stage.person("Amira", "Haddad")
        await invited.joins(stage, amira, "Als „Amira“")
        await stage.at("2027-01-30 17:00")
        await stage.says(amira, "Sich kennen, bevor man sich braucht.")
        await stage.says(jonna, "/export")
        async with asyncio.timeout(PATIENCE):
            while len(files := [one.document for one in jonna.messages if one.document]) < 2:
                await asyncio.sleep(0.01)
        assert [file.name for file in files] == [
            "netzwerkarbeit-antworten.xlsx",
            "netzwerkarbeit-antworten.csv",
        ]
        assert files[1].content.decode("utf-8-sig").splitlines()[1] == (
            "1;1;Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?;Amira;"
            "Sich kennen, bevor man sich braucht.;2027-01-30;ja;"
        )
