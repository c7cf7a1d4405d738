"""The stage of a rehearsal: the stand-in, the real program, the clock, and waiting for them."""

import re
import time
from dataclasses import dataclass

from bot.main import App
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.standin import Button, Phone, SeenMessage, StandIn, transcript

PATIENCE = 120.0
"""Real seconds that the program may take to come to rest; most of them for grouping."""

A_MOMENT = 1.0
"""Seconds of the rehearsal's clock between two looks at the program."""

SHOWN = 12
"""Last lines of a chat in the picture of a play that got stuck."""


class Stuck(Exception):
    """Somebody waits for something that does not come; the text is a picture of it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that the players share."""

    standin: StandIn
    app: App
    clock: RehearsalClock

    async def settled(self, *, wholly: bool = True) -> None:
        """Return when all that people did has had its effect and all that is due has been sent.

        Args:
            wholly: wait for what is done beside that, too, such as grouping.

        Raises:
            Stuck: the program does not come to rest.
        """
        rests = self.app.idle if wholly else self.app.at_rest
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                await self.standin.until(lambda: not self.standin.updates_waiting, PATIENCE)
            except TimeoutError as picture:
                raise Stuck(f"The program does not take what people do.\n{picture}") from None
            if await rests() and not self.standin.updates_waiting:
                return
            await self.clock.sleep(A_MOMENT)
        raise Stuck("The program does not come to rest: messages wait to be handled or sent.")

    async def press(self, phone: Phone, *beginnings: str) -> None:
        """Press the newest button whose data begin so, and wait for what follows.

        Raises:
            Stuck: there is no such button.
        """
        found = button(phone, *beginnings)
        if found is None:
            raise Stuck(_picture(phone, f"a button {' or '.join(beginnings)}"))
        phone.press(str(found[1].data), found[0])
        await self.settled()

    async def press_primary(self, phone: Phone) -> None:
        """Press the coloured button of the newest message, and wait for what follows.

        Raises:
            Stuck: there is none.
        """
        newest = phone.messages[-1]
        for row in newest.buttons:
            for one in row:
                if one.style == "primary" and one.data is not None:
                    phone.press(one.data, newest)
                    await self.settled()
                    return
        raise Stuck(_picture(phone, "a coloured button"))

    async def say(self, phone: Phone, text: str) -> None:
        """Write to the bot, and wait for what follows."""
        phone.say(text)
        await self.settled()

    def read(self, phone: Phone, pattern: str) -> str:
        """The newest text in a chat that matches; its first group.

        Raises:
            Stuck: there is none.
        """
        for message in reversed(phone.messages):
            found = re.search(pattern, message.text or message.caption)
            if found is not None and message.from_bot:
                return found[1]
        raise Stuck(_picture(phone, f"a message like {pattern}"))


def button(phone: Phone, *beginnings: str) -> tuple[SeenMessage, Button] | None:
    """The newest button whose data begin so, and the message under which it stands."""
    for message in reversed(phone.messages):
        for row in message.buttons:
            for one in row:
                if one.data is not None and one.data.startswith(beginnings):
                    return message, one
    return None


def _picture(phone: Phone, wanted: str) -> str:
    lines = transcript(phone).splitlines()[-SHOWN:]
    shown = "\n".join(f"  {line}" for line in lines)
    return f"{phone.person.name} waits for {wanted}. The end of the chat:\n{shown}"
