"""A round at log level DEBUG, with faults and a broken handler; run as a program of its own.

Prints the words that its log must not hold, a line each; the log goes to standard error.
"""

import asyncio
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

from bot import logs
from bot.rehearsal.standin import Fault
from bot.service.printing import Form
from flows.summary import Summary
from flows.summary_copy import dumped
from tests.journeys.settings import connect_token, set_up
from tests.journeys.stage import open_stage

ANSWER = "Kanarienvogel im Bergwerk"
EDITED = "Zaunkönig im Garten"
NAME = "Nachtigall"


class Torn:
    """A printer that fails with words of the post in its error."""

    async def print(
        self, summary: Summary, _language: str, _forms: frozenset[Form]
    ) -> Mapping[Form, bytes]:
        """Fail."""
        raise ValueError(dumped(summary) + ANSWER)


async def play(folder: Path) -> list[str]:
    """Play it; returns what must stay out of the log."""
    async with open_stage(folder, printer=Torn()) as stage:
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
        group = stage.group("Gruppe", jonna)
        group.add_bot(jonna, connect_token(jonna))
        await stage.settle()
        await stage.says(jonna, "/publish")
        await stage.presses(jonna, "Veröffentlichen")
        await stage.says(amira, "/forgetme")
        await stage.presses(amira, "Alles löschen")
        token = stage.telegram.token.partition(":")[2]
        return [ANSWER, EDITED, NAME, token, invited.link.partition("=")[2]]


if __name__ == "__main__":
    logs.set_up("DEBUG")
    with tempfile.TemporaryDirectory() as name:
        words = asyncio.run(play(Path(name)))
    sys.stdout.write("\n".join(words))
