"""Somebody who takes part: joins, answers every question once, types again after silence."""

import asyncio
import random
import time

from bench.kill.questions import A_DAY, Asked, asked
from bot.rehearsal.standin import Phone, SeenMessage

SILENCE = 6.0
"""Seconds without a word from the bot after which somebody who waits for one types again."""

SHORTEST, LONGEST = 0.02, 0.2
"""Seconds between two looks at the telephone."""

JOINED = ("All set", "You are already taking part")
END_OF_DAY = ("today's questions", "last question", "No question is open")


class Participant:
    """One person in one workshop.

    Args:
        phone: theirs.
        quoting: the button that says how they are quoted.
        answer_after: seconds for which they look at a question at least before they answer.
        chance: when they look at their telephone.

    Attributes:
        said: their answers, by question.
        joined: whether they take part.
        over: the days whose questions they have been told are over.
        typed_again: how often they typed because they waited in vain.
    """

    def __init__(
        self, phone: Phone, quoting: str, answer_after: float, chance: random.Random
    ) -> None:
        self.phone = phone
        self.said: dict[Asked, str] = {}
        self.joined = False
        self.over: set[int] = set()
        self.typed_again = 0
        self._quoting = quoting
        self._answer_after = answer_after
        self._seen: dict[Asked, float] = {}
        self._chance = chance
        self._pressed: set[tuple[int, str]] = set()
        self._open = 0
        self._known = 0
        self._heard = time.monotonic()

    async def live(self, link: str) -> None:
        """Join, then answer day after day; ended by cancelling."""
        self.phone.open_link(link)
        while True:
            messages = self.phone.messages
            if len(messages) != self._known:
                self._known, self._heard = len(messages), time.monotonic()
            self._look(messages, link)
            await asyncio.sleep(self._chance.uniform(SHORTEST, LONGEST))

    def has_said(self, day: int) -> int:
        """How many questions of a day they have answered."""
        return sum(question.day == day for question in self.said)

    def _look(self, messages: list[SeenMessage], link: str) -> None:
        if not self.joined:
            self.joined = any(word in m.text for m in messages if m.from_bot for word in JOINED)
        silent = time.monotonic() - self._heard > SILENCE
        if not self.joined:
            if not self._agree(messages) and silent:
                self._type_again(f"/start {link.rpartition('=')[2]}")
        elif not self._answer(messages) and silent and self._waits():
            self._type_again("/next")

    def _agree(self, messages: list[SeenMessage]) -> bool:
        """Press what is to be pressed, each button once."""
        for message in messages:
            for label in ("I agree", self._quoting):
                key = (message.id, label)
                if key not in self._pressed and any(label in row for row in message.labels):
                    self._pressed.add(key)
                    self.phone.press(label, message)
                    return True
        return False

    def _answer(self, messages: list[SeenMessage]) -> bool:
        """Answer a question that is new, or notice the end of a day; whether there was one."""
        for message in messages:
            question = asked(message)
            if question is not None and question not in self.said:
                now = time.monotonic()
                if now - self._seen.setdefault(question, now) < self._answer_after:
                    return False
                self.said[question] = f"answer-{'-'.join(map(str, question))}"
                self.phone.say(self.said[question])
                return True
        day = self._day
        if day and self.has_said(day) == A_DAY[day] and day not in self.over:
            last = max(m.id for m in messages if not m.from_bot)
            later = (m for m in messages if m.from_bot and m.id > last)
            if any(word in m.text for m in later for word in END_OF_DAY):
                self.over.add(day)
        return False

    @property
    def _day(self) -> int:
        """The newest day that they have answered something of; 0 before the first answer."""
        return max((question.day for question in self.said), default=0)

    def _waits(self) -> bool:
        """Whether something should come: the next question, or the end of the day."""
        return max(self._open, self._day) not in {0, *self.over}

    def told(self, day: int) -> None:
        """The facilitator has said that a day's questions come now."""
        self._open = day
        self._heard = time.monotonic()

    def _type_again(self, text: str) -> None:
        self.phone.say(text)
        self.typed_again += 1
        self._heard = time.monotonic()
