"""Somebody who takes part: joins, answers every question once, types again after silence."""

import asyncio
import math
import random
import time

from bench.kill.questions import A_DAY, Asked, asked, reminds
from bot.rehearsal.standin import Phone, SeenMessage

SILENCE = 6.0
"""Seconds without a word from the bot after which somebody who waits for one types again."""

MOST_PATIENT = 8
"""How many times as long they wait at most, for each time that typing did not help doubles it."""

RESTS_AFTER = 2
"""Answers of a day after which forgetful people leave the rest for later."""

REMINDED_WITHIN = 20.0
"""Seconds after which they go on without a reminder, for one may be lost."""

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
        forgetful: whether they leave questions for later until they are reminded.

    Attributes:
        said: their answers, by question.
        joined: whether they take part.
        over: the days whose questions they have been told are over.
        typed_again: how often they typed because they waited in vain.
    """

    def __init__(
        self,
        phone: Phone,
        quoting: str,
        answer_after: float,
        chance: random.Random,
        *,
        forgetful: bool,
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
        self._forgetful = forgetful
        self._woken: set[int] = set()
        self._until: dict[int, float] = {}
        self._known = 0
        self._patience = 1
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
        silent = time.monotonic() - self._heard > SILENCE * self._patience
        if not self.joined:
            if not self._agree(messages, again=silent) and silent:
                self._type_again(f"/start {link.rpartition('=')[2]}")
        elif self._rests(messages):
            self._heard = time.monotonic()
        elif not self._answer(messages) and silent and self._waits():
            self._type_again("/next")

    def _agree(self, messages: list[SeenMessage], *, again: bool) -> bool:
        """Press what is to be pressed: each label once, on another message only in vain."""
        labels = {label for _, label in self._pressed}
        for message in reversed(messages):
            for label in ("I agree", self._quoting):
                key = (message.id, label)
                wanted = key not in self._pressed and (again or label not in labels)
                if wanted and any(label in row for row in message.labels):
                    self._pressed.add(key)
                    self._heard = time.monotonic()
                    self.phone.press(label, message)
                    return True
        return False

    def _rests(self, messages: list[SeenMessage]) -> bool:
        """Whether they leave it for later until they are reminded."""
        day = self._day
        if not self._forgetful or day in self._woken or self.has_said(day) != RESTS_AFTER:
            return False
        reminded = any(reminds(m) and (found := asked(m)) and found.day == day for m in messages)
        if reminded or time.monotonic() > self._until.get(day, math.inf):
            self._woken.add(day)
        return day not in self._woken

    def _answer(self, messages: list[SeenMessage]) -> bool:
        """Answer a question that is new, or notice the end of a day; whether there was one."""
        for message in messages:
            question = asked(message)
            if question is not None and question not in self.said:
                now = time.monotonic()
                if now - self._seen.setdefault(question, now) < self._answer_after:
                    return False
                self._patience = 1
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
        self._patience = 1
        self._heard = time.monotonic()

    def may_be_reminded(self, day: int) -> None:
        """The facilitator has asked for the reminder; without one they go on by themselves."""
        self._until[day] = time.monotonic() + REMINDED_WITHIN

    def _type_again(self, text: str) -> None:
        self.phone.say(text)
        self.typed_again += 1
        self._patience = min(2 * self._patience, MOST_PATIENT)
        self._heard = time.monotonic()
