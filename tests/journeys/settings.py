"""What several journeys begin with: a workshop that people have joined."""

import re
from dataclasses import dataclass

from bot.rehearsal.standin import Phone
from tests.journeys.stage import Stage


def link_in(phone: Phone, prefix: str) -> str:
    """The newest invitation link of a kind in a chat."""
    pattern = re.compile(rf"https://t\.me/\w+\?start={prefix}_[\w-]+")
    found: list[str] = [
        link for message in phone.messages for link in pattern.findall(message.text)
    ]
    return found[-1]


def connect_token(phone: Phone) -> str:
    """The newest token for a group in a facilitator's chat."""
    found: list[str] = [
        token
        for message in phone.messages
        for token in re.findall(r"(?<!\w)g_[\w-]+", message.text)
    ]
    return found[-1]


@dataclass
class Invited:
    """A workshop that is set up, by the link with which people join it."""

    link: str

    async def joins(self, stage: Stage, phone: Phone, quoted: str) -> None:
        """Somebody joins; `quoted` is the button for how they may be quoted."""
        agree = {"de": "Ich stimme zu", "en": "I agree"}[stage.languages[phone.id]]
        await stage.joins(phone, self.link, agree, quoted)


async def set_up(stage: Stage, facilitator: Phone, flow: str, title: str, date: str) -> Invited:
    """Set a workshop up with /new in one line and what it then asks for."""
    language = stage.languages[facilitator.id]
    if not facilitator.messages:
        assert stage.app.owner_link is not None
        await stage.joins(facilitator, stage.app.owner_link)
    await stage.says(facilitator, f"/new {flow} {title}")
    await stage.presses(facilitator, {"de": "Weitermachen", "en": "Continue"}[language])
    await stage.says(
        facilitator,
        "Beispielhaus e. V., Musterstadt",
        "Renate Probe, datenschutz@beispielhaus.example",
        date,
    )
    return Invited(link_in(facilitator, "p"))
