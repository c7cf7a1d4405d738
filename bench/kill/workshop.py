"""One workshop from being set up to its post, and what everybody said and saw of it."""

import asyncio
import random
import time
from collections.abc import Callable
from functools import partial

from bench.kill.facilitator import PATIENCE, Facilitator, Stuck
from bench.kill.participant import Participant
from bench.kill.plan import Plan
from bench.kill.questions import A_DAY
from bot.rehearsal.standin import Group, StandIn, transcript

A_LOOK = 0.05
FORGETFUL = 3
"""One of so many people goes on only when reminded."""

REMIND_AT = 0.4
"""The share of a day's answers after which the facilitator reminds."""


class Workshop:
    """One workshop.

    Args:
        telegram: where it takes place.
        facilitator: who runs it.
        title: unique.
        plan: how many take part, how many groups the post goes to, how quick people are.
        chance: when they look at their telephones.

    Attributes:
        people: who take part.
        groups: where the post goes.
        publishings: how often it was published, which is once where nothing gets lost.
        finished: whether it came to its end.
    """

    def __init__(
        self,
        telegram: StandIn,
        facilitator: Facilitator,
        title: str,
        plan: Plan,
        chance: random.Random,
    ) -> None:
        self.title = title
        self.groups: list[Group] = [
            telegram.group(f"{title} group {number}", creator=facilitator.phone)
            for number in range(1, plan.groups + 1)
        ]
        # One of them is quoted: a post of a single message leaves no doubt which part is meant.
        self.people = [
            Participant(
                telegram.person(f"P{number}", language_code="en"),
                "Without a name" if number == 1 else "Do not quote",
                plan.answer_after,
                chance,
                forgetful=number % FORGETFUL == 0,
            )
            for number in range(1, plan.people + 1)
        ]
        self.publishings = 0
        self.finished = False
        self._facilitator = facilitator

    async def play(self) -> None:
        """All of it.

        Raises:
            Stuck: somebody waits in vain for minutes.
        """
        link, code = await self._facilitator.set_up(self.title)
        living = [asyncio.create_task(person.live(link)) for person in self.people]
        try:
            for group in self.groups:
                await self._facilitator.connect(group, code)
            await self._until(lambda: all(person.joined for person in self.people))
            for day in A_DAY:
                await self._day(day)
            await self._facilitator.publish(self.groups, self.title)
            self.finished = True
        finally:
            self.publishings = self._facilitator.publishings
            for life in living:
                life.cancel()
            ends = await asyncio.gather(*living, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end

    async def _day(self, day: int) -> None:
        await self._facilitator.open(day)
        for person in self.people:
            person.told(day)
        await self._until(partial(self._have_said, day, REMIND_AT))
        await self._facilitator.remind()
        for person in self.people:
            person.may_be_reminded(day)
        await self._until(partial(self._are_done, day))
        await self._facilitator.close(day)

    def _have_said(self, day: int, share: float) -> bool:
        wanted = share * A_DAY[day] * len(self.people)
        return sum(person.has_said(day) for person in self.people) >= wanted

    def _are_done(self, day: int) -> bool:
        return all(day in person.over for person in self.people)

    async def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise Stuck(f"{self.title}:\n{self._waiting()}")
            await asyncio.sleep(A_LOOK)

    def _waiting(self) -> str:
        """The chats of who has not come as far as the others."""
        stage = {person.phone.id: (person.joined, len(person.said)) for person in self.people}
        least = min(stage.values())
        behind = [person.phone for person in self.people if stage[person.phone.id] == least]
        return "\n".join(f"--- {phone.id}\n{transcript(phone)}" for phone in behind[:3])
