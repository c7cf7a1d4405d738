"""A round at log level DEBUG, with faults and a broken handler; run as a program of its own.

Prints the words that its log must not hold, a line each; the log goes to standard error.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from bot import logs
from bot.rehearsal.standin import Fault
from tests.journeys.settings import set_up
from tests.journeys.stage import open_stage

ANSWER = "Kanarienvogel im Bergwerk"
EDITED = "Zaunkönig im Garten"
NAME = "Nachtigall"


async def play(folder: Path) -> list[str]:
    """Play it; returns what must stay out of the log."""
    async with open_stage(folder) as stage:
        jonna = stage.person("Jonna", NAME)
        invited = await set_up(stage, jonna, "netzwerkarbeit", "Netzwerkarbeit", "30.1.")
        amira = stage.person("Amira", NAME)
        await invited.joins(stage, amira, f"Als „Amira {NAME}“")
        for fault in (
            Fault.rejected(400, f"Bad Request: can't parse entities: {ANSWER}"),
            Fault.server_error(),
            Fault.throttled(1),
        ):
            stage.telegram.faults.next("sendMessage", fault, chat=amira.id)
        await stage.at("2027-01-30 17:00")
        message = amira.say(ANSWER)
        await stage.settle()
        amira.edit(message, EDITED)
        await stage.settle()
        await stage.says(amira, f"/unbekannt {ANSWER}", "/mydata")
        with patch("bot.service.answering.addressee", side_effect=ValueError(ANSWER)):
            await stage.says(amira, ANSWER)
        token = stage.telegram.token.partition(":")[2]
        return [ANSWER, EDITED, NAME, token, invited.link.partition("=")[2]]


if __name__ == "__main__":
    logs.set_up("DEBUG")
    with tempfile.TemporaryDirectory() as name:
        words = asyncio.run(play(Path(name)))
    sys.stdout.write("\n".join(words))
