"""Somebody who facilitates: sets a workshop up, opens and closes, reminds, publishes, looks."""

import asyncio
import re
import time
from collections.abc import Callable, Sequence

from bench.kill.questions import FLOW
from bot.rehearsal.standin import Group, Phone, SeenMessage

SILENCE = 6.0
"""Seconds without a word from the bot after which a facilitator types again."""

MOST_PATIENT = 8
"""How many times as long they wait at most, for each time that typing did not help doubles it."""

MAKING = 25.0
"""The same after publishing: the files are made first, by a process that may be killed, too."""

PATIENCE = 300.0
"""Seconds after which a step that does not come about is a fault of its own."""

A_LOOK = 0.05
LINK = re.compile(r"https://t\.me/\S+\?start=p_[\w-]+")
CODE = re.compile(r"/connect ([\w-]+)")
IS_IT_THERE = "Is it there?"
REMIND = re.compile(r"Remind \d+ p")
REMINDERS_WANTED = 3
"""How often somebody types /remind at most; it does not matter whether it works."""


class Stuck(Exception):
    """Somebody waited in vain for minutes; the text says for what."""


class Facilitator:
    """One person who runs one workshop after the other.

    Args:
        phone: theirs; an owner of the bot.

    Attributes:
        typed_again: how often they typed because they waited in vain.
        looked: how often they said that a post is there, and that it is not.
        publishings: how often the post of the workshop of now was published.
    """

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.typed_again = 0
        self.looked = {"yes": 0, "again": 0}
        self.publishings = 0
        self._from = 0
        self._pressed: set[tuple[int, str]] = set()

    async def set_up(self, title: str) -> tuple[str, str]:
        """A workshop with this title; returns the link for participants and the groups' code."""
        self._turn_to_new()
        self.publishings = 0
        self.phone.say(f"/new {FLOW} {title}")
        card = await self._typed("/workshop", lambda: self._card(title))
        return LINK.findall(card.text)[0], CODE.findall(card.text)[0]

    async def connect(self, group: Group, code: str) -> None:
        """Let the post go to a group."""
        group.add_bot(self.phone)
        await self._until(
            lambda: any("connected to the workshop" in m.text for m in group.messages),
            again=lambda: group.say(self.phone, f"/connect {code}"),
        )

    async def open(self, day: int) -> None:
        """Open a round by hand."""
        await self._decided(f"/round {day}", f"Day {day} is open", press="Open now")

    async def close(self, day: int) -> None:
        """Close a round by hand."""
        await self._decided(f"/close {day}", f"Day {day} is closed", press="Close now")

    async def remind(self) -> None:
        """Remind who has open questions, if that can still be done."""
        self._turn_to_new()
        for _ in range(REMINDERS_WANTED):
            self.phone.say("/remind")
            end = time.monotonic() + SILENCE
            while time.monotonic() < end:
                label = self._label(REMIND)
                if label is not None:
                    self._press_once(label)
                if self._hears("Reminded at", "had its reminder", "Nobody", "is closed"):
                    return
                await asyncio.sleep(A_LOOK)

    async def publish(self, groups: Sequence[Group], title: str) -> None:
        """Publish, and see to it that the post is in every group.

        Raises:
            Stuck: it does not get there.
        """
        await self._publish()
        end, heard = time.monotonic() + PATIENCE, time.monotonic()
        known = len(self._new())
        while True:
            if len(self._new()) != known:
                known, heard = len(self._new()), time.monotonic()
            if self._look(groups, title):
                heard = time.monotonic()
            silent = time.monotonic() - heard > MAKING
            if all(posts(group, title) for group in groups):
                if silent or self._hears("Published at"):
                    return
            elif silent:
                # Nobody asks and nothing comes: they look, see that it is missing, and publish
                # once more, to all groups.
                self.typed_again += 1
                await self._publish()
                heard = time.monotonic()
            if time.monotonic() > end:
                raise Stuck("a post does not reach its group")
            await asyncio.sleep(A_LOOK)

    def _look(self, groups: Sequence[Group], title: str) -> bool:
        """Answer a question whether the post is there by looking; whether there was one."""
        for message in self._new():
            if IS_IT_THERE not in message.text or not message.buttons:
                continue
            group = next(one for one in groups if f"“{one.title}”" in message.text)
            there, again = (button.label for row in message.buttons for button in row)
            label, kind = (there, "yes") if posts(group, title) else (again, "again")
            if not any((message.id, one) in self._pressed for one in (there, again)):
                self._pressed.add((message.id, label))
                self.looked[kind] += 1
                self.phone.press(label, message)
                return True
        return False

    async def _publish(self) -> None:
        """Press the one button that publishes, once."""
        self._turn_to_new()
        await self._typed("/publish", lambda: self._label(re.compile("Publish( again)?")))
        label = self._label(re.compile("Publish( again)?"))
        assert label is not None
        self._press_once(label)
        self.publishings += 1

    async def _decided(self, command: str, done: str, press: str) -> None:
        """Type a command, press what it asks for, until it is done."""
        self._turn_to_new()

        def is_done() -> bool:
            if self._label(re.compile(press)) is not None:
                self._press_once(press)
            return self._hears(done)

        await self._typed(command, is_done)

    async def _typed(self, command: str, ready: Callable[[], object]) -> SeenMessage:
        """Type a command, again after silence; returns the newest message when it is ready."""
        self.phone.say(command)
        await self._until(ready, again=lambda: self.phone.say(command))
        found = ready()
        return found if isinstance(found, SeenMessage) else self.phone.messages[-1]

    async def _until(self, ready: Callable[[], object], again: Callable[[], object]) -> None:
        end, heard, known = time.monotonic() + PATIENCE, time.monotonic(), len(self._new())
        silence = SILENCE
        while not ready():
            if len(self._new()) != known:
                known, heard = len(self._new()), time.monotonic()
            if time.monotonic() - heard > silence:
                again()
                self.typed_again += 1
                # Who types faster than they are answered makes it worse for all.
                silence = min(2 * silence, MOST_PATIENT * SILENCE)
                heard = time.monotonic()
            if time.monotonic() > end:
                raise Stuck("the facilitator waits in vain")
            await asyncio.sleep(A_LOOK)

    def _card(self, title: str) -> SeenMessage | None:
        for message in reversed(self._new()):
            if message.text.startswith(f"{title}\n") and LINK.search(message.text):
                return message
        return None

    def _label(self, wanted: re.Pattern[str]) -> str | None:
        """A button that was not pressed yet, of the newest message that has one."""
        for message in reversed(self._new()):
            for button in (button for row in message.buttons for button in row):
                if wanted.match(button.label) and (message.id, button.label) not in self._pressed:
                    return button.label
        return None

    def _press_once(self, label: str) -> None:
        for message in reversed(self._new()):
            if any(label in row for row in message.labels):
                if (message.id, label) not in self._pressed:
                    self._pressed.add((message.id, label))
                    self.phone.press(label, message)
                return

    def _hears(self, *words: str) -> bool:
        return any(word in m.text for m in self._new() for word in words)

    def _new(self) -> list[SeenMessage]:
        """What the bot has said since the last step."""
        return [m for m in self.phone.messages if m.id > self._from and m.from_bot]

    def _turn_to_new(self) -> None:
        self._from = max((m.id for m in self.phone.messages), default=0)


def posts(group: Group, title: str) -> list[SeenMessage]:
    """The posts of a workshop in a group."""
    return [m for m in group.messages if m.from_bot and m.text.startswith(f"{title}\n")]
